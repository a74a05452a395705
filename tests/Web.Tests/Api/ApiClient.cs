using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MusicWeb.Core.Accounts;

namespace Web.Tests.Api;

/// <summary>A program with an API key and nothing else.</summary>
internal sealed class ApiClient(HttpClient client, string? key)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Signs somebody up and makes a key for them.</summary>
    public static async Task<(ApiClient Api, NewApiKey Key, Actor Owner)> SignUpAsync(
        WebApp app, string email = "ada@example.org", ApiKeyScopes scopes = ApiKeyScopes.Create, ApiKeyTerms? terms = null)
    {
        using var answer = await app.Visit().SignUpAsync(email);
        var userId = await app.ReadAsync(db => db.Users.Where(user => user.Email == email).Select(user => user.Id).SingleAsync(Ct));
        var owner = (await app.Services.GetRequiredService<FindActor>().RunAsync(userId, FindActor.Me, Door.Web, Ct)).Value!;
        var key = (await app.Services.GetRequiredService<CreateApiKey>().RunAsync(owner, terms ?? new ApiKeyTerms("test", CapCredits: null, CapPeriod.Day, Addresses: null), scopes, expiresAt: null, Ct)).Value!;
        return (new ApiClient(app.Visit().Client, key.Text), key, owner);
    }

    public Task<ApiReply> GetAsync(string path) => SendAsync(HttpMethod.Get, path, body: null);

    public Task<ApiReply> CreateAsync(string json, string? idempotencyKey = null) => SendAsync(HttpMethod.Post, "/api/v1/sonic/create", json, idempotencyKey);

    public async Task<ApiReply> SendAsync(HttpMethod method, string path, string? body, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (key is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        if (idempotencyKey is not null) request.Headers.Add("Idempotency-Key", idempotencyKey);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await client.SendAsync(request, Ct);
        return new ApiReply(response.StatusCode, await response.Content.ReadAsStringAsync(Ct), response.Headers.RetryAfter?.Delta, response.Content.Headers.ContentType?.MediaType, response.Headers.WwwAuthenticate.ToString());
    }
}

internal sealed record ApiReply(HttpStatusCode Status, string Body, TimeSpan? RetryAfter, string? ContentType, string WwwAuthenticate)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public string? Text(string name) => Json.GetProperty(name).GetString();

    /// <summary>Status, sentence and field of a refusal; every one of them is such an object.</summary>
    public (int Status, string? Message, string? Field) Problem
    {
        get
        {
            Assert.Equal("application/json", ContentType);
            Assert.Equal((int)Status, Json.GetProperty("code").GetInt32());
            Assert.False(string.IsNullOrEmpty(Text("type")));
            return ((int)Status, Text("message"), Json.TryGetProperty("field", out var named) ? named.GetString() : null);
        }
    }
}
