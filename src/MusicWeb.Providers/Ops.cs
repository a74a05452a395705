namespace MusicWeb.Providers;

/// <summary>Keys of the operations that providers offer; text, because they are data in requests, prices and filters.</summary>
public static class Ops
{
    /// <summary>A new song from lyrics or a description.</summary>
    public const string Create = "create";

    /// <summary>A song that goes on from a moment of another one.</summary>
    public const string Extend = "extend";

    /// <summary>One song from a song and the parts that go on from it.</summary>
    public const string Concat = "concat";

    /// <summary>A song with a stretch of it made anew.</summary>
    public const string ReplaceSection = "replace-section";

    /// <summary>A song's voice and the rest of it apart, as files of the song.</summary>
    public const string StemsBasic = "stems-basic";

    /// <summary>A song's instruments one by one, as files of the song.</summary>
    public const string StemsFull = "stems-full";

    /// <summary>A song in another style.</summary>
    public const string Cover = "cover";

    /// <summary>A song as MP3, as a file of the song.</summary>
    public const string Mp3 = "mp3";

    /// <summary>A song as WAV, as a file of the song.</summary>
    public const string Wav = "wav";

    /// <summary>The notes of a song as MIDI, as a file of the song.</summary>
    public const string Midi = "midi";

    /// <summary>When each word of a song is sung, as files of the song.</summary>
    public const string LyricsTimeline = "lyrics-timeline";

    /// <summary>A copy of a song at a provider that did not make it, so that it can work on it.</summary>
    public const string Upload = "upload";

    /// <summary>A song that goes on from a moment of one that is uploaded for it.</summary>
    public const string UploadExtend = "upload-extend";

    /// <summary>A song that is uploaded for it, in another style.</summary>
    public const string UploadCover = "upload-cover";

    /// <summary>A persona made from a song.</summary>
    public const string PersonaCreate = "persona-create";

    /// <summary>A persona made from somebody's recorded voice.</summary>
    public const string VoiceCreate = "voice-create";

    /// <summary>A new song with a persona.</summary>
    public const string Persona = "persona";

    /// <summary>A song mixed and mastered anew.</summary>
    public const string Remaster = "remaster";

    /// <summary>A song without a voice, with one.</summary>
    public const string AddVocals = "add-vocals";

    /// <summary>A voice with another band.</summary>
    public const string AddInstrumental = "add-instrumental";

    /// <summary>The voice of one song over the instruments of another.</summary>
    public const string Mashup = "mashup";

    /// <summary>A new song built on a stretch of another.</summary>
    public const string Sample = "sample";

    /// <summary>A song's voice alone, as a file of the song.</summary>
    public const string Vox = "vox";

    /// <summary>When a song beats, as a file of the song.</summary>
    public const string Bpm = "bpm";

    /// <summary>A song's picture, as files of the song.</summary>
    public const string CoverArt = "cover-art";

    /// <summary>A film to a song.</summary>
    public const string Video = "video";

    /// <summary>Words for a song.</summary>
    public const string Lyrics = "lyrics";

    /// <summary>Better style words.</summary>
    public const string StyleBoost = "style-boost";

    /// <summary>A recording that a person brought: no provider does it, and it costs nothing.</summary>
    public const string Import = "import";
}
