using MusicWeb.Providers;

namespace MusicWeb.Core.Library;

/// <summary>What must be known of a song to tell whether something can be made of it.</summary>
/// <param name="Provider">Who made it.</param>
/// <param name="IsKnownToProvider">Its provider can look it up by an id of its own.</param>
/// <param name="Op">The operation that made it.</param>
/// <param name="DurationSeconds">Length in seconds.</param>
/// <param name="HasWords">Words are known that are sung in it.</param>
/// <param name="FileKinds">The kinds of its files.</param>
public sealed record SourceFacts(string Provider, bool IsKnownToProvider, string Op, double DurationSeconds, bool HasWords, IReadOnlyCollection<string> FileKinds)
{
    /// <summary>A provider made it and can look it up by an id of its own.</summary>
    public bool IsKnownTo(ProviderManifest manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        return IsKnownToProvider && Provider == manifest.Name;
    }
}

/// <summary>Which songs an operation takes. A song's menu asks beforehand, and the write that takes the order asks again.</summary>
public static class SourceRules
{
    /// <summary>Code of the error that means that the song has what the operation would add to it.</summary>
    public const string AlreadyThere = "already_there";

    /// <summary>Why an operation cannot be done with a song, as a sentence to show; null when it can.</summary>
    /// <param name="song">The song.</param>
    /// <param name="manifest">The provider.</param>
    /// <param name="operation">What it is to do.</param>
    /// <param name="model">The model it is to be done with; null where that is not known yet.</param>
    public static Error? Refuse(SourceFacts song, ProviderManifest manifest, OperationSpec operation, ModelSpec? model = null)
    {
        ArgumentNullException.ThrowIfNull(song);
        ArgumentNullException.ThrowIfNull(manifest);
        ArgumentNullException.ThrowIfNull(operation);
        return RefuseOrigin(song, manifest, operation, model) ?? RefuseFiles(song, operation) ?? RefuseVoice(song, operation);
    }

    private static Error? RefuseOrigin(SourceFacts song, ProviderManifest manifest, OperationSpec operation, ModelSpec? model)
    {
        if (operation.SourceById && song.Provider != manifest.Name) return No("{0} knows only the songs that it made itself: this one would have to be uploaded to it first.", manifest.DisplayName);
        if (operation.SourceById && !song.IsKnownToProvider) return No("{0} gave no id for this song, so this cannot be done with it.", manifest.DisplayName);
        if (operation.UploadedSourceOnly && song.Op != Ops.Upload) return No("{0} does this only with songs that were uploaded to it.", manifest.DisplayName);
        if (LongestOf(song, manifest, operation, model) is { } longest && song.DurationSeconds > longest.TotalSeconds) return No("{0} takes songs of up to {1} minutes.", manifest.DisplayName, longest.TotalMinutes);
        if (operation.ShortestSource is { } shortest && song.DurationSeconds <= shortest.TotalSeconds) return No("{0} takes songs of more than {1} seconds.", manifest.DisplayName, shortest.TotalSeconds);
        if (operation.SourceSounds.Count > 0 && !operation.SourceSounds.Any(song.FileKinds.Contains)) return No("{0} cannot read the format of this song: it takes {1}.", manifest.DisplayName, string.Join(", ", operation.SourceSounds));
        if (!operation.OwnSourceOnly || song.Provider == manifest.Name) return null;
        return song.Op == Ops.Import ? No("{0} works with songs that it made itself, not with a recording.", manifest.DisplayName) : No("Choose a song that {0} made.", manifest.DisplayName);
    }

    // What is named by an id is not sent, and may be as long as it is.
    private static TimeSpan? LongestOf(SourceFacts song, ProviderManifest manifest, OperationSpec operation, ModelSpec? model) =>
        operation.LongestSource is not { } longest || (operation.OwnSourceById && song.IsKnownTo(manifest)) ? null : model?.LongestSource ?? longest;

    private static Error? RefuseFiles(SourceFacts song, OperationSpec operation)
    {
        if (operation is { SourceFile: { } added, SourceFileIsAdded: true } && !song.FileKinds.Contains(added)) return No("This is made from the song's {0}, which have to be split off first.", added);
        if (operation.SourceFile is { } kind && !song.FileKinds.Contains(kind)) return No("This song was made before its {0} was kept, so this cannot be done with it.", kind);
        return operation.AddsFiles.Any(song.FileKinds.Contains) ? new Error(AlreadyThere, "This song has these files already: find them among its downloads.") : null;
    }

    // What is in an upload or a recording is heard by the vendor alone.
    private static Error? RefuseVoice(SourceFacts song, OperationSpec operation) => (song.Op is Ops.Upload or Ops.Import || (operation.HearsVoice && !song.HasWords), operation.Op, song.HasWords) switch
    {
        (false, Ops.StemsBasic or Ops.Vox, false) => No("There is no voice in this song that could be split off."),
        (false, Ops.LyricsTimeline, false) => No("There are no words in this song."),
        (false, Ops.AddInstrumental, false) => No("There is no voice in this song that a band could play to."),
        (false, Ops.AddVocals, true) => No("This song has a voice already: replace a section of it, or cover it."),
        _ => null,
    };

    private static Error No(string sentence, params object[] arguments) => new("no_source", sentence, arguments);
}
