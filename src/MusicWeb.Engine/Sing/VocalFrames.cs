using MusicWeb.Engine.Synth;

namespace MusicWeb.Engine.Sing;

/// <summary>Mouth and sources at one moment.</summary>
/// <param name="Shape">The mouth, for a long vocal tract.</param>
/// <param name="Sources">How strong folds, breath and hiss are.</param>
/// <param name="Sound">Index of the sound that is being made.</param>
internal readonly record struct VocalFrame(MouthShape Shape, Loudnesses Sources, int Sound);

/// <summary>
/// The movements of mouth and folds through the sounds of a part. At a border a consonant keeps its shape and the vowel bends towards
/// it; the sources change within milliseconds. To be asked for moments in ascending order.
/// </summary>
internal struct VocalFrames(IReadOnlyList<SungSound> sounds)
{
    private const float Rate = StereoBuffer.SampleRate;
    private const float BurstSeconds = 0.009f;
    private int _now;

    /// <summary>Mouth and sources at a frame inside a sound; outside, those of the nearest sound with silent sources.</summary>
    public VocalFrame At(int frame)
    {
        while (_now + 1 < sounds.Count && frame >= sounds[_now + 1].Start) _now++;
        return new VocalFrame(ShapeAt(_now, frame), SourcesAt(_now, frame), _now);
    }

    private readonly MouthShape ShapeAt(int index, int frame)
    {
        var sound = sounds[index];
        var own = Own(sound, Along(sound, frame));
        var (before, after) = (Neighbour(index, -1), Neighbour(index, 1));
        var length = sound.End - sound.Start;
        if (before is { } left) own = Bend(own, Border(left, sound), Own(sound, 0), (frame - sound.Start) / Reach(sound, left, length));
        if (after is { } right) own = Bend(own, Border(sound, right), Own(sound, 1), (sound.End - frame) / Reach(sound, right, length));
        return own;
    }

    private static float Reach(in SungSound sound, in SungSound neighbour, int length) =>
        Math.Max(1, Math.Min((sound.Phone.IsVowel() ? MouthShapes.TransitionSeconds(neighbour.Phone) : 0.03f) * Rate, length * 0.5f));

    /// <summary>Where two neighbours meet: at the consonant's shape, or half-way between two of a kind.</summary>
    private static MouthShape Border(in SungSound left, in SungSound right)
    {
        var (a, b) = (Own(left, 1), Own(right, 0));
        if (left.Phone.IsVowel() == right.Phone.IsVowel()) return MouthShape.Between(a, b, 0.5f);
        return left.Phone.IsVowel() ? b : a;
    }

    private static MouthShape Bend(in MouthShape now, in MouthShape border, in MouthShape own, float at)
    {
        if (at >= 1) return now;
        var weight = 0.5f * (1 + MathF.Cos(MathF.PI * Math.Max(0, at)));
        return new MouthShape(
            now.F1 + (weight * (border.F1 - own.F1)), now.F2 + (weight * (border.F2 - own.F2)), now.F3 + (weight * (border.F3 - own.F3)),
            now.B1 + (weight * (border.B1 - own.B1)), now.B2 + (weight * (border.B2 - own.B2)), now.B3 + (weight * (border.B3 - own.B3)));
    }

    /// <summary>A sound's shape by itself at a part of its length, 0 to 1.</summary>
    private static MouthShape Own(in SungSound sound, float at)
    {
        var (from, to) = MouthShapes.Vowel(sound.Vowel);
        if (!sound.Phone.IsVowel())
        {
            // Before a vowel the mouth prepares its beginning, after it it leaves from its end.
            return MouthShapes.Consonant(sound.Phone, sound.OpensVowel ? from : to);
        }
        if (from == to) return from;

        // Singers stay on the first half of a diphthong and turn late, within at most a fifth of a second.
        var turn = Math.Min(0.5f, 0.2f * Rate / Math.Max(1, sound.End - sound.Start));
        var along = Math.Clamp((at - (1 - turn)) / turn, 0, 1);
        return MouthShape.Between(from, to, 0.5f * (1 - MathF.Cos(MathF.PI * along)));
    }

    private readonly Loudnesses SourcesAt(int index, int frame)
    {
        var sound = sounds[index];
        if (frame >= sound.End) return default;
        var own = Loudnesses.Of(sound);
        var (before, after) = (Neighbour(index, -1), Neighbour(index, 1));
        var (rise, fall) = (Ramp(sound, before, isStart: true), Ramp(sound, after, isStart: false));
        var left = before is { } a ? Loudnesses.Between(Loudnesses.Of(a), own, 0.5f) : default;
        var right = after is { } b ? Loudnesses.Between(own, Loudnesses.Of(b), 0.5f) : default;
        if (sound.Articulation is Articulation.Release && sound.Phone is not (Phone.CH or Phone.JH))
        {
            // A burst is there at once and dies away; what follows is breath.
            var burst = own.Hiss * MathF.Exp(-(frame - sound.Start) / (BurstSeconds * Rate));
            own = own with { Hiss = burst };
            left = left with { Hiss = burst };
            right = right with { Hiss = burst };
        }
        var up = Math.Clamp((frame - sound.Start) / rise, 0, 1);
        var down = Math.Clamp((sound.End - frame) / fall, 0, 1);
        return Loudnesses.Between(right, Loudnesses.Between(left, own, up), down);
    }

    private static float Ramp(in SungSound sound, SungSound? neighbour, bool isStart)
    {
        var held = sound.Phone.IsVowel() || sound.Phone.IsNasal();
        var seconds = neighbour is not null ? 0.008f : isStart ? (held ? 0.02f : 0.006f) : held ? 0.07f : 0.025f;
        return Math.Max(1, Math.Min(seconds * Rate, (sound.End - sound.Start) * 0.45f));
    }

    private readonly SungSound? Neighbour(int index, int step)
    {
        var other = index + step;
        if (other < 0 || other >= sounds.Count) return null;
        var touches = step < 0 ? sounds[other].End >= sounds[index].Start : sounds[index].End >= sounds[other].Start;
        return touches ? sounds[other] : null;
    }

    private static float Along(in SungSound sound, int frame) => Math.Clamp((float)(frame - sound.Start) / Math.Max(1, sound.End - sound.Start), 0, 1);
}
