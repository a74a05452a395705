using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Polly;
using Polly.CircuitBreaker;

namespace MusicWeb.Providers.Outbound;

/// <summary>What the vendor answered, whatever it was.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The JSON of the body; undefined when it was empty or none.</param>
/// <param name="RetryAfter">How long the vendor asks to wait, if it says so.</param>
internal sealed record VendorReply(HttpStatusCode Status, JsonElement Body, TimeSpan? RetryAfter)
{
    /// <summary>The body before any correction, which is what the vendor wrote.</summary>
    public JsonElement Came { get; init; } = Body;
}

/// <summary>
/// The transport to a vendor that the operator chose: key, JSON in and out, limits, and a circuit breaker for each lane, which is each
/// key, that keeps us from knocking on a closed door. It never repeats a call: polls are repeated by their task, and submits must not be. Paths, fields and answers
/// are corrected on the way, so whoever calls it speaks as the documents do.
/// </summary>
/// <param name="vendor">How it is called in messages.</param>
/// <param name="provider">Whose corrections hold.</param>
/// <param name="corrections">Tells them.</param>
/// <param name="clients">Has the client of the name <see cref="Client"/>.</param>
/// <param name="baseUrl">Where it is; what comes after the last slash is dropped, so it ends in one.</param>
/// <param name="time">The clock of its patience.</param>
internal sealed class VendorHttp(string vendor, string provider, ReadCorrections corrections, IHttpClientFactory clients, Uri baseUrl, TimeProvider time)
{
    /// <summary>Name of the client.</summary>
    public const string Client = "vendor";

    // As vendors' own documents show their answers.
    private static readonly JsonDocumentOptions _lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    private const int MaxAnswerBytes = 8 * 1024 * 1024;

    // As many as keys were used since the start; told apart by a hash, so that no key is kept.
    private readonly ConcurrentDictionary<string, ResiliencePipeline<VendorReply>> _breakers = new();

    /// <summary>What is corrected at this moment.</summary>
    /// <exception cref="RequestNotSentException">Nobody can say, so nothing is sent.</exception>
    public async Task<CorrectedWire> ReadCorrectionsAsync(CancellationToken ct)
    {
        try
        {
            return new CorrectedWire(await corrections(provider, ct));
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            throw new RequestNotSentException($"What is corrected of {vendor} could not be read.", fault);
        }
    }

    /// <summary>Sends and reads the whole answer.</summary>
    /// <param name="key">The bearer key; null where none is asked for.</param>
    /// <param name="method">GET or POST.</param>
    /// <param name="path">Below the base address, without a slash in front.</param>
    /// <param name="body">JSON, or null.</param>
    /// <param name="timeout">For the whole of it.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="RequestNotSentException">It certainly did not arrive.</exception>
    /// <exception cref="HttpRequestException">It may have arrived.</exception>
    /// <exception cref="ProviderProtocolException">The answer is no JSON, or too long.</exception>
    public async Task<VendorReply> SendAsync(string? key, HttpMethod method, string path, string? body, TimeSpan timeout, CancellationToken ct)
    {
        using var content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        return await SendAsync(key, method, path, content, ReadAsync, timeout, ct);
    }

    /// <summary>The same for what is no JSON going out, or too large to be held coming in.</summary>
    /// <param name="key">The bearer key; null where none is asked for.</param>
    /// <param name="method">GET or POST.</param>
    /// <param name="path">Below the base address, without a slash in front.</param>
    /// <param name="content">What is sent, once; null for nothing.</param>
    /// <param name="readAsync">Reads the body of a success and keeps of it what is JSON; null reads it whole.</param>
    /// <param name="timeout">For the whole of it.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="RequestNotSentException">It certainly did not arrive.</exception>
    /// <exception cref="HttpRequestException">It may have arrived.</exception>
    /// <exception cref="ProviderProtocolException">The answer is no JSON, or too long.</exception>
    public async Task<VendorReply> SendAsync(
        string? key, HttpMethod method, string path, HttpContent? content, Func<HttpContent, CancellationToken, Task<byte[]>>? readAsync, TimeSpan timeout, CancellationToken ct)
    {
        var wire = await ReadCorrectionsAsync(ct);
        var sent = await wire.WriteAsync(path, content, ct);
        try
        {
            var reply = await BreakerOf(key).ExecuteAsync(async token => await SendOnceAsync(key, method, wire.PathOf(path), sent, readAsync ?? ReadAsync, timeout, token), ct);
            return reply with { Body = wire.Read(path, reply.Body) };
        }
        catch (BrokenCircuitException fault)
        {
            throw new RequestNotSentException($"{vendor} has been failing and is left alone for a moment.", fault) { RetryAfter = fault.RetryAfter };
        }
        finally
        {
            // What was given belongs to the caller.
            if (sent != content) sent?.Dispose();
        }
    }

