using MusicWeb.Engine.Compose;
using MusicWeb.Engine.Score;
using MusicWeb.Engine.Style;

namespace Engine.Tests.Compose;

public sealed class MusicalityTests
{
    [Fact]
    public void Notes_start_on_the_grid_within_a_millisecond_plus_swing()
    {
        foreach (var score in Many())
        {
            var profile = StyleLibrary.All.Single(candidate => candidate.Name == score.Style);
            foreach (var note in score.Parts.SelectMany(part => part.Notes))
            {
                var step = (int)Math.Round(note.StartBeat * 4);
                var nearest = Enumerable.Range(Math.Max(0, step - 1), 3).Min(candidate => Math.Abs((Grid.Tick(candidate, score.Swing, profile.SwingUnit) / 960.0) - note.StartBeat));
                Assert.True(nearest * 60_000 / score.Bpm <= 1, $"{score.Style} {note}");
            }
        }
    }

    [Fact]
    public void Nine_melody_notes_of_ten_are_in_the_scale_and_eight_strong_ones_of_ten_in_the_chord()
    {
        foreach (var style in Songs.Styles)
        {
            var (notes, inScale, strong, inChord) = (0, 0, 0, 0);
            foreach (var score in Many().Where(score => score.Style == style))
            {
                var scale = ChordName.Scale(score.KeyRoot, score.Mode);
                foreach (var note in score.Parts.Single(part => part.Role is PartRole.Melody).Notes)
                {
                    notes++;
                    if (scale.Contains(note.Pitch % 12)) inScale++;
                    if (note.StartBeat % 2 != 0) continue;
                    strong++;
                    var chord = score.Chords.Last(candidate => candidate.StartBeat <= note.StartBeat);
                    if (chord.Pitches.Append(chord.Root).Any(pitch => pitch % 12 == note.Pitch % 12)) inChord++;
                }
            }

            Assert.True(inScale >= 0.9 * notes, $"{style}: {inScale} of {notes} in scale");
            Assert.True(inChord >= 0.8 * strong, $"{style}: {inChord} of {strong} in chord");
            Assert.True(strong > notes / 8, $"{style}: {strong} of {notes} strong");
        }
    }

    [Fact]
    public void The_melody_is_singable()
    {
        foreach (var score in Many().Where(score => score.Lines.Count > 0))
        {
            var melody = score.Parts.Single(part => part.Role is PartRole.Melody);
            var (low, high) = melody.Patch is "voice-male" ? (47, 66) : (57, 77);
            Assert.All(melody.Notes, note => Assert.InRange(note.Pitch, low, high));

            // Leaps above an octave are no singer's friend, and seldom is one above a fifth.
            var leaps = melody.Notes.Zip(melody.Notes.Skip(1), (a, b) => Math.Abs(a.Pitch - b.Pitch)).ToList();
            Assert.DoesNotContain(leaps, leap => leap > 12);
            Assert.True(leaps.Count(leap => leap > 7) <= 0.08 * leaps.Count, $"{score.Style}: {leaps.Count(leap => leap > 7)} of {leaps.Count}");
        }
    }

    [Fact]
    public void Choruses_lie_higher_than_verses()
    {
        var songs = Many().Where(score => score.Lines.Count > 0).ToList();
        var higher = songs.Count(score => Average(score, "chorus") > Average(score, "verse") + 1);
        Assert.True(higher >= songs.Count * 0.9, $"{higher} of {songs.Count}");

        static double Average(SongScore score, string kind)
        {
            var melody = score.Parts.Single(part => part.Role is PartRole.Melody).Notes;
            return score.Sections.Where(section => section.Kind == kind)
                .SelectMany(section => melody.Where(note => note.StartBeat >= section.StartBar * 4 && note.StartBeat < (section.StartBar + section.Bars) * 4))
                .Average(note => note.Pitch);
        }
    }

