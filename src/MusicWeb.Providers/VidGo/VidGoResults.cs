using System.Text.Json;
using MusicWeb.Providers.Embedded;
using MusicWeb.Providers.Outbound;

namespace MusicWeb.Providers.VidGo;

/// <summary>What a finished task brought. Which fields to look for is decided by what was ordered, never by what is there.</summary>
internal sealed class VidGoResults(GuardedDownload downloads)
{
    private const string Mp3 = "audio/mpeg";
    private const string Jpeg = "image/jpeg";

    /// <summary>The end of a task: with what it brought, or failed when that is nothing.</summary>
    public ProviderStatus Read(ProviderCall call, IReadOnlyList<JsonElement> files) => call.Request.Op switch
    {
        Ops.Lyrics => VidGoWire.ReadLyrics(files) is { } words ? new ProviderStatus.MadeText(words) : Nothing("no words"),
        Ops.StyleBoost => First(files, file => VidGoText.Words(file, "style")) is { } style ? new ProviderStatus.MadeText(style) : Nothing("no style words"),
        Ops.PersonaCreate => First(files, file => VidGoText.Words(file, "persona_id")) is { } id ? new ProviderStatus.MadePersona(new PersonaResult(call.Sources[0].Styles, id)) : Nothing("no persona"),
        Ops.Wav => First(files, file => file.Address("wav_url")) is { } wav ? Made(FileAt(wav, "wav", "audio/wav")) : Nothing("no file"),
        Ops.Video => First(files, file => file.Address("video_url")) is { } video ? Made(FileAt(video, "video", "video/mp4")) : Nothing("no film"),
        // Of several the first: a song has one picture.
        Ops.CoverArt => VidGoWire.ReadPictures(files) is [var picture, ..] ? Made(FileAt(picture, ResultFile.Picture, Jpeg)) : Nothing("no picture"),
        Ops.Midi => First(files, file => VidGoNotes.Read(file) is { Count: > 0 } read ? read : null) is { } instruments ? Made(Notes(instruments)) : Nothing("no notes"),
        Ops.LyricsTimeline => First(files, file => VidGoTimes.Read(file) is { Count: > 0 } read ? read : null) is { } lines ? new ProviderStatus.MadeFiles(WordFiles.Of(lines, call.Sources[0].Title)) : Nothing("no times that can be read"),
        Ops.StemsBasic => Stems(files, isFull: false),
        Ops.StemsFull => Stems(files, isFull: true),
        _ => Songs(call, files),
    };

    private ProviderStatus Songs(ProviderCall call, IReadOnlyList<JsonElement> files)
    {
        ProviderResult[] songs = [.. files.Select(VidGoWire.ReadSong).Where(song => song.Audio is not null).Select((song, index) => Song(call, song, index))];
        return songs.Length > 0 ? new ProviderStatus.Done(songs) : Nothing("no song");
    }

    private ProviderStatus Stems(IReadOnlyList<JsonElement> files, bool isFull)
    {
        var parts = files.SelectMany(file => VidGoStems.Read(file, isFull)).DistinctBy(part => part.Kind).ToList();
        if (parts.Count == 0) return Nothing("no stems");
        // Of all the instruments there are, a song has some; a split in two has two.
        var note = isFull || parts.Count >= VidGoStems.Basic.Count ? null : $"{parts.Count} of {VidGoStems.Basic.Count} stems arrived; the price is the same.";
        return new ProviderStatus.MadeFiles([.. parts.Select(part => FileAt(part.Address, part.Kind, Mp3))], note);
    }

    private ProviderResult Song(ProviderCall call, VidGoSong song, int index) => new()
    {
        Index = index,
        ProviderClipId = song.Id,
        Title = song.Title,
        Styles = song.Styles,
        Lyrics = LyricsOf(call, song),
        DurationSeconds = song.DurationSeconds,
        Files = song.Picture is { } picture ? [FileAt(song.Audio!, ResultFile.Audio, Mp3), FileAt(picture, ResultFile.Picture, Jpeg) with { IsOptional = true }] : [FileAt(song.Audio!, ResultFile.Audio, Mp3)],
    };

    // What comes back as the prompt is what was sent as such, which may be a description. A band is added to a voice that goes on singing.
    private static string? LyricsOf(ProviderCall call, VidGoSong song)
    {
        var request = call.Request;
        if (request.Instrumental) return null;
        if (song.Lyrics is { } lyrics) return lyrics == request.Description?.Trim() ? null : lyrics;
        return request.Op is Ops.AddInstrumental && call.Sources.Count > 0 ? call.Sources[0].Lyrics : null;
    }

    private static ResultFile Notes(IReadOnlyList<HeardInstrument> instruments)
    {
        var bytes = NoteFile.Of(instruments);
        return new ResultFile("midi", "audio/midi", _ => ValueTask.FromResult<Stream>(new MemoryStream(bytes, writable: false)));
    }

    private static T? First<T>(IReadOnlyList<JsonElement> files, Func<JsonElement, T?> read)
        where T : class => files.Select(read).FirstOrDefault(found => found is not null);

    private static ProviderStatus.MadeFiles Made(ResultFile file) => new([file]);

    private static ProviderStatus.Failed Nothing(string what) => new($"VidGo called this finished and named {what}.");

    private ResultFile FileAt(Uri address, string kind, string contentType) => new(kind, contentType, async token => await downloads.OpenAsync(address, token));
}