    /// <summary>Opens a file that lies at the vendor's own address, with the same key; its bytes are streamed.</summary>
    /// <param name="key">The bearer key; null where none is asked for.</param>
    /// <param name="path">Below the base address, with or without a slash in front.</param>
    /// <param name="idle">How long it may be silent.</param>
    /// <param name="ct">Cancels, also the reading.</param>
    /// <exception cref="HttpRequestException">It could not be fetched.</exception>
    /// <exception cref="ProviderProtocolException">It lies somewhere else.</exception>
    public async Task<Stream> OpenAsync(string? key, string path, TimeSpan idle, CancellationToken ct)
    {
        var address = new Uri(baseUrl, path.TrimStart('/'));
        if (!baseUrl.IsBaseOf(address)) throw new ProviderProtocolException($"{vendor} names a file that lies somewhere else.");
        using var patience = new CancellationTokenSource(idle, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, ct);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (key is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        try
        {
            var response = await clients.CreateClient(Client).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            if (response.StatusCode is HttpStatusCode.OK) return new ResponseStream(response, await response.Content.ReadAsStreamAsync(ct), idle, time);
            using (response) throw new HttpRequestException($"A file of {vendor} was answered with {(int)response.StatusCode}.", inner: null, response.StatusCode);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new HttpRequestException($"A file of {vendor} was not answered in time.");
        }
    }

    private ResiliencePipeline<VendorReply> BreakerOf(string? key) =>
        _breakers.GetOrAdd(key is null ? "" : Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key))), _ => new ResiliencePipelineBuilder<VendorReply> { TimeProvider = time }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<VendorReply>
            {
                FailureRatio = 0.8,
                MinimumThroughput = 10,
                SamplingDuration = TimeSpan.FromSeconds(60),
                BreakDuration = TimeSpan.FromSeconds(20),
                ShouldHandle = new PredicateBuilder<VendorReply>().Handle<HttpRequestException>().HandleResult(reply => reply.Status is HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable),
            })
            .Build());

    private async Task<VendorReply> SendOnceAsync(
        string? key, HttpMethod method, string path, HttpContent? content, Func<HttpContent, CancellationToken, Task<byte[]>> readAsync, TimeSpan timeout, CancellationToken ct)
    {
        using var patience = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, ct);
        using var request = new HttpRequestMessage(method, new Uri(baseUrl, path)) { Content = content };
        if (key is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        try
        {
            using var response = await clients.CreateClient(Client).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            var bytes = response.IsSuccessStatusCode ? await readAsync(response.Content, either.Token) : await ReadAsync(response.Content, either.Token);
            return new VendorReply(response.StatusCode, Parse(bytes, response), RetryAfter(response.Headers.RetryAfter));
        }
        catch (HttpRequestException fault) when (fault.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError)
        {
            throw new RequestNotSentException($"{vendor} could not be reached.", fault);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new HttpRequestException($"{vendor} did not answer within {timeout.TotalSeconds:0} s.");
        }
        catch (IOException fault)
        {
            throw new HttpRequestException($"The connection to {vendor} broke.", fault);
        }
    }

    private async Task<byte[]> ReadAsync(HttpContent content, CancellationToken ct)
    {
        if (content.Headers.ContentLength > MaxAnswerBytes) throw new ProviderProtocolException($"{vendor}'s answer is too long.");
        using var read = new MemoryStream();
        await using var body = await content.ReadAsStreamAsync(ct);
        var buffer = new byte[16 * 1024];
        for (int count; (count = await body.ReadAsync(buffer, ct)) > 0;)
        {
            if (read.Length + count > MaxAnswerBytes) throw new ProviderProtocolException($"{vendor}'s answer is too long.");
            read.Write(buffer, 0, count);
        }

        return read.ToArray();
    }

    // An error page in HTML is an error with its status; only a success must be understood.
    private JsonElement Parse(byte[] bytes, HttpResponseMessage response)
    {
        if (bytes.Length == 0) return default;
        try
        {
            // Bytes of another character set would make a text unreadable long after this; a sign stands where they were.
            return JsonElement.Parse(Utf8.IsValid(bytes) ? bytes : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes)), _lenient);
        }
        catch (JsonException fault)
        {
            if (response.IsSuccessStatusCode) throw new ProviderProtocolException($"{vendor}'s answer is no JSON.", fault);
            return default;
        }
    }

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header)
    {
        var wait = header?.Delta ?? header?.Date - time.GetUtcNow();
        return wait > TimeSpan.Zero ? wait : null;
    }
}
