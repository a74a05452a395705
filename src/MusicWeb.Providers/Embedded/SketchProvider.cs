using System.Globalization;
using System.Text;
using Microsoft.Extensions.Options;
using MusicWeb.Engine.Style;

namespace MusicWeb.Providers.Embedded;

/// <summary>The sketch engine as a provider: composes and renders two takes in this process and answers with their files.</summary>
public sealed class SketchProvider(IOptions<EngineOptions> options) : IMusicProvider
{
    private readonly Renderers _renderers = new();

    /// <inheritdoc/>
    public ProviderManifest Manifest { get; } = SketchManifest.With(options.Value.Threads);

    /// <inheritdoc/>
    public Refusal? Refuse(MusicRequest request, ProviderManifest? limits = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        return RequestRules.Check(limits ?? Manifest, request) ?? Unsung(request);
    }

    /// <summary>
    /// Makes both takes and answers with them; equal tasks (id and request) give equal bytes. About 5 s of CPU for a song of 90 s, on a
    /// thread of its own below the usual priority. A persona is read from the score stored with its song, in milliseconds. Cancelling the token ends it within half a second. How many run at once is the
    /// caller's business (<see cref="ProviderManifest.Slots"/>).
    /// </summary>
    public async Task<SubmitAnswer> SubmitAsync(ProviderCall call, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(call);
        // The limits were checked with the order, as they were set then.
        if (Unsung(call.Request) is { } refusal) return new SubmitAnswer.Refused(string.Format(CultureInfo.InvariantCulture, refusal.Text, refusal.Arguments));
        if (call.Request.Op == Ops.PersonaCreate) return await SketchPersona.MakeAsync(call, ct);
        SongProfile? profile = null;
        if (call.Request.Op == Ops.Persona && !SketchPersona.TryRead(call.Persona, out profile)) return new SubmitAnswer.Refused(SketchPersona.Unreadable);
        var renderer = _renderers.Take();
        try
        {
            var job = new SketchJob(call, profile, renderer, ct);
            return new SubmitAnswer.Done(await RenderThread.RunAsync("sketch render", job.Make));
        }
        finally
        {
            _renderers.Return(renderer);
        }
    }

    /// <summary>Never needed: the answer to a submit is the result.</summary>
    /// <exception cref="InvalidOperationException">Always.</exception>
    public Task<ProviderStatus> PollAsync(ProviderCall call, string providerTaskId, CancellationToken ct) =>
        throw new InvalidOperationException("The sketch engine answers a submit with the result, so there is nothing to poll.");

    /// <summary>Nothing to do: a running submit is stopped by its token, and there is no other work.</summary>
    public Task CancelAsync(ProviderCall call, string providerTaskId, CancellationToken ct) => Task.CompletedTask;

    private static Refusal? Unsung(MusicRequest request)
    {
        if (request.Instrumental || string.IsNullOrWhiteSpace(request.Lyrics) || HasLetters(request.Lyrics)) return null;
        return new(nameof(request.Lyrics), "Write some words to sing: there are only signs and section markers.");
    }

    /// <summary>Whether anything outside the markers in square brackets can be sung.</summary>
    private static bool HasLetters(string lyrics)
    {
        var inMarker = false;
        foreach (var rune in lyrics.EnumerateRunes())
        {
            if (rune.Value is '[') inMarker = true;
            else if (rune.Value is ']' or '\n') inMarker = false;
            else if (!inMarker && Rune.IsLetter(rune)) return true;
        }
        return false;
    }
}
