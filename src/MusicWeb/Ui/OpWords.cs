using MusicWeb.Providers;

namespace MusicWeb.Ui;

/// <summary>What people read for the key of an operation.</summary>
internal static class OpWords
{
    /// <summary>The word in English; also the key of its translation.</summary>
    public static string Of(string op) => op switch
    {
        Ops.Create => "Song",
        Ops.Extend or Ops.UploadExtend => "Extension",
        Ops.Cover or Ops.UploadCover => "Cover",
        Ops.Concat => "Joined song",
        Ops.ReplaceSection => "Replaced section",
        Ops.StemsBasic => "Vocals split off",
        Ops.StemsFull => "Stems",
        Ops.Remaster => "Remaster",
        Ops.AddVocals => "Vocals added",
        Ops.AddInstrumental => "Band added",
        Ops.Sample => "Song over a sample",
        Ops.Mashup => "Mashup",
        Ops.Bpm => "Tempo and chords",
        Ops.Vox => "Voice extracted",
        Ops.CoverArt => "Cover art",
        Ops.Video => "Video",
        Ops.Lyrics => "Lyrics",
        Ops.StyleBoost => "Style words",
        Ops.Mp3 => "MP3",
        Ops.Wav => "WAV",
        Ops.Midi => "MIDI",
        Ops.LyricsTimeline => "Lyric times",
        Ops.Upload => "Uploaded copy",
        Ops.Persona => "Song with a persona",
        Ops.PersonaCreate => "Persona",
        Ops.VoiceCreate => "Voice",
        Ops.Import => "Recording",
        _ => op,
    };

    /// <summary>Whether the Create form can hold the request of such an operation.</summary>
    public static bool IsMadeInCreate(string op) => op is Ops.Create or Ops.Persona;
}
