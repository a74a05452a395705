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

    /// <summary>Its title.</summary>
    public required string Title { get; init; }

    /// <summary>Its style words; null where there are none.</summary>
    public string? Styles { get; init; }

    /// <summary>Its words, with section markers; null for an instrumental.</summary>
    public string? Lyrics { get; init; }

    /// <summary>When it was made; some providers work on young clips only.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>Its files.</summary>
    public required IReadOnlyList<SourceFile> Files { get; init; }

    /// <summary>The file of that kind, or null.</summary>
    public SourceFile? FindFile(string kind) => Files.FirstOrDefault(file => file.Kind == kind);
}

/// <summary>A stored file of a source.</summary>
/// <param name="Kind">flac, wav, mp3, midi or score.</param>
/// <param name="ContentType">Media type.</param>
/// <param name="SizeBytes">Size in bytes.</param>
/// <param name="OpenAsync">Opens the bytes for one reading.</param>
public sealed record SourceFile(string Kind, string ContentType, long SizeBytes, Func<CancellationToken, ValueTask<Stream>> OpenAsync);

/// <summary>A persona that sings and plays a song.</summary>
/// <param name="Id">Our id of it.</param>
/// <param name="Data">What the provider delivered when it was made.</param>
public sealed record SourcePersona(Guid Id, string Data);
