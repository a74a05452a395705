using MusicWeb.Engine.Score;
using MusicWeb.Engine.Synth;

namespace MusicWeb.Engine.Sing;

/// <summary>Sings a part: source and filter, phrase by phrase, with the exact times of <see cref="SyllableClock"/>.</summary>
internal static class Singer
{
    private const int Stride = 64;
    private const float StrideSeconds = (float)Stride / StereoBuffer.SampleRate;
    private const float TailSeconds = 0.03f;
    private const float TractLevel = 0.28f;
    private const float HissLevel = 0.3f;

    /// <summary>Adds the part to a buffer of the song's length, both channels alike but for a little width.</summary>
    /// <param name="score">The song; its voice sings.</param>
    /// <param name="part">The melody or a backing part, whose notes carry the same syllables.</param>
    /// <param name="index">Number of the part, which its small irregularities are derived from.</param>
    /// <param name="target">Silent buffer.</param>
    /// <param name="ct">Looked at for every phrase and every second of effects.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static void Sing(SongScore score, Part part, int index, StereoBuffer target, CancellationToken ct)
    {
        var singing = SyllableClock.Of(score, part);
        var voice = part.Role is PartRole.Backing ? Other(score.Voice!, index) : score.Voice!;
        SingDry(singing, voice, (ulong)score.Seed * 1_000_003UL + (ulong)index, target.Left, ct, target.First);
        target.Left[target.First..].CopyTo(target.Right[target.First..]);
        PartEffects.Chorus(target, 0.16f, 0.35f, 17, ct);
    }

    /// <summary>Backing singers are of the same kind as the lead but no twins: another throat, more breath, less vibrato.</summary>
    private static VoiceProfile Other(VoiceProfile voice, int index) => voice with
    {
        FormantScale = voice.FormantScale * (index % 2 == 0 ? 1.035 : 0.965),
        Breath = Math.Min(1, voice.Breath + 0.2),
        VibratoCents = voice.VibratoCents * 0.6,
    };

    /// <summary>Adds the bare voice to one channel. Phrases that are over before the first frame that counts are left out; the voice goes on as if it had sung them.</summary>
    public static void SingDry(Singing singing, VoiceProfile profile, ulong seed, Span<float> target, CancellationToken ct, int firstFrame = 0)
    {
        var sounds = singing.Sounds;
        var throat = new Throat(singing, profile, seed);
        for (var first = 0; first < sounds.Count;)
        {
            ct.ThrowIfCancellationRequested();
            var last = first;
            while (last + 1 < sounds.Count && sounds[last + 1].Start <= sounds[last].End) last++;
            var limit = last + 1 < sounds.Count ? sounds[last + 1].Start : target.Length;
            var to = Math.Min(Math.Min(sounds[last].End + (int)(TailSeconds * StereoBuffer.SampleRate), limit), target.Length);
            if (sounds[first].Start < to) throat.Phrase(sounds[first].Start, target[sounds[first].Start..to], isHeard: to > firstFrame);
            first = last + 1;
        }
    }

    /// <summary>A voice with its memory.</summary>
    private sealed class Throat(Singing singing, VoiceProfile profile, ulong seed)
    {
        private VocalFrames _frames = new(singing.Sounds);
        private SungPitch _pitch = new(singing.Notes, new VibratoShape((float)profile.VibratoHertz, (float)profile.VibratoCents), new Noise(seed, 1));
        private GlottalSource _folds = new(profile.Breath, new Noise(seed, 2));
        private Noise _air = new(seed, 3);
        private Hiss _hiss = new(profile.FormantScale);

        public void Phrase(int start, Span<float> target, bool isHeard)
        {
            var tract = new VocalTract(profile.FormantScale);
            var before = default(Loudnesses);
            var ride = new LevelRide();
            for (var from = 0; from < target.Length; from += Stride)
            {
                var now = start + from;
                var frame = _frames.At(now);
                var sound = singing.Sounds[frame.Sound];
                var hertz = _pitch.At(now, StrideSeconds, startsPhrase: from == 0);
                if (isHeard) tract.Form(frame.Shape, hertz, frame.Sources.Nose);
                _hiss.Colour(sound);
                var velocity = singing.Notes[sound.Note].Velocity;
                var brightness = 0.1f + (0.5f * velocity);
                var piece = target.Slice(from, Math.Min(Stride, target.Length - from));
                Make(piece, isHeard, tract: ref tract, hertz / StereoBuffer.SampleRate, brightness, before, frame.Sources, sound.Phone.IsVoiceless());
                if (isHeard) ride.Apply(piece, 0.55f + (0.45f * velocity));
                before = frame.Sources;
            }
        }

        private void Make(Span<float> piece, bool isHeard, ref VocalTract tract, float step, float brightness, in Loudnesses from, in Loudnesses to, bool isVoiceless)
        {
            var (folds, breath, hiss) = (from.Folds, from.Breath, from.Hiss);
            var share = 1f / Stride;
            var (foldsStep, breathStep, hissStep) = ((to.Folds - folds) * share, (to.Breath - breath) * share, (to.Hiss - hiss) * share);
            // A burst is there at once.
            if (to.Hiss > hiss + 0.2f) (hiss, hissStep) = (to.Hiss, 0);
            for (var i = 0; i < piece.Length; i++)
            {
                folds += foldsStep;
                breath += breathStep;
                hiss += hissStep;
                var noise = _air.Next();
                var source = _folds.Next(step, brightness, folds, breath * 0.35f, noise, out var gate);
                var value = isHeard ? TractLevel * tract.Next(source) : 0;
                if (hiss > 1e-4f) value += HissLevel * hiss * (isVoiceless ? 1 : gate) * _hiss.Next(noise);
                piece[i] += value;
            }
        }
    }
}
