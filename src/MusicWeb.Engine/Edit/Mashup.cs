using MusicWeb.Engine.Compose;
using MusicWeb.Engine.Lyrics;
using MusicWeb.Engine.Score;
using MusicWeb.Engine.Style;

namespace MusicWeb.Engine.Edit;

/// <summary>Puts the voice of one song over the band of another: sung anew in the band's tempo, moved into its key and bent to its chords where they would clash.</summary>
public static class Mashup
{
    private const int LowestPitch = 36;

    // Major to minor and back: third, sixth and seventh move.
    private static readonly Dictionary<int, int> _darker = new() { [4] = 3, [9] = 8, [11] = 10 };
    private static readonly Dictionary<int, int> _brighter = new() { [3] = 4, [8] = 9, [10] = 11 };

    /// <summary>Composes one; a few milliseconds.</summary>
    /// <param name="voice">The song whose words and melody are sung. Lines for which the band has no bars are left out at the end.</param>
    /// <param name="band">The song whose instruments play, note for note.</param>
    /// <param name="title">Title of the result; empty for both titles.</param>
    /// <param name="seed">Kept with the song.</param>
    /// <param name="keepsVoiceKey">The band moves into the key of the voice instead.</param>
    /// <param name="dictionary">Makes English sounds truer.</param>
    /// <exception cref="EditRefusedException">Nobody sings in the first song, the songs differ in metre, or the band has no room for a voice.</exception>
    public static SongScore Compose(SongScore voice, SongScore band, string title, long seed, bool keepsVoiceKey, PronouncingDictionary? dictionary)
    {
        ArgumentNullException.ThrowIfNull(voice);
        ArgumentNullException.ThrowIfNull(band);
        ArgumentNullException.ThrowIfNull(title);
        if (voice.Lines.Count == 0) throw new EditRefusedException($"Nobody sings in “{voice.Title}”: a mashup needs a voice.");
        if (voice.Metre != band.Metre) throw new EditRefusedException($"“{voice.Title}” is in {voice.Metre} and “{band.Title}” in {band.Metre}: a mashup needs two songs of one metre. Cover one of them in {band.Metre} first.");
        if (keepsVoiceKey) band = Transposed(band, Distance(band.KeyRoot, voice.KeyRoot));
        var sung = voice.Lines.Select(line => new Sung(line, voice)).ToList();
        var sheet = sung.GroupBy(line => line.SectionIndex).OrderBy(section => section.Key).Select(section => new SheetSection(voice.Sections[section.Key].Kind, [.. section.Select(line => line.Text)])).ToList();
        var form = VocalPlaces.Place(band, sheet, text => sung.Find(line => ReferenceEquals(line.Text, text))!.Bars);
        var profile = SongProfile.Of(voice);
        var brief = BriefReader.Read(new SongPlan { Profile = profile, VocalGender = profile.Patches.GetValueOrDefault(PartRole.Melody) is "voice-male" ? "m" : "f", Piece = new Piece(band.Bpm, band.KeyRoot, band.Mode, band.Metre) }, seed);
        var move = Move(voice, band, brief.VoiceProfile);
        var harmony = Harmony.Of(band);
        var phrases = form.SelectMany((section, i) => section.Lines.Select(slot => new Phrase(i, slot, Notes(sung.Find(line => ReferenceEquals(line.Text, slot.Line))!, section.StartStep + (slot.Bar * band.Metre.StepsPerBar), harmony, move, brief)))).ToList();
        if (phrases.Count == 0) throw new EditRefusedException($"“{band.Title}” has no room for a line of “{voice.Title}”.");
        return VoiceOver.Of(band, phrases, form, brief, dictionary) with { Seed = seed, Title = title.Length > 0 ? title : $"{voice.Title} × {band.Title}" };
    }

    private static List<StepNote> Notes(Sung line, int start, Harmony harmony, Func<int, int> move, Brief brief) =>
        [.. line.Notes.Select(note => note with { Step = start + note.Step, Pitch = Fitting(move(note.Pitch), start + note.Step, note.Steps, harmony, brief) })];

