using System.Net;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MusicWeb.Providers.Outbound;

namespace MusicWeb.Providers.AceStep;

/// <summary>The server: how it is called, and what it last said it has loaded.</summary>
/// <param name="http">The wire.</param>
/// <param name="key">The key; null where none is asked for.</param>
/// <param name="time">The clock.</param>
internal sealed class AceStepServer(VendorHttp http, string? key, TimeProvider time)
{
    private volatile Known _known = new(AceStepAbilities.Unknown, AceStepManifest.Manifest, DateTimeOffset.MinValue);

    /// <summary>The key; null where none is asked for.</summary>
    public string? Key => key;

    /// <summary>The wire.</summary>
    public VendorHttp Http => http;

    /// <summary>What can be offered with what it has loaded.</summary>
    public ProviderManifest Manifest => _known.Manifest;

    /// <summary>What it has loaded, asked for when the last answer is old.</summary>
    /// <exception cref="RequestNotSentException">It could not be reached.</exception>
    public async Task<AceStepAbilities> AskAsync(CancellationToken ct)
    {
        var known = _known;
        return time.GetUtcNow() - known.At < AceStepManifest.AbilitiesKept ? known.Abilities : await RefreshAsync(ct);
    }

    /// <summary>Asks what it has loaded. A build that tells nothing takes orders all the same.</summary>
    /// <exception cref="RequestNotSentException">It could not be reached.</exception>
    /// <exception cref="HttpRequestException">It did not answer.</exception>
    public async Task<AceStepAbilities> RefreshAsync(CancellationToken ct)
    {
        var reply = await http.SendAsync(key, HttpMethod.Get, AceStepManifest.ModelsPath, body: null, AceStepManifest.CallTimeout, ct);
        // A moment's trouble does not take its models away.
        if (reply.Status is not (HttpStatusCode.OK or HttpStatusCode.NotFound)) return _known.Abilities;
        var abilities = AceStepAbilities.Read(reply.Body);
        _known = new Known(abilities, AceStepManifest.With(abilities), time.GetUtcNow());
        return abilities;
    }

    private sealed record Known(AceStepAbilities Abilities, ProviderManifest Manifest, DateTimeOffset At);
}

/// <summary>Keeps what the server has loaded known, so that forms offer it before anybody orders.</summary>
internal sealed class AceStepWatch(AceStepServer server, TimeProvider time, ILogger<AceStepWatch> log) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var wasReached = true;
        while (!stoppingToken.IsCancellationRequested)
        {
            var isReached = await RefreshAsync(isNews: wasReached, stoppingToken);
            wasReached = isReached;
            await Task.Delay(isReached ? AceStepManifest.AbilitiesKept : AceStepManifest.AskAgain, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> RefreshAsync(bool isNews, CancellationToken ct)
    {
        try
        {
            await server.RefreshAsync(ct);
            return true;
        }
        // Whatever it is, it must end neither the watch nor the program.
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            if (isNews) log.LogWarning("The ACE-Step server does not say what it has loaded: {Fault}", fault.Message);
            return false;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
