namespace Engine.Tests.Compose;

/// <summary>What people paste: each kind is sung, played or cut, and never breaks. What is refused instead is in RequestRulesTests and the tests of the edits.</summary>
public sealed class BadInputTests
{
    public static TheoryData<string, string> Inputs => new()
    {
        { "5,000 characters in one line", string.Join(' ', Enumerable.Repeat("never gonna stop this endless line of words", 114))[..5000] },
        { "5,000 letters without a blank", new string('a', 5000) },
        { "only markers", "[Verse]\n[Chorus]\n[Outro]" },
        { "no letters", "... --- !!! ???\n\n***" },
        { "emoji", "🙂🙂🙂 🎉\n👩‍🎤" },
        { "right to left", "שלום עולם\nאני שר שיר\nلا أعرف الكلمات" },
    };

    [Theory, MemberData(nameof(Inputs))]
    public void Any_words_make_a_valid_song_in_any_metre(string kind, string lyrics)
    {
        Assert.NotEmpty(kind);
        foreach (var styles in (string[])["pop", "waltz", "rock, 6/8"])
        {
            foreach (var seconds in (double?[])[null, 10]) Songs.AssertValid(Songs.Compose(styles, lyrics: lyrics, seconds: seconds));
        }
    }

    [Theory]
    [InlineData(1, 10)]
    [InlineData(600, 600)]
    [InlineData(100_000, 600)]
    [InlineData(-5, 10)]
    public void A_length_that_no_song_has_is_moved_to_the_nearest_one(double asked, double made)
    {
        var score = Songs.Compose("pop", "summer rain", seconds: asked);
        Assert.InRange(score.DurationSeconds, made - score.SecondsAt(4), made + score.SecondsAt(4));
    }
}
