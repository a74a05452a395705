namespace MusicWeb.Providers;

/// <summary>One take of a song as the provider delivered it.</summary>
public sealed record ProviderResult
{
    /// <summary>Position among the takes of its task, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>The provider's own id of it, under which later operations name it there; null where it has none.</summary>
    public string? ProviderClipId { get; init; }

    /// <summary>Title it came back with.</summary>
    public required string Title { get; init; }

    /// <summary>Its files; the first one whose kind the browser can play is the song.</summary>
    public required IReadOnlyList<ResultFile> Files { get; init; }

    /// <summary>Length in seconds.</summary>
    public required double DurationSeconds { get; init; }

    /// <summary>Words of the song, with section markers; null for an instrumental.</summary>
    public string? Lyrics { get; init; }

    /// <summary>Style words that describe it.</summary>
    public string? Styles { get; init; }

    /// <summary>Beats per minute, where known exactly.</summary>
    public double? Bpm { get; init; }

    /// <summary>Key as a musician writes it ("A minor"), where known exactly.</summary>
    public string? Key { get; init; }

    /// <summary>Loudness outline for the waveform, 0 to 255, evenly spaced over the song; null when it must be computed.</summary>
    public byte[]? Peaks { get; init; }

    /// <summary>A word of honesty shown with the clip, for example "synthetic guide vocal".</summary>
    public string? Note { get; init; }
}

/// <summary>A file of a result.</summary>
/// <param name="Kind">flac, wav, mp3, midi, score, timeline (the times of the words); vocals, instrumental or stem-… for a stem; video; or <see cref="Audio"/> or <see cref="Picture"/>.</param>
/// <param name="ContentType">Media type.</param>
/// <param name="OpenAsync">Opens the bytes for one reading.</param>
public sealed record ResultFile(string Kind, string ContentType, Func<CancellationToken, ValueTask<Stream>> OpenAsync)
{
    /// <summary>The rest is worth keeping without it: where it cannot be fetched, or is not what it claims to be, it is left out.</summary>
    public bool IsOptional { get; init; }

    /// <summary>A song in whatever format it comes; its bytes decide.</summary>
    public const string Audio = "audio";

    /// <summary>A picture in whatever format it comes; its bytes decide.</summary>
    public const string Picture = "picture";
}

/// <summary>A persona as the provider delivered it.</summary>
/// <param name="Summary">What it is like, in a sentence for everybody who may use it; null when the provider does not say.</param>
/// <param name="Data">What the provider wants back with every song made with it: an id, or a profile. Nobody else reads it.</param>
public sealed record PersonaResult(string? Summary, string Data);
