using MusicWeb.Engine.Score;
using MusicWeb.Engine.Synth;

namespace MusicWeb.Engine.Sing;

/// <summary>Puts the sounds of the syllables on the notes of a part: vowels on the beat, consonants before and after them within the time there is.</summary>
internal static class SyllableClock
{
    /// <summary>The most of the way from one beat to the next that consonants may take: the rest is the vowel that carries the tone.</summary>
    private const double ConsonantShare = 0.55;

    /// <summary>A rest shorter than this between two syllables is sung through.</summary>
    private const double ShortestRestSeconds = 0.08;

    private const double ClusterFactor = 0.8;

    /// <summary>The sung form of a part. Equal scores give equal frames everywhere; neither dictionary nor randomness is asked.</summary>
    public static Singing Of(SongScore score, Part part)
    {
        var syllables = new Dictionary<long, string>();
        foreach (var syllable in score.Lines.SelectMany(line => line.Words).SelectMany(word => word.Syllables)) syllables[ScoreJson.Ticks(syllable.StartBeat)] = syllable.Sounds;
        var last = score.DurationSeconds;
        var plans = part.Notes.OrderBy(note => note.StartBeat).Where(note => score.SecondsAt(note.StartBeat) < last)
            .Select(note => Plan.Of(score, note, Phones.Read(syllables.GetValueOrDefault(ScoreJson.Ticks(note.StartBeat), "")))).ToList();
        for (var i = 0; i < plans.Count; i++) Join(i > 0 ? plans[i - 1] : null, plans[i], i + 1 < plans.Count ? plans[i + 1].Beat : double.MaxValue);

        var notes = new List<SungNote>(plans.Count);
        var sounds = new List<SungSound>(plans.Count * 4);
        for (var i = 0; i < plans.Count; i++)
        {
            plans[i].Lay(i, sounds);
            notes.Add(new SungNote(Frame(plans[i].Start), Frame(plans[i].VowelStart), Frame(plans[i].End), plans[i].Pitch, plans[i].Velocity));
        }
        return new Singing(notes, sounds);
    }

    /// <summary>Settles where a syllable begins and where the one before it ends.</summary>
    private static void Join(Plan? before, Plan plan, double nextBeat)
    {
        plan.FollowsRest = before is null || before.NoteEnd + ShortestRestSeconds + plan.OpeningSeconds <= plan.Beat;
        var opening = plan.OpeningSeconds;
        var room = before is null ? plan.Beat : (plan.Beat - before.VowelStart) * ConsonantShare;
        var closing = before is null || plan.FollowsRest ? 0 : before.ClosingSeconds;
        var scale = opening + closing <= 0 ? 1 : Math.Min(1, Math.Max(0, room) / (opening + closing));

        // At the very start of a song there is no time before the beat, so the vowel comes a little late.
        plan.VowelStart = before is null ? Math.Max(plan.Beat, Math.Min(opening, plan.Length * 0.4)) : plan.Beat;
        if (before is null) scale = opening <= 0 ? 1 : Math.Min(1, plan.VowelStart / opening);
        plan.OpeningScale = scale;
        plan.Start = plan.VowelStart - (opening * scale);
        if (before is not null && !plan.FollowsRest)
        {
            before.End = plan.Start;
            before.ClosingScale = scale;
        }

        plan.End = Math.Min(plan.NoteEnd, nextBeat);
        plan.ClosingScale = plan.ClosingSeconds <= 0 ? 1 : Math.Min(1, Math.Max(0, plan.End - plan.VowelStart) * ConsonantShare / plan.ClosingSeconds);
    }

    private static int Frame(double seconds) => (int)Math.Round(seconds * StereoBuffer.SampleRate);

    /// <summary>One syllable while its times are found, in seconds.</summary>
    private sealed class Plan
    {
        private IReadOnlyList<Phone> _opening = [];
        private IReadOnlyList<Phone> _middle = [];
        private IReadOnlyList<Phone> _closing = [];

        public required double Beat { get; init; }

        public required double Length { get; init; }

        public required int Pitch { get; init; }

        public required float Velocity { get; init; }

        public double NoteEnd => Beat + Length;

        public bool FollowsRest { get; set; }

        public double Start { get; set; }

        public double VowelStart { get; set; }

        public double End { get; set; }

        public double OpeningScale { get; set; } = 1;

