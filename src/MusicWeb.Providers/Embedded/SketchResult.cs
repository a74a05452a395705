using System.Text;
using System.Text.RegularExpressions;
using MusicWeb.Engine.Mix;
using MusicWeb.Engine.Score;

namespace MusicWeb.Providers.Embedded;

/// <summary>Describes a take from its score, which knows everything exactly.</summary>
internal static partial class SketchResult
{
    private const string Sung = "Synthetic guide vocal";
    private const string SungWithBank = "Synthetic guide vocal; sampled instruments";
    private const string WithBank = "Sampled instruments";
    private const string Remastered = "Remastered";
    private const string SungRemastered = "Synthetic guide vocal; remastered";
    private const string CutShort = "Synthetic guide vocal; the last lines did not fit the length";
    private const string AsLa = "Synthetic guide vocal; words in other scripts are sung as \"la\"";
    private const string CutShortAsLa = "Synthetic guide vocal; words in other scripts are sung as \"la\"; the last lines did not fit the length";

    /// <summary>The take as the contract wants it.</summary>
    public static ProviderResult Of(int take, MusicRequest request, string? sourceStyles, string? remark, SongScore score, RenderedSong song, IReadOnlyList<ResultFile> files)
    {
        var hasWords = score.Lines.Count > 0;
        return new ProviderResult
        {
            Index = take,
            Title = score.Title,
            Files = files,
            DurationSeconds = song.Sound.DurationSeconds,
            // Of an edited song the request knows a part of the words only.
            Lyrics = hasWords ? string.IsNullOrWhiteSpace(request.Lyrics) || score.Stretches.Count > 0 ? LyricsOf(score) : request.Lyrics : null,
            // Those of a remaster say how it is to sound, not what it is.
            Styles = request.Op != Ops.Remaster && !string.IsNullOrWhiteSpace(request.Styles) ? request.Styles : sourceStyles ?? score.Style,
            Bpm = Math.Round(score.TappedBpm, 3),
            Key = KeyNames.Of(score.KeyRoot, score.Mode),
            Peaks = song.Peaks,
            Note = remark ?? (hasWords ? NoteOn(score, request.Lyrics) : score.Finish is not null ? Remastered : score.Bank is not null ? WithBank : null),
        };
    }

    private static string NoteOn(SongScore score, string? lyrics)
    {
        if (score.Finish is not null) return SungRemastered;
        var isComplete = CarriesAll(score, lyrics);
        if (score.Lines.All(line => line.Words.All(word => word.IsReadable))) return !isComplete ? CutShort : score.Bank is not null ? SungWithBank : Sung;
        return isComplete ? AsLa : CutShortAsLa;
    }

    /// <summary>Whether the melody carries every line that was written: the composer leaves out at the end what does not fit.</summary>
    private static bool CarriesAll(SongScore score, string? lyrics)
    {
        if (string.IsNullOrWhiteSpace(lyrics)) return true;
        // Only letters are compared, because long lines are cut in two and signs belong to no syllable.
        var carried = Letters(string.Concat(score.Lines.SelectMany(line => line.Words).Select(word => word.Text)));
        foreach (var line in Marker().Replace(lyrics, "\n").Split('\n'))
        {
            if (!carried.Contains(Letters(line), StringComparison.Ordinal)) return false;
        }
        return true;
    }

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetter));

    [GeneratedRegex(@"\[[^\]\n]*\]")]
    private static partial Regex Marker();

    private static string LyricsOf(SongScore score)
    {
        var text = new StringBuilder();
        foreach (var section in score.Lines.GroupBy(line => line.SectionIndex).OrderBy(section => section.Key))
        {
            var kind = score.Sections[section.Key].Kind;
            if (text.Length > 0) text.Append('\n');
            text.Append('[').Append(char.ToUpperInvariant(kind[0])).Append(kind.AsSpan(1)).Append("]\n");
            foreach (var line in section) text.Append(line.Text).Append('\n');
        }
        return text.ToString().TrimEnd('\n');
    }
}
