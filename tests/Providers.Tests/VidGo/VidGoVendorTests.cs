using System.Text;
using FakeProviders;
using MusicWeb.Providers;

namespace Providers.Tests.VidGo;

/// <summary>Keys without a balance, the check of the contract, and messages that nobody signs.</summary>
public sealed class VidGoVendorTests : IAsyncLifetime
{
    private static readonly DateTimeOffset _now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private VidGoDesk _desk = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _desk = await VidGoDesk.OpenAsync(key: null);

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    [Theory]
    [InlineData(200, """{"code":404,"message":"task not found"}""")]
    [InlineData(404, """{"message":"task not found"}""")]
    [InlineData(200, """{"code":200,"data":null}""")]
    public async Task A_key_works_whose_question_is_answered_and_nothing_is_said_of_a_balance(int status, string body)
    {
        _desk.Host.Script.On("GET", VidGoDesk.Detail, Answer.Json(body, status));
        Assert.Null(Assert.IsType<KeyAnswer.Works>(await AskAsync()).Credits);
        Assert.False(_desk.Vendor.TellsBalance);
        Assert.Equal(("GET", "Bearer somebodys-own-key"), (_desk.Host.Script.Asked[0].Method, _desk.Host.Script.Asked[0].Header("Authorization")));
    }

    [Fact]
    public async Task A_refused_key_and_an_answer_that_says_nothing_are_two_things()
    {
        _desk.Host.Script.On("GET", VidGoDesk.Detail, Answer.Json("""{"message":"invalid token"}""", 401));
        Assert.Equal("invalid token", Assert.IsType<KeyAnswer.Refused>(await AskAsync()).Text);
        foreach (var answer in (Answer[])[Answer.Refusal(500), Answer.Garbage(), Answer.Json("""{"code":455,"message":"maintenance"}""")])
        {
            _desk.Host.Script.On("GET", VidGoDesk.Detail, answer);
            Assert.IsType<KeyAnswer.Unclear>(await AskAsync());
        }

        Assert.IsType<KeyAnswer.Refused>(await _desk.Vendor.AskAsync(null, Token));
    }

    [Fact]
    public async Task The_contract_is_checked_with_what_costs_nothing_and_secrets_are_masked()
    {
        _desk.Host.Script.On("GET", VidGoDesk.Detail, Answer.Json("""{"code":404,"message":"task not found","echo":"somebodys-own-key"}"""), Answer.Json("""{"message":"invalid token"}""", 401));
        var checks = await _desk.Vendor.CheckAsync(new VendorKey("somebodys-own-key"), Token);
        Assert.Equal(["The key is accepted, and an unknown task is refused, so a task would count as failed: task not found", "A wrong key is told from other faults: invalid token"], checks.Select(check => check.Reading));
        Assert.All(checks, check => Assert.True(check.IsAsDocumented));
        Assert.DoesNotContain("somebodys", string.Concat(checks), StringComparison.Ordinal);
        Assert.All(_desk.Host.Script.Asked, asked => Assert.Equal("GET", asked.Method));
        Assert.Empty(await _desk.Vendor.CheckAsync(null, Token));
    }

    [Fact]
    public async Task What_differs_from_the_documents_is_named()
    {
        _desk.Host.Script.On("GET", VidGoDesk.Detail, Answer.Json("""{"code":200,"data":{"status":"not_started","files":[]}}"""));
        var checks = await _desk.Vendor.CheckAsync(new VendorKey("somebodys-own-key"), Token);
        Assert.Equal([false, false], checks.Select(check => check.IsAsDocumented));
        Assert.Contains("not_started", checks[0].Reading, StringComparison.Ordinal);
        _desk.Host.Script.On("GET", VidGoDesk.Detail, Answer.Garbage());
        Assert.All(await _desk.Vendor.CheckAsync(new VendorKey("somebodys-own-key"), Token), check => Assert.False(check.IsAsDocumented));
    }

    [Fact]
    public void A_message_is_genuine_by_its_address_alone_and_known_by_its_content()
    {
        Assert.False(_desk.Vendor.SignsHooks);
        var first = Read("TOKEN", """{"code":200,"data":{"task_id":"t","status":"running"}}""");
        Assert.NotNull(first);
        Assert.Equal(first, Read("TOKEN", """{"code":200,"data":{"task_id":"t","status":"running"}}"""));
        Assert.NotEqual(first, Read("TOKEN", """{"code":200,"data":{"task_id":"t","status":"finished"}}"""));
        Assert.NotNull(Read("TOKEN", "")); // What it says is not published.
        foreach (var wrong in (string?[])[null, "", "TOKE", "TOKENS", "token"]) Assert.Null(Read(wrong, "{}"));
    }

    private string? Read(string? token, string body) => _desk.Vendor.ReadHook(new HookMessage(_ => null, Encoding.UTF8.GetBytes(body), token), "TOKEN", _now);

    private Task<KeyAnswer> AskAsync() => _desk.Vendor.AskAsync(new VendorKey("somebodys-own-key"), Token);
}