    [Fact]
    public void Stressed_syllables_fall_on_beats_more_often_than_others()
    {
        var (stressed, stressedOnBeat, others, othersOnBeat) = (0, 0, 0, 0);
        foreach (var syllable in Many().SelectMany(score => score.Lines).SelectMany(line => line.Words).SelectMany(word => word.Syllables))
        {
            var onBeat = syllable.StartBeat % 1 == 0;
            if (syllable.Stressed) (stressed, stressedOnBeat) = (stressed + 1, stressedOnBeat + (onBeat ? 1 : 0));
            else (others, othersOnBeat) = (others + 1, othersOnBeat + (onBeat ? 1 : 0));
        }

        Assert.True((double)stressedOnBeat / stressed > 0.6, $"{stressedOnBeat} of {stressed}");
        Assert.True((double)stressedOnBeat / stressed > 1.4 * othersOnBeat / others, $"{othersOnBeat} of {others}");
    }

    [Fact]
    public void Phrases_leave_room_to_breathe()
    {
        foreach (var score in Many().Where(score => score.Lines.Count > 0))
        {
            var rests = score.Lines.Zip(score.Lines.Skip(1), (a, b) => b.Words[0].Syllables[0].StartBeat - End(a)).ToList();
            Assert.True(rests.Count(rest => rest >= 0.49) >= 0.8 * rests.Count, $"{score.Style}: {string.Join(' ', rests)}");
        }

        static double End(LyricLine line) => line.Words[^1].Syllables[^1].StartBeat + line.Words[^1].Syllables[^1].LengthBeats;
    }

    [Fact]
    public void The_bass_locks_with_the_kick_and_plays_chord_tones()
    {
        foreach (var score in Many().Where(score => score.Style is not ("house" or "synthwave" or "ambient")))
        {
            var drums = score.Parts.FirstOrDefault(part => part.Role is PartRole.Drums);
            var bass = score.Parts.FirstOrDefault(part => part.Role is PartRole.Bass);
            if (drums is null || bass is null) continue;
            var kicks = drums.Notes.Where(note => note.Pitch == 36 && note.StartBeat % 2 == 0).Select(note => note.StartBeat).ToHashSet();
            var played = bass.Notes.Where(note => note.StartBeat % 4 == 0).ToList();
            Assert.True(played.Count(note => kicks.Contains(note.StartBeat)) >= 0.6 * played.Count, $"{score.Style}: {played.Count(note => kicks.Contains(note.StartBeat))} of {played.Count}");
            Assert.All(played, note => Assert.Equal(score.Chords.Last(chord => chord.StartBeat <= note.StartBeat).Root, note.Pitch % 12));
        }
    }

    [Fact]
    public void A_song_ends_on_its_tonic_and_falls_silent()
    {
        foreach (var score in Many())
        {
            Assert.Equal(score.KeyRoot, score.Chords[^1].Root);
            var lastBar = (score.Bars - 1) * 4;
            Assert.DoesNotContain(score.Parts.SelectMany(part => part.Notes), note => note.StartBeat > lastBar);
        }
    }

    [Fact]
    public void No_bar_inside_a_song_is_silent()
    {
        foreach (var score in Many())
        {
            var sounding = new bool[score.Bars];
            foreach (var note in score.Parts.SelectMany(part => part.Notes))
            {
                for (var bar = (int)(note.StartBeat / 4); bar < score.Bars && bar * 4 < note.StartBeat + note.LengthBeats; bar++) sounding[bar] = true;
            }

            Assert.All(sounding, Assert.True);
        }
    }

    private static readonly Lazy<IReadOnlyList<SongScore>> Scores = new(() =>
        [.. Songs.Styles.SelectMany(style => Enumerable.Range(0, 8).Select(seed => Songs.Compose(style, "summer rain on the old harbour", seed % 4 == 1 ? Songs.Lyrics : null, seed, instrumental: seed % 4 == 3)))]);

    private static IReadOnlyList<SongScore> Many() => Scores.Value;
}
