namespace MusicWeb.Providers;

/// <summary>A clip that an operation starts from.</summary>
public sealed record SourceClip
{
    /// <summary>Our id of it.</summary>
    public required Guid Id { get; init; }

    /// <summary>The provider that made it.</summary>
    public required string Provider { get; init; }

    /// <summary>The provider's own id of it; null where it never gave one.</summary>
    public string? ProviderClipId { get; init; }

    /// <summary>How the provider called the task that made it; null where it had no name.</summary>
    public string? ProviderTaskId { get; init; }

    /// <summary>Its title.</summary>
    public required string Title { get; init; }

    /// <summary>Its style words; null where there are none.</summary>
    public string? Styles { get; init; }

    /// <summary>Its words, with section markers; null for an instrumental.</summary>
    public string? Lyrics { get; init; }

    /// <summary>When it was made; some providers work on young clips only.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>Its length in seconds; 0 where it is not known.</summary>
    public double DurationSeconds { get; init; }

    /// <summary>It is a copy that was uploaded to the provider, which made nothing of it.</summary>
    public bool IsUploaded { get; init; }

    /// <summary>Its files.</summary>
    public required IReadOnlyList<SourceFile> Files { get; init; }

    /// <summary>The file of that kind, or null.</summary>
    public SourceFile? FindFile(string kind) => Files.FirstOrDefault(file => file.Kind == kind);

    /// <summary>The song as a file that a vendor can fetch, what is small and known everywhere first; null where there is none.</summary>
    public SourceFile? FindPublicFile() => _songs.Select(FindFile).FirstOrDefault(file => file?.PublicAddress is not null);

    private static readonly string[] _songs = ["mp3", "wav", "m4a", "flac"];
}

/// <summary>A stored file of a source.</summary>
/// <param name="Kind">flac, wav, mp3, midi or score.</param>
/// <param name="ContentType">Media type.</param>
/// <param name="SizeBytes">Size in bytes.</param>
/// <param name="OpenAsync">Opens the bytes for one reading.</param>
public sealed record SourceFile(string Kind, string ContentType, long SizeBytes, Func<CancellationToken, ValueTask<Stream>> OpenAsync)
{
    /// <summary>Where whoever is told may fetch it for a few minutes; null where nobody outside can reach this installation.</summary>
    public Uri? PublicAddress { get; init; }

    /// <summary>How its provider called the task that brought this file; null where it had no name, or another provider brought it.</summary>
    public string? ProviderTaskId { get; init; }
}

/// <summary>A persona that sings and plays a song.</summary>
/// <param name="Id">Our id of it.</param>
/// <param name="Data">What the provider delivered when it was made.</param>
public sealed record SourcePersona(Guid Id, string Data);
