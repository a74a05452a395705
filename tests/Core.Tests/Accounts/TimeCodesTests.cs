using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace Core.Tests.Accounts;

public sealed class TimeCodesTests
{
    private const string Key = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"; // "12345678901234567890", as in RFC 6238.

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1_111_111_109, "081804")]
    [InlineData(1_234_567_890, "005924")]
    [InlineData(20_000_000_000, "353130")]
    public void Codes_are_those_of_the_standard(long second, string code) => Assert.Equal(code, TimeCodes.Of(Key, TimeCodes.StepAt(DateTimeOffset.FromUnixTimeSeconds(second))));

    [Theory, OnBothDatabases]
    public async Task A_code_is_taken_once_and_none_from_before_it(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        var step = TimeCodes.StepAt(app.Clock.GetUtcNow());
        var (before, now) = (TimeCodes.Of(Key, step - 1), TimeCodes.Of(Key, step));

        var taken = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => TakeAsync(app, now)));

        Assert.Single(taken, one => one);
        Assert.False(await TakeAsync(app, before));
        app.Clock.Advance(TimeSpan.FromSeconds(30));
        var next = TimeCodes.Of(Key, step + 1);
        Assert.True(await TakeAsync(app, $"{next[..3]} {next[3..]}"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("not a code")]
    public async Task What_is_no_code_is_refused(string code)
    {
        await using var app = await TestApp.StartAsync();
        Assert.False(await TakeAsync(app, code));
        Assert.False(await TakeAsync(app, TimeCodes.Of(Key, TimeCodes.StepAt(app.Clock.GetUtcNow()) - 3))); // Too old.
    }

    private static Task<bool> TakeAsync(TestApp app, string code) => app.Get<TakeTimeCode>().RunAsync(app.Ben.UserId, Key, code, Ct);
}
