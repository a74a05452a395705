using MusicWeb.Engine.Lyrics;
using MusicWeb.Engine.Score;
using MusicWeb.Engine.Sing;
using MusicWeb.Engine.Style;

namespace MusicWeb.Engine.Compose;

/// <summary>Writes a song: the same plan and seed give the same score on every machine.</summary>
public static class Composer
{
    /// <summary>Composes a song.</summary>
    /// <param name="plan">
    /// What is wanted. Style words, description and sliders are read leniently; nothing in a plan makes this throw. Lyrics are sung as written;
    /// without lyrics, and unless it is an instrumental, words are written from the description. A length outside 10 to 600 seconds is moved to
    /// the nearer end. Words that do not fit the length even at one bar a line are left out at the end.
    /// </param>
    /// <param name="seed">Decides every free choice. Consecutive seeds differ in progression and, unless it was asked for, in tempo and key.</param>
    /// <param name="dictionary">Makes English syllables, stresses and rhymes truer; spelling rules serve without it.</param>
    /// <returns>A score that lasts within one bar of the asked length.</returns>
    public static SongScore Compose(SongPlan plan, long seed, PronouncingDictionary? dictionary = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var brief = BriefReader.Read(plan, seed);
        var planner = new FormPlanner(brief);
        var sheet = Words(plan, brief, planner, dictionary);
        var isSung = !brief.IsInstrumental && sheet is not null && sheet.Any(section => section.Lines.Count > 0);
        var hasOwnWords = isSung && !string.IsNullOrWhiteSpace(plan.Lyrics);
        var bars = planner.Budget(plan.DurationSeconds, hasOwnWords ? sheet : null);
        var form = planner.Plan(isSung ? sheet : null, bars);
        var harmony = Harmony.Write(brief, form);
        var phrases = Melody.Write(brief, harmony, form, isSung);
        return new SongScore
        {
            Version = isSung ? SongScore.SungVersion : SongScore.VoicelessVersion,
            Voice = isSung ? brief.VoiceProfile : null,
            Title = TitleFinder.Find(plan, isSung ? sheet! : [], brief.Profile.Name),
            Style = brief.Profile.Name,
            Seed = seed,
            Bpm = brief.Bpm,
            BeatsPerBar = brief.Metre.QuartersPerBar,
            BeatUnit = brief.Metre.BeatUnit,
            Engine = brief.Profile.Engine ?? 1,
            KeyRoot = brief.Root,
            Mode = brief.Mode,
            Swing = brief.Swing,
            Bars = bars,
            Sections = [.. form.Select(section => new Section(section.Kind, section.StartBar, section.Bars, section.Energy))],
            Chords = [.. harmony.Chords.Select(chord => new Chord((double)chord.Step / Grid.StepsPerBeat, (double)chord.Steps / Grid.StepsPerBeat, chord.Root, chord.Voicing, chord.Name))],
            Parts = Parts(brief, harmony, form, phrases, isSung),
            Lines = isSung ? [.. phrases.Where(phrase => phrase.Slot.Line is not null).Select(phrase => Line(phrase, brief, dictionary))] : [],
        };
    }

    private static IReadOnlyList<SheetSection>? Words(SongPlan plan, Brief brief, FormPlanner planner, PronouncingDictionary? dictionary)
    {
        if (brief.IsInstrumental) return null;
        if (!string.IsNullOrWhiteSpace(plan.Lyrics))
        {
            // Nothing but markers or signs that cannot be sung: an instrumental in that form is the honest answer.
            return LyricSheet.Parse(plan.Lyrics, dictionary);
        }

        var outline = planner.Outline(planner.Budget(plan.DurationSeconds, null));
        var about = new[] { plan.Description, plan.Title, plan.Styles }.FirstOrDefault(text => !string.IsNullOrWhiteSpace(text) && TopicFinder.Phrases(text).Count > 0) ?? "";
        var written = LyricWriter.Write(about, brief.Mood, outline, Dice.Key(brief.Key, "words"), dictionary);
        return [.. written.Select(section => new SheetSection(section.Kind, [.. section.Lines.SelectMany(line => LineCutter.Cut(line, dictionary))]))];
    }

    internal static List<Part> Parts(Brief brief, Harmony harmony, IReadOnlyList<FormSection> form, IReadOnlyList<Phrase> phrases, bool isSung)
    {
        var rhythm = new RhythmSection(brief, harmony, form);
        var chords = new Accompaniment(brief, harmony, form);
        var ornaments = new Ornaments(brief, harmony, form, phrases);
        var voice = !isSung ? "solo" : brief.Voice is "m" ? "male" : "female";
        List<(PartRole Role, string Patch, IReadOnlyList<StepNote> Notes)> written =
        [
            (PartRole.Melody, brief.Patches[voice], [.. phrases.SelectMany(phrase => phrase.Notes)]),
            (PartRole.Drums, brief.Patches["drums"], rhythm.Drums()),
            (PartRole.Percussion, "perc", rhythm.Percussion()),
            (PartRole.Bass, brief.Patches["bass"], rhythm.Bass()),
            (PartRole.Chords, brief.Patches["chords"], chords.Chords()),
            (PartRole.Pad, brief.Patches["pad"], chords.Pad()),
            (PartRole.Lead, brief.Patches["lead"], ornaments.Lead()),
            (PartRole.Effects, "fx", ornaments.Effects()),
        ];
        if (isSung) written.AddRange(Backing.Write(brief, harmony, form, phrases).Select(notes => (PartRole.Backing, brief.Patches[voice], notes)));
        return [.. written.Where(part => part.Notes.Count > 0).Select(part => new Part(part.Role, part.Patch, [.. part.Notes.Select(note => ToNote(note, brief))]))];
    }

    internal static LyricLine Line(Phrase phrase, Brief brief, PronouncingDictionary? dictionary)
    {
        var next = 0;
        var words = new List<LyricWord>();
        foreach (var word in phrase.Slot.Line!.Words)
        {
            var sounds = Pronunciation.Of(word, dictionary);
            var syllables = new List<LyricSyllable>();
            for (var i = 0; i < word.Syllables.Count; i++)
            {
                var note = ToNote(phrase.Notes[next++], brief);
                syllables.Add(new LyricSyllable(word.Syllables[i].Text, word.Syllables[i].Stressed, note.StartBeat, note.LengthBeats, Phones.Write(sounds[i])));
            }

            words.Add(new LyricWord(word.Text, syllables));
        }

        return new LyricLine(phrase.Slot.Line.Text, phrase.SectionIndex, words);
    }

    internal static Note ToNote(StepNote note, Brief brief) => Grid.ToNote(note, brief.Swing, brief.Profile.SwingUnit);
}
