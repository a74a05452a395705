using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Retry;

namespace MusicWeb.Providers.Outbound;

/// <summary>Fetches files from addresses that a vendor names. Bytes are streamed; how many are acceptable is the reader's business.</summary>
public sealed class GuardedDownload
{
    /// <summary>Name of the client that connects through the guard.</summary>
    internal const string Client = "outbound";

    private const int MaxRedirects = 5;

    private readonly IHttpClientFactory _clients;
    private readonly OutboundOptions _options;
    private readonly TimeProvider _time;
    private readonly ResiliencePipeline<HttpResponseMessage> _again;

    /// <summary>A download with the limits of the settings.</summary>
    public GuardedDownload(IHttpClientFactory clients, IOptions<OutboundOptions> options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_clients, _options, _time) = (clients, options.Value, time);
        // Reading twice is harmless. What fails three times is tried again by the task itself, later.
        _again = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                MaxRetryAttempts = 2,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromMilliseconds(500),
                ShouldHandle = new PredicateBuilder<HttpResponseMessage>().Handle<HttpRequestException>().HandleResult(IsPassing),
            })
            .Build();
    }

    /// <summary>Opens a file for one reading, from its first byte.</summary>
    /// <param name="address">An absolute https address; another only when its host is allowed by the settings.</param>
    /// <param name="ct">Cancels, also the reading.</param>
    /// <exception cref="UnsafeAddressException">The address, or one it leads to, is not to be fetched.</exception>
    /// <exception cref="HttpRequestException">It could not be fetched.</exception>
    public async Task<Stream> OpenAsync(Uri address, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(address);
        for (var hop = 0; ; hop++)
        {
            Check(address);
            var response = await _again.ExecuteAsync(async token => await SendAsync(address, token), ct);
            if (response.StatusCode is HttpStatusCode.OK)
            {
                return new ResponseStream(response, await response.Content.ReadAsStreamAsync(ct), TimeSpan.FromSeconds(_options.IdleSeconds), _time);
            }

            using (response)
            {
                if (response.Headers.Location is not { } location || (int)response.StatusCode is < 301 or > 308) throw new HttpRequestException($"A file at {address.Host} was answered with {(int)response.StatusCode}.", inner: null, response.StatusCode);
                if (hop == MaxRedirects) throw new HttpRequestException($"A file at {address.Host} leads from one address to the next.");
                var next = new Uri(address, location);
                // Never from https to http, not even on an allowed host: what protects the bytes must not fall away on the way.
                if (address.Scheme == Uri.UriSchemeHttps && next.Scheme != Uri.UriSchemeHttps) throw new UnsafeAddressException(next.Host);
                address = next;
            }
        }
    }

    private void Check(Uri address)
    {
        if (!address.IsAbsoluteUri || (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp) || address.UserInfo.Length > 0) throw new UnsafeAddressException(address.OriginalString);
        if (address.Scheme != Uri.UriSchemeHttps && !_options.Allows(address.IdnHost, address.Port)) throw new UnsafeAddressException(address.Host);
    }

    private async Task<HttpResponseMessage> SendAsync(Uri address, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("*/*"));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(_options.IdleSeconds), _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, ct);
        try
        {
            return await _clients.CreateClient(Client).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
        }
        catch (HttpRequestException fault) when (fault.InnerException is UnsafeAddressException unsafeAddress)
        {
            throw unsafeAddress;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new HttpRequestException($"A file at {address.Host} was not answered in time.");
        }
    }

    private static bool IsPassing(HttpResponseMessage response) =>
        response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout || (int)response.StatusCode >= 500;
}
