using MusicWeb.Core.Library;
using MusicWeb.Providers;

namespace MusicWeb.Ui;

/// <summary>What a person chose for an operation on a song.</summary>
/// <param name="clip">The song.</param>
/// <param name="operation">The operation.</param>
internal sealed class OperationForm(ClipView clip, OperationSpec operation)
{
    /// <summary>New words.</summary>
    public string? Lyrics { get; set; } = "";

    /// <summary>New style words.</summary>
    public string? Styles { get; set; } = "";

    /// <summary>No words.</summary>
    public bool Instrumental { get; set; } = clip.Lyrics is null && operation.Op != Ops.AddVocals;

    /// <summary>The last whole second of the song.</summary>
    public int LastSecond { get; } = Math.Max(1, (int)Math.Floor(clip.DurationSeconds));

    /// <summary>Where to go on; to begin with before a usual ending.</summary>
    public int ContinueAt { get; set; } = (int)Math.Max(Math.Max(1, clip.DurationSeconds / 2), clip.DurationSeconds - 8);

    /// <summary>The new part alone.</summary>
    public bool OnlyNewPart { get; set; }

    /// <summary>Where the stretch that is made anew begins.</summary>
    public int RangeStart { get; set; } = (int)(clip.DurationSeconds / 3);

    /// <summary>Where it ends.</summary>
    public int RangeEnd { get; set; } = (int)(clip.DurationSeconds * 2 / 3);

    /// <summary>How much of the song a cover keeps, in percent.</summary>
    public int AudioWeightPercent { get; set; } = 70;

    /// <summary>The line of songs that is joined.</summary>
    public IReadOnlyList<ClipView> Line { get; set; } = [];

    /// <summary>The operation writes music, for which words and styles can be given.</summary>
    public bool HasWords => operation.Op is Ops.Extend or Ops.ReplaceSection or Ops.AddVocals;

    /// <summary>Style words can be given.</summary>
    public bool HasStyles => (HasWords && operation.Op != Ops.AddVocals) || operation.Op == Ops.AddInstrumental || operation.Needs.HasFlag(OperationNeeds.Style);

    /// <summary>How much of the song is kept can be said; of what was uploaded, a vendor keeps what it likes.</summary>
    public bool HasWeight => operation.Needs.HasFlag(OperationNeeds.Style) && !(operation.SourceById && clip.Op == Ops.Upload);

    /// <summary>The person said that the rights to the song are theirs.</summary>
    public bool HasRights { get; set; }

    /// <summary>The order.</summary>
    public MusicRequest ToRequest(ModelSpec model)
    {
        var isPositioned = operation.Needs.HasFlag(OperationNeeds.Position);
        var isRange = operation.Needs.HasFlag(OperationNeeds.Range);
        var isLine = operation.Needs.HasFlag(OperationNeeds.SourceClips);
        return new MusicRequest
        {
            Op = operation.Op,
            Model = model.Name,
            Title = clip.Title.Length <= model.TitleLimit ? clip.Title : null,
            SourceClipId = isLine ? null : clip.Id,
            SourceClipIds = isLine ? [.. Line.Select(one => one.Id)] : null,
            Lyrics = HasWords && !Instrumental ? Given(Lyrics) : null,
            Styles = HasStyles ? Given(Styles) : null,
            Instrumental = HasWords && Instrumental,
            ContinueAtSeconds = isPositioned ? ContinueAt : null,
            HasRights = operation.SendsSource && HasRights,
            AudioWeight = HasWeight ? AudioWeightPercent / 100.0 : null,
            RangeStartSeconds = isRange ? RangeStart : null,
            RangeEndSeconds = isRange ? RangeEnd : null,
            OnlyNewPart = isPositioned && (OnlyNewPart || operation.OnlyParts),
        };
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