    // Where a note counts it belongs to the chord; in passing it may rub.
    private static int Fitting(int pitch, int step, int steps, Harmony harmony, Brief brief)
    {
        var singer = brief.VoiceProfile;
        while (pitch > singer.HighPitch + 2) pitch -= 12;
        while (pitch < singer.LowPitch - 2) pitch += 12;
        if (!brief.Metre.IsBeat(step) && steps < Grid.StepsPerBeat) return pitch;
        var chord = harmony.At(step);
        return new[] { 0, -1, 1, -2, 2 }.Select(away => pitch + away).FirstOrDefault(chord.Contains, pitch);
    }

    // The shorter way into the other key, with the degrees of its mode.
    private static Func<int, int> Move(SongScore voice, SongScore band, VoiceProfile singer)
    {
        var shift = Distance(voice.KeyRoot, band.KeyRoot);
        var notes = voice.Parts.Where(VoiceProfile.Sings).SelectMany(part => part.Notes).ToList();
        var centre = notes.Count == 0 ? 0 : notes.Average(note => note.Pitch) + shift;
        if (centre > singer.HighPitch - 3) shift -= 12;
        else if (centre > 0 && centre < singer.LowPitch + 3) shift += 12;
        var degrees = voice.Mode == band.Mode ? [] : band.Mode is Mode.Minor ? _darker : _brighter;
        return pitch => pitch + shift + (degrees.TryGetValue((pitch - voice.KeyRoot + 120) % 12, out var degree) ? degree - ((pitch - voice.KeyRoot + 120) % 12) : 0);
    }

    private static int Distance(int from, int to) => ((to - from + 18) % 12) - 6;

    private static SongScore Transposed(SongScore song, int semitones)
    {
        var root = (song.KeyRoot + semitones + 12) % 12;
        return song with
        {
            KeyRoot = root,
            Chords = [.. song.Chords.Select(chord => chord with
            {
                Root = (chord.Root + semitones + 12) % 12,
                Pitches = [.. chord.Pitches.Select(pitch => pitch + semitones + (chord.Pitches[0] + semitones < LowestPitch ? 12 : 0))],
                Name = ChordName.Note((chord.Root + semitones + 12) % 12, root, song.Mode) + chord.Name.TrimStart([.. "ABCDEFG"]).TrimStart('#', 'b'),
            })],
            Parts = [.. song.Parts.Select(part => part.Role is PartRole.Drums or PartRole.Percussion or PartRole.Effects ? part : part with { Notes = [.. part.Notes.Select(note => note with { Pitch = Within(note.Pitch + semitones) })] })],
        };
    }

    private static int Within(int pitch) => pitch < 24 ? pitch + 12 : pitch > 108 ? pitch - 12 : pitch;

    /// <summary>A line as it is sung, in sixteenths from its own first bar.</summary>
    private sealed class Sung
    {
        public Sung(LyricLine line, SongScore song)
        {
            var unit = StyleLibrary.All.FirstOrDefault(style => style.Name == song.Style)?.SwingUnit ?? 8;
            var melody = song.Parts.First(part => part.Role is PartRole.Melody && VoiceProfile.Sings(part)).Notes;
            var notes = line.Words.SelectMany(word => word.Syllables).Select(syllable => melody.MinBy(note => Math.Abs(note.StartBeat - syllable.StartBeat))).Select(note => Arrangement.Straight(note, song.Swing, unit)).ToList();
            var start = notes[0].Step / song.Metre.StepsPerBar * song.Metre.StepsPerBar;
            Notes = [.. notes.Select(note => note with { Step = note.Step - start })];
            Bars = (Notes[^1].Step + Notes[^1].Steps + song.Metre.StepsPerBar - 1) / song.Metre.StepsPerBar;
            SectionIndex = line.SectionIndex;
            Text = new SungLine(line.Text, [.. line.Words.Select(word => new SungWord(word.Text, [.. word.Syllables.Select(syllable => new SungSyllable(syllable.Text, syllable.Stressed))]))]);
        }

        public SungLine Text { get; }

        public IReadOnlyList<StepNote> Notes { get; }

        public int Bars { get; }

        public int SectionIndex { get; }
    }
}
