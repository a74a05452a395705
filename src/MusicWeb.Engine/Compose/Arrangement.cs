using MusicWeb.Engine.Score;
using MusicWeb.Engine.Style;

namespace MusicWeb.Engine.Compose;

/// <summary>Lets another band play a song: its form, harmony, melody and words stay, everything around them is written anew.</summary>
internal static class Arrangement
{
    /// <summary>Arranges a song.</summary>
    /// <param name="song">The song.</param>
    /// <param name="plan">Style, tempo and key of the arrangement; the key must be the song's.</param>
    /// <param name="seed">Decides every free choice.</param>
    /// <param name="keepsVoice">Whoever sings does so exactly as before; the band swings with them.</param>
    public static SongScore Of(SongScore song, SongPlan plan, long seed, bool keepsVoice = false)
    {
        var brief = BriefReader.Read(plan, seed);
        var isSung = song.Lines.Count > 0;
        var unit = StyleLibrary.All.FirstOrDefault(style => style.Name == song.Style)?.SwingUnit ?? 8;
        if (keepsVoice) brief = brief with { Profile = brief.Profile with { Swing = song.Swing, SwingUnit = unit } };
        var melody = song.Parts.Where(part => part.Role is PartRole.Melody).SelectMany(part => part.Notes).OrderBy(note => note.StartBeat).Select(note => Straight(note, song.Swing, unit)).ToList();
        var form = song.Sections.Select(section => Section(section, brief)).ToList();
        var phrases = form.Select((section, i) => new Phrase(i, section.Lines[0], [.. melody.Where(note => note.Step >= section.StartStep && note.Step < section.EndStep)])).ToList();
        var parts = Composer.Parts(brief, Harmony.Of(song), form, [.. phrases.Where(phrase => phrase.Notes.Count > 0)], isSung);
        // Those who sing along sing what they sang.
        foreach (var part in song.Parts.Where(part => part.Role is PartRole.Backing)) parts.Add(part with { Patch = parts[0].Patch, Notes = [.. part.Notes.Select(note => Again(note, song, unit, brief))] });
        if (keepsVoice) parts = [.. song.Parts.Where(part => part.Role is PartRole.Melody or PartRole.Backing), .. parts.Where(part => part.Role is not (PartRole.Melody or PartRole.Backing))];
        return song with
        {
            Version = isSung ? SongScore.SungVersion : SongScore.VoicelessVersion,
            Title = plan.Title,
            Style = brief.Profile.Name,
            Seed = seed,
            Bpm = brief.Bpm,
            Swing = brief.Swing,
            Sections = [.. form.Select(section => new Section(section.Kind, section.StartBar, section.Bars, section.Energy))],
            Parts = parts,
            Lines = keepsVoice ? song.Lines : [.. song.Lines.Select(line => line with { Words = [.. line.Words.Select(word => word with { Syllables = [.. word.Syllables.Select(syllable => Again(syllable, song, unit, brief))] })] })],
            Voice = isSung ? song.Voice ?? brief.VoiceProfile : null,
            Finish = null,
            Bank = null,
            Engine = brief.Profile.Engine ?? 1,
            Stretches = [],
            Continues = null,
        };
    }

    private static FormSection Section(Section section, Brief brief) => new(
        brief.Metre, section.Kind, section.StartBar, section.Bars, Math.Round(Math.Clamp(brief.Profile.Energies[section.Kind] + brief.EnergyBias, 0.05, 1), 3), [new LineSlot(0, section.Bars, null)]);

    private static LyricSyllable Again(LyricSyllable syllable, SongScore song, int unit, Brief brief)
    {
        var note = Again(new Note(syllable.StartBeat, syllable.LengthBeats, 60, 64), song, unit, brief);
        return syllable with { StartBeat = note.StartBeat, LengthBeats = note.LengthBeats };
    }

    private static Note Again(Note note, SongScore song, int unit, Brief brief) => Grid.ToNote(Straight(note, song.Swing, unit), brief.Swing, brief.Profile.SwingUnit);

    /// <summary>Back to whole sixteenths, whichever way the song swings.</summary>
    public static StepNote Straight(Note note, double swing, int unit)
    {
        var start = Step(note.StartBeat, swing, unit);
        return new StepNote(start, Math.Max(1, Step(note.StartBeat + note.LengthBeats, swing, unit) - start), note.Pitch, note.Velocity);
    }

    private static int Step(double beat, double swing, int unit)
    {
        var (tick, near) = ((int)Math.Round(beat * Grid.TicksPerBeat), (int)(beat * Grid.StepsPerBeat));
        return Enumerable.Range(Math.Max(0, near - 1), 4).MinBy(step => Math.Abs(Grid.Tick(step, swing, unit) - tick));
    }
}
