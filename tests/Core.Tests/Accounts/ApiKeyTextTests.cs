using MusicWeb.Core.Accounts;

namespace Core.Tests.Accounts;

public sealed class ApiKeyTextTests
{
    [Fact]
    public void Keys_are_long_random_and_recognised()
    {
        var keys = Enumerable.Range(0, 1000).Select(_ => ApiKeyText.Make()).ToArray();
        Assert.Equal(1000, keys.Distinct().Count());
        Assert.All(keys, key =>
        {
            Assert.StartsWith("mw_live_", key, StringComparison.Ordinal);
            Assert.Equal(46, key.Length);
            Assert.True(ApiKeyText.IsWellFormed(key));
        });
    }

    [Fact]
    public void One_wrong_sign_anywhere_makes_it_no_key()
    {
        var key = ApiKeyText.Make();
        for (var i = 0; i < key.Length; i++)
        {
            var other = key[i] is 'a' ? 'b' : 'a';
            Assert.False(ApiKeyText.IsWellFormed(key[..i] + other + key[(i + 1)..]), $"sign {i}");
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("mw_live_")]
    [InlineData("mw_live_00000000000000000000000000000000000000")]
    public void What_only_looks_like_one_is_none(string? text)
    {
        Assert.False(ApiKeyText.IsWellFormed(text));
        Assert.Null(ApiKeyText.FindIn(text));
    }

    [Fact]
    public void Blanks_and_line_ends_around_it_make_it_no_key()
    {
        var key = ApiKeyText.Make();
        Assert.All(new[] { $" {key}", $"{key} ", $"{key}\n", key[..^1], $"{key}x" }, text => Assert.False(ApiKeyText.IsWellFormed(text)));
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("[Verse]\nmy key is {0}, keep it")]
    [InlineData("x{0}x")]
    [InlineData("mw_live_00000000000000000000000000000000000000 {0}")]
    [InlineData("Authorization: Bearer {0}\"")]
    public void A_key_is_found_wherever_it_stands_in_a_text(string around)
    {
        var key = ApiKeyText.Make();
        Assert.Equal(key, ApiKeyText.FindIn(string.Format(System.Globalization.CultureInfo.InvariantCulture, around, key)));
    }

    [Fact]
    public void A_masked_text_keeps_everything_but_the_keys()
    {
        var (key, other) = (ApiKeyText.Make(), ApiKeyText.Make());
        var masked = ApiKeyText.Mask($"one {key} two mw_live_0 three {other}.");
        Assert.Equal($"one {key[..12]}…{key[^4..]} two mw_live_0 three {other[..12]}…{other[^4..]}.", masked);
        Assert.Equal("mw_live_ is how they begin", ApiKeyText.Mask("mw_live_ is how they begin"));
    }

    [Fact]
    public void A_new_key_does_not_print_its_text()
    {
        var made = new NewApiKey(Guid.CreateVersion7(), ApiKeyText.Make());
        Assert.DoesNotContain("mw_live_", $"{made}", StringComparison.Ordinal);
    }
}
