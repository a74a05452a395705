using MusicWeb.Core.Library;
using MusicWeb.Providers;

namespace MusicWeb.Ui;

/// <summary>What a person chose for an operation on a song.</summary>
/// <param name="clip">The song.</param>
/// <param name="operation">The operation.</param>
/// <param name="isSent">The song's sound is sent to the provider.</param>
internal sealed class OperationForm(ClipView clip, OperationSpec operation, bool isSent)
{
    private const int SampleSeconds = 10;

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

    /// <summary>Where it ends; a sample is a few bars.</summary>
    public int RangeEnd { get; set; } = (int)Math.Min(clip.DurationSeconds, (int)(clip.DurationSeconds / 3) + Math.Min(operation.LongestRange?.TotalSeconds ?? double.MaxValue, operation.Op == Ops.Sample ? SampleSeconds : clip.DurationSeconds / 3));

    /// <summary>How much of the song a cover keeps, in percent.</summary>
    public int AudioWeightPercent { get; set; } = 70;

    /// <summary>The line of songs that is joined.</summary>
    public IReadOnlyList<ClipView> Line { get; set; } = [];

    /// <summary>The songs that this one can be mashed up with: one of both must be sung.</summary>
    public IReadOnlyList<ClipView> Partners { get; set; } = [];

    /// <summary>Which of them was chosen.</summary>
    public Guid? PartnerId { get; set; }

    /// <summary>The songs that an operation on several starts from: of two the one whose voice is heard is the first.</summary>
    public IReadOnlyList<Guid> Sources => operation.Op != Ops.Mashup ? [.. Line.Select(one => one.Id)]
        : PartnerId is not { } partner ? []
        : clip.Lyrics is not null ? [clip.Id, partner] : [partner, clip.Id];

    /// <summary>The operation writes music, for which words and styles can be given; our own engine puts two songs together from their scores alone.</summary>
    public bool HasWords => operation.Op is Ops.Extend or Ops.UploadExtend or Ops.ReplaceSection or Ops.Sample or Ops.AddVocals || (operation.Op is Ops.Mashup && operation.SourceById);

    /// <summary>What happens when no words are written, in English; also the key of its translation.</summary>
    public string LyricsHint => operation.Op is Ops.Mashup ? "Left empty, the words of the song that sings are sung"
        : operation.Needs.HasFlag(OperationNeeds.Words) || (operation.IsByVendor && operation.Op == Ops.AddVocals) ? "What is sung there"
        : "Left empty, words are written for you";

    /// <summary>It may also be made without words.</summary>
    public bool MayBeInstrumental => HasWords && operation.Op != Ops.AddVocals;

    /// <summary>Style words can be given.</summary>
    public bool HasStyles => MayBeInstrumental || operation.Op is Ops.AddInstrumental || (operation.Op == Ops.Remaster && !operation.IsByVendor) || operation.Needs.HasFlag(OperationNeeds.Style);

    /// <summary>What may be written there, in English; also the key of its translation.</summary>
    public string StylesHint => operation.Op == Ops.Remaster ? "Bright, warm, punchy, wide, dry, more hall"
        : operation.Op == Ops.AddInstrumental || operation.Needs.HasFlag(OperationNeeds.Style) ? "Genres, moods, instruments, separated by commas"
        : "Left empty, it goes on as it was";

    /// <summary>How much of the song is kept can be said; of what was uploaded, a vendor keeps what it likes.</summary>
    public bool HasWeight => operation.Needs.HasFlag(OperationNeeds.Style) && !(operation.SourceById && clip.Op == Ops.Upload);

    /// <summary>How far it may go from the song, a word of the provider; empty leaves it to the provider.</summary>
    public string Variation { get; set; } = "";

    /// <summary>The song is sent to its provider anew before.</summary>
    public bool SendAnew { get; set; }

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
            Title = operation.Op is not (Ops.Mashup or Ops.Sample) && clip.Title.Length <= model.TitleLimit ? clip.Title : null,
            SourceClipId = isLine ? null : clip.Id,
            SourceClipIds = isLine ? Sources : null,
            Lyrics = HasWords && !Instrumental ? Given(Lyrics) : null,
            Styles = HasStyles ? Given(Styles) : null,
            Instrumental = HasWords && Instrumental,
            ContinueAtSeconds = isPositioned ? ContinueAt : null,
            HasRights = (isSent || SendAnew) && HasRights,
            SendAnew = SendAnew,
            Variation = Given(Variation),
            AudioWeight = HasWeight ? AudioWeightPercent / 100.0 : null,
            RangeStartSeconds = isRange ? RangeStart : null,
            RangeEndSeconds = isRange ? RangeEnd : null,
            OnlyNewPart = isPositioned && (OnlyNewPart || operation.OnlyParts),
        };
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
