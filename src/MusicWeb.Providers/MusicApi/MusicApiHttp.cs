using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Polly;
using Polly.CircuitBreaker;

namespace MusicWeb.Providers.MusicApi;

/// <summary>What the vendor answered, whatever it was.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The JSON of the body; undefined when it was empty or none.</param>
/// <param name="RetryAfter">How long the vendor asks to wait, if it says so.</param>
internal sealed record MusicApiReply(HttpStatusCode Status, JsonElement Body, TimeSpan? RetryAfter);

/// <summary>
/// The transport of MusicAPI: key, JSON in and out, limits, and a circuit breaker that keeps us from knocking on a closed door.
/// It never repeats a call: polls are repeated by their task, and submits must not be (<c>providers/musicapi-common.md</c>).
/// </summary>
internal sealed class MusicApiHttp(IHttpClientFactory clients, Uri baseUrl, TimeProvider time)
{
    /// <summary>Name of the client.</summary>
    public const string Client = "musicapi";

    private const int MaxAnswerBytes = 8 * 1024 * 1024;

    private readonly ResiliencePipeline<MusicApiReply> _breaker = new ResiliencePipelineBuilder<MusicApiReply> { TimeProvider = time }
        .AddCircuitBreaker(new CircuitBreakerStrategyOptions<MusicApiReply>
        {
            FailureRatio = 0.8,
            MinimumThroughput = 10,
            SamplingDuration = TimeSpan.FromSeconds(60),
            BreakDuration = TimeSpan.FromSeconds(20),
            ShouldHandle = new PredicateBuilder<MusicApiReply>().Handle<HttpRequestException>().HandleResult(reply => reply.Status is HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable),
        })
        .Build();

    /// <summary>Sends and reads the whole answer.</summary>
    /// <param name="key">The bearer key.</param>
    /// <param name="method">GET or POST.</param>
    /// <param name="path">Below the base address, without a slash in front.</param>
    /// <param name="body">JSON, or null.</param>
    /// <param name="timeout">For the whole of it.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="RequestNotSentException">It certainly did not arrive.</exception>
    /// <exception cref="HttpRequestException">It may have arrived.</exception>
    /// <exception cref="ProviderProtocolException">The answer is no JSON, or too long.</exception>
    public async Task<MusicApiReply> SendAsync(VendorKey key, HttpMethod method, string path, string? body, TimeSpan timeout, CancellationToken ct)
    {
        try
        {
            return await _breaker.ExecuteAsync(async token => await SendOnceAsync(key, method, path, body, timeout, token), ct);
        }
        catch (BrokenCircuitException fault)
        {
            throw new RequestNotSentException("MusicAPI has been failing and is left alone for a moment.", fault) { RetryAfter = fault.RetryAfter };
        }
    }

    private async Task<MusicApiReply> SendOnceAsync(VendorKey key, HttpMethod method, string path, string? body, TimeSpan timeout, CancellationToken ct)
    {
        using var patience = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, ct);
        using var request = new HttpRequestMessage(method, new Uri(baseUrl, path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key.Text);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        try
        {
            using var response = await clients.CreateClient(Client).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            var bytes = await ReadAsync(response.Content, either.Token);
            return new MusicApiReply(response.StatusCode, Parse(bytes, response), RetryAfter(response.Headers.RetryAfter));
        }
        catch (HttpRequestException fault) when (fault.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError)
        {
            throw new RequestNotSentException("MusicAPI could not be reached.", fault);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new HttpRequestException($"MusicAPI did not answer within {timeout.TotalSeconds:0} s.");
        }
        catch (IOException fault)
        {
            throw new HttpRequestException("The connection to MusicAPI broke.", fault);
        }
    }

    private static async Task<byte[]> ReadAsync(HttpContent content, CancellationToken ct)
    {
        if (content.Headers.ContentLength > MaxAnswerBytes) throw new ProviderProtocolException("MusicAPI's answer is too long.");
        using var read = new MemoryStream();
        await using var body = await content.ReadAsStreamAsync(ct);
        var buffer = new byte[16 * 1024];
        for (int count; (count = await body.ReadAsync(buffer, ct)) > 0;)
        {
            if (read.Length + count > MaxAnswerBytes) throw new ProviderProtocolException("MusicAPI's answer is too long.");
            read.Write(buffer, 0, count);
        }

        return read.ToArray();
    }

    // An error page in HTML is an error with its status; only a success must be understood.
    private static JsonElement Parse(byte[] bytes, HttpResponseMessage response)
    {
        if (bytes.Length == 0) return default;
        try
        {
            return JsonElement.Parse(bytes);
        }
        catch (JsonException fault)
        {
            if (response.IsSuccessStatusCode) throw new ProviderProtocolException("MusicAPI's answer is no JSON.", fault);
            return default;
        }
    }

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header)
    {
        var wait = header?.Delta ?? header?.Date - time.GetUtcNow();
        return wait > TimeSpan.Zero ? wait : null;
    }
}
