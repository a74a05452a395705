using MusicWeb.Engine.Mix;
using MusicWeb.Engine.Synth;

namespace Engine.Tests.Mix;

public sealed class EqualiserTests
{
    private static readonly CancellationToken _never = CancellationToken.None;

    [Theory, InlineData(1), InlineData(2), InlineData(999), InlineData(44101), InlineData(200_003)]
    public void Filtering_both_halves_side_by_side_is_filtering_the_whole(int frames)
    {
        var (whole, halves) = (Sound(frames), Sound(frames));
        var equaliser = new Equaliser();
        // The first pass is what a used one has behind it.
        equaliser.SweepHalves(Filters(4), Sound(frames), _never);
        equaliser.Sweep(Filters(4), whole, _never);
        equaliser.SweepHalves(Filters(4), halves, _never);
        for (var i = 0; i < frames; i++)
        {
            Assert.Equal(whole.Left[i], halves.Left[i], 1e-6);
            Assert.Equal(whole.Right[i], halves.Right[i], 1e-6);
        }
    }

    [Theory, InlineData(2), InlineData(3), InlineData(4)]
    public void Several_filters_at_once_are_the_same_filters_one_after_the_other(int count)
    {
        var (together, alone) = (Sound(50_000), Sound(50_000));
        var equaliser = new Equaliser();
        equaliser.Sweep(Filters(count), together, _never);
        foreach (var filter in Filters(count)) equaliser.Sweep([filter], alone, _never);
        Assert.True(together.Left.SequenceEqual(alone.Left) && together.Right.SequenceEqual(alone.Right));
    }

    private static Biquad[] Filters(int count) => [.. new[] { Biquad.HighPass(28), Biquad.LowShelf(140, 2), Biquad.HighShelf(2900, 6), Biquad.HighShelf(9000, -3) }.Take(count)];

    private static StereoBuffer Sound(int frames)
    {
        var sound = new StereoBuffer();
        sound.Reset(frames);
        var random = new Noise(7, 1);
        for (var i = 0; i < frames; i++) (sound.Left[i], sound.Right[i]) = (random.Next(), random.Next());
        return sound;
    }
}
