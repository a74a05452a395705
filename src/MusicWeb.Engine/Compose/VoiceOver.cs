using MusicWeb.Engine.Lyrics;
using MusicWeb.Engine.Score;
using MusicWeb.Engine.Style;

namespace MusicWeb.Engine.Compose;

/// <summary>Puts a voice over a band that plays on as it did.</summary>
internal static class VoiceOver
{
    /// <summary>The band's song with another voice.</summary>
    /// <param name="band">Its own voice, if it has one, falls silent; an instrument that had the melody keeps it in the bars where nobody sings.</param>
    /// <param name="phrases">What is sung, each with its words.</param>
    /// <param name="form">The band's form.</param>
    /// <param name="brief">Who sings.</param>
    /// <param name="dictionary">Makes English sounds truer.</param>
    public static SongScore Of(SongScore band, IReadOnlyList<Phrase> phrases, IReadOnlyList<FormSection> form, Brief brief, PronouncingDictionary? dictionary)
    {
        var unit = StyleLibrary.All.FirstOrDefault(style => style.Name == band.Style)?.SwingUnit ?? 8;
        // The voice swings as the band does.
        var singer = brief with { Profile = brief.Profile with { Swing = band.Swing, SwingUnit = unit } };
        var patch = singer.Patches[singer.Voice is "m" ? "male" : "female"];
        Part Sung(PartRole role, IEnumerable<StepNote> notes) => new(role, patch, [.. notes.Select(note => Composer.ToNote(note, singer))]);
        List<Part> parts = [Sung(PartRole.Melody, phrases.SelectMany(phrase => phrase.Notes)), .. Others(band, form)];
        foreach (var notes in Backing.Write(singer, Harmony.Of(band), form, phrases).Where(notes => notes.Count > 0)) parts.Add(Sung(PartRole.Backing, notes));
        return band with
        {
            Version = SongScore.SungVersion,
            Parts = parts,
            Lines = [.. phrases.Select(phrase => Composer.Line(phrase, singer, dictionary))],
            Voice = singer.VoiceProfile,
            Stretches = [],
            Continues = null,
        };
    }

    private static IEnumerable<Part> Others(SongScore band, IReadOnlyList<FormSection> form)
    {
        var sung = form.Where(section => section.Lines.Count > 0).Select(section => ((double)section.StartBar * band.BeatsPerBar, (double)section.EndBar * band.BeatsPerBar)).ToList();
        foreach (var part in band.Parts)
        {
            if (VoiceProfile.Sings(part) || part.Role is PartRole.Backing) continue;
            if (part.Role is not PartRole.Melody)
            {
                yield return part;
                continue;
            }

            var rest = part.Notes.Where(note => !sung.Exists(stretch => note.StartBeat < stretch.Item2 && note.StartBeat + note.LengthBeats > stretch.Item1)).ToList();
            if (rest.Count > 0) yield return part with { Role = PartRole.Lead, Notes = rest };
        }
    }
}