        public double ClosingScale { get; set; } = 1;

        public double OpeningSeconds => Seconds(_opening, beforeVowel: true, FollowsRest);

        public double ClosingSeconds => Seconds(_closing, beforeVowel: false, skipsFirstClosure: false);

        public static Plan Of(SongScore score, Note note, List<Phone> phones)
        {
            if (!phones.Exists(phone => phone.IsVowel())) phones.Add(Phone.AA);
            var first = phones.FindIndex(phone => phone.IsVowel());
            var last = phones.FindLastIndex(phone => phone.IsVowel());
            var start = Math.Max(0, score.SecondsAt(note.StartBeat));
            return new Plan
            {
                Beat = start,
                Length = Math.Min(Math.Max(0.03, score.SecondsAt(note.LengthBeats)), score.DurationSeconds - start),
                Pitch = note.Pitch,
                Velocity = Math.Clamp(note.Velocity / 127f, 0.02f, 1),
                _opening = phones[..first],
                _middle = phones[first..(last + 1)],
                _closing = phones[(last + 1)..],
            };
        }

        public void Lay(int note, List<SungSound> sounds)
        {
            var at = Consonants(_opening, Start, OpeningScale, _middle[0], beforeVowel: true, FollowsRest, note, sounds);
            var vowelEnd = End - (ClosingSeconds * ClosingScale);

            // Letters with two vowels on one note share its time; consonants between them stay short.
            var inner = _middle.Where(phone => !phone.IsVowel()).ToList();
            var innerScale = inner.Count == 0 ? 1 : Math.Min(1, (vowelEnd - at) * 0.4 / Seconds(inner, beforeVowel: true, skipsFirstClosure: false));
            var share = ((vowelEnd - at) - (innerScale * Seconds(inner, beforeVowel: true, skipsFirstClosure: false))) / (_middle.Count - inner.Count);
            foreach (var phone in _middle)
            {
                if (phone.IsVowel()) at = Add(sounds, phone, Articulation.Hold, at, at + share, note, phone, opensVowel: true);
                else at = Consonants([phone], at, innerScale * (inner.Count > 1 ? ClusterFactor : 1), _middle[^1], beforeVowel: true, skipsFirstClosure: false, note, sounds);
            }
            Consonants(_closing, vowelEnd, ClosingScale, _middle[^1], beforeVowel: false, skipsFirstClosure: false, note, sounds);
        }

        private static double Consonants(IReadOnlyList<Phone> phones, double at, double scale, Phone vowel, bool beforeVowel, bool skipsFirstClosure, int note, List<SungSound> sounds)
        {
            for (var i = 0; i < phones.Count; i++)
            {
                var (closure, body) = Lengths(phones, i, beforeVowel, skipsFirstClosure);
                if (closure > 0) at = Add(sounds, phones[i], Articulation.Closure, at, at + (closure * scale), note, vowel, beforeVowel);
                at = Add(sounds, phones[i], phones[i].IsStop() ? Articulation.Release : Articulation.Hold, at, at + (body * scale), note, vowel, beforeVowel);
            }
            return at;
        }

        private static double Seconds(IReadOnlyList<Phone> phones, bool beforeVowel, bool skipsFirstClosure)
        {
            var sum = 0.0;
            for (var i = 0; i < phones.Count; i++)
            {
                var (closure, body) = Lengths(phones, i, beforeVowel, skipsFirstClosure);
                sum += closure + body;
            }
            return sum;
        }

        // After a rest the mouth is shut anyway: the syllable begins where it is heard.
        private static (double Closure, double Body) Lengths(IReadOnlyList<Phone> phones, int i, bool beforeVowel, bool skipsFirstClosure)
        {
            var factor = phones.Count > 1 ? ClusterFactor : 1;
            var closure = i == 0 && skipsFirstClosure ? 0 : PhoneLengths.Closure(phones[i]) * factor;
            return (closure, PhoneLengths.Body(phones[i], beforeVowel && i == phones.Count - 1) * factor);
        }

        private static double Add(List<SungSound> sounds, Phone phone, Articulation articulation, double from, double to, int note, Phone vowel, bool opensVowel)
        {
            var (start, end) = (Frame(from), Frame(to));
            if (end > start) sounds.Add(new SungSound(phone, articulation, start, end, note, vowel, opensVowel));
            return to;
        }
    }
}
