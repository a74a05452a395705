using System.Net;
using System.Net.Http.Json;
using System.Text;
using FakeProviders;

namespace Providers.Tests.FakeProviders;

/// <summary>What later tests of vendors lean on must itself be true.</summary>
public sealed class FakeHostTests : IAsyncLifetime
{
    private readonly SocketsHttpHandler _handler = new();
    private HttpClient _client = null!;
    private FakeHost _host = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = await FakeHost.StartAsync(ct: Cancelled);
        _client = new HttpClient(_handler) { BaseAddress = _host.Address };
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        _handler.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task Answers_come_in_turn_and_the_last_one_stays()
    {
        _host.Script.On("GET", "/task/1", Answer.Json("\"pending\""), Answer.Json("\"running\""), Answer.Json("\"succeeded\""));
        var states = new List<string?>();
        for (var i = 0; i < 4; i++) states.Add(await _client.GetFromJsonAsync<string>("task/1", Cancelled));
        Assert.Equal(["pending", "running", "succeeded", "succeeded"], states);
    }

    [Fact]
    public async Task Every_request_is_remembered_as_it_came()
    {
        _host.Script.On("POST", "/create", Answer.Json("{}"));
        using var request = new HttpRequestMessage(HttpMethod.Post, "create?x=1") { Content = new StringContent("{\"prompt\":\"rain\"}") };
        request.Headers.Add("Authorization", "Bearer key");
        using var response = await _client.SendAsync(request, Cancelled);
        var asked = Assert.Single(_host.Script.Asked);
        Assert.Equal(("POST", "/create", "?x=1", "{\"prompt\":\"rain\"}", "Bearer key"), (asked.Method, asked.Path, asked.Query, asked.Text, asked.Header("authorization")));
    }

    [Fact]
    public async Task An_address_goes_before_a_pattern_and_what_is_not_scripted_is_not_found()
    {
        _host.Script.On("GET", "/task/*", Answer.Json("\"any\""));
        _host.Script.On("GET", "/task/7", Answer.Json("\"seven\""));
        Assert.Equal("any", await _client.GetFromJsonAsync<string>("task/6", Cancelled));
        Assert.Equal("seven", await _client.GetFromJsonAsync<string>("task/7", Cancelled));
        using var response = await _client.GetAsync("other", Cancelled);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task A_status_comes_with_its_headers()
    {
        _host.Script.On("GET", "/balance", Answer.Refusal(429) with { Headers = new Dictionary<string, string> { ["Retry-After"] = "3" } });
        using var response = await _client.GetAsync("balance", Cancelled);
        Assert.Equal((HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(3)), (response.StatusCode, response.Headers.RetryAfter?.Delta));
    }

    [Fact]
    public async Task A_cut_connection_breaks_inside_the_body()
    {
        _host.Script.On("GET", "/song.mp3", Answer.File(new byte[10_000], "audio/mpeg").CutAfter(1_000));
        using var response = await _client.GetAsync("song.mp3", HttpCompletionOption.ResponseHeadersRead, Cancelled);
        Assert.Equal(10_000, response.Content.Headers.ContentLength);
        var error = await Record.ExceptionAsync(() => response.Content.ReadAsByteArrayAsync(Cancelled));
        Assert.True(error is HttpRequestException or IOException, $"{error}");
    }

    [Fact]
    public async Task Garbage_is_no_answer_to_read_and_the_same_each_time()
    {
        _host.Script.On("GET", "/task/1", Answer.Garbage());
        var (first, second) = (await _client.GetByteArrayAsync("task/1", Cancelled), await _client.GetByteArrayAsync("task/1", Cancelled));
        Assert.Equal(512, first.Length);
        Assert.Equal(first, second);
        await Assert.ThrowsAsync<System.Text.Json.JsonException>(() => _client.GetFromJsonAsync<string>("task/1", Cancelled));
    }

    [Fact]
    public async Task A_request_hangs_until_its_gate_opens()
    {
        var gate = new TaskCompletionSource();
        _host.Script.On("GET", "/slow", Answer.Json("\"done\"").After(gate.Task));
        var waiting = _client.GetFromJsonAsync<string>("slow", Cancelled);
        Assert.Equal("/slow", (await _host.Script.NextAsync(Cancelled)).Path);
        Assert.False(waiting.IsCompleted);
        gate.SetResult();
        Assert.Equal("done", await waiting);
    }

    [Fact]
    public async Task A_delay_outlasts_an_impatient_caller()
    {
        _host.Script.On("GET", "/slow", Answer.Json("{}").After(TimeSpan.FromMinutes(10)));
        using var patience = new CancellationTokenSource();
        var waiting = _client.GetAsync("slow", patience.Token);
        await _host.Script.NextAsync(Cancelled);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task Another_process_scripts_it_over_http()
    {
        using var content = new StringContent("[{\"status\":503},{\"body\":\"\\\"up\\\"\"}]", Encoding.UTF8, "application/json");
        using var put = await _client.PutAsync("_script/GET/v1/health", content, Cancelled);
        Assert.Equal(HttpStatusCode.NoContent, put.StatusCode);
        using var down = await _client.GetAsync("v1/health", Cancelled);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, down.StatusCode);
        Assert.Equal("up", await _client.GetFromJsonAsync<string>("v1/health", Cancelled));
        Assert.Equal(2, (await _client.GetFromJsonAsync<Asked[]>("_asked", Cancelled))?.Length);
    }
}
