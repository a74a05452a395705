using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MusicWeb.Engine.Edit;
using MusicWeb.Engine.Sampler;

namespace MusicWeb.Providers.Embedded;

/// <summary>The sketch engine as a provider: composes and renders two takes in this process and answers with their files.</summary>
public sealed partial class SketchProvider : IMusicProvider, IDisposable
{
    private const string Gone = "This song is not there any more: choose another.";

    private readonly SoundBank? _bank;
    private readonly Renderers _renderers;
    private readonly SketchMp3 _mp3;

    /// <summary>An engine with what is installed beside it.</summary>
    /// <param name="options">Its settings.</param>
    /// <param name="log">Is told of a sound bank of the system that cannot be used; one of the settings has stopped the start before.</param>
    public SketchProvider(IOptions<EngineOptions> options, ILogger<SketchProvider>? log = null)
        : this(options, SketchMp3.Installed, log)
    {
    }

    internal SketchProvider(IOptions<EngineOptions> options, SketchMp3 mp3, ILogger<SketchProvider>? log = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_bank, _mp3) = (InstalledBank.Open(options.Value, out var fault), mp3);
        if (fault is not null && log is not null) Unusable(log, fault);
        _renderers = new Renderers(_bank);
        Manifest = SketchManifest.With(options.Value.Threads, mp3.IsPossible, _bank is not null);
    }

    /// <inheritdoc/>
    public ProviderManifest Manifest { get; }

    /// <inheritdoc/>
    public Refusal? Refuse(MusicRequest request, ProviderManifest? limits = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        return RequestRules.Check(limits ?? Manifest, request) ?? Unsung(request);
    }

    /// <summary>
    /// Makes both takes and answers with them; equal tasks (id and request) give equal bytes. About 5 s of CPU for a song of 90 s, on a
    /// thread of its own below the usual priority. A persona is read from the score stored with its song, in milliseconds; edits start from score and sound of theirs. Cancelling the token ends it within half a second. How many run at once is the
    /// caller's business (<see cref="ProviderManifest.Slots"/>).
    /// </summary>
    public async Task<SubmitAnswer> SubmitAsync(ProviderCall call, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(call);
        // The limits were checked with the order, as they were set then.
        if (Unsung(call.Request) is { } refusal) return new SubmitAnswer.Refused(string.Format(CultureInfo.InvariantCulture, refusal.Text, refusal.Arguments));
        if (call.Request.Op is Ops.Lyrics or Ops.StyleBoost) return SketchWords.Make(call, Manifest);
        if (call.Request.Op == Ops.PersonaCreate) return await SketchPersona.MakeAsync(call, ct);
        var renderer = _renderers.Take();
        try
        {
            if (call.Request.Op == Ops.Mp3) return await _mp3.MakeAsync(call, SourceOf(call), ct);
            if (call.Request.Op == Ops.Bpm) return SketchFacts.Make(call, await SketchSource.ReadAsync(call, SourceOf(call), withSound: false, ct));
            if (call.Request.Op == Ops.CoverArt) return await SketchCover.MakeAsync(call, await SketchSource.ReadAsync(call, SourceOf(call), withSound: false, ct), ct);
            if (call.Request.Op is Ops.StemsBasic or Ops.StemsFull or Ops.Vox)
            {
                // Stems that add up are held against the sound they are of.
                var source = await SketchSource.ReadAsync(call, SourceOf(call), withSound: call.Request.Op != Ops.Vox, ct);
                return await RenderThread.RunAsync("sketch stems", new SketchStems(call, source, renderer, ct).Make);
            }

            var work = await WorkAsync(call, ct);
            var job = new SketchJob(call, work, Manifest.FindOperation(call.Request.Op)!.Takes, renderer, ct);
            return new SubmitAnswer.Done(await RenderThread.RunAsync("sketch render", job.Make));
        }
        catch (Exception reason) when (reason is SourceUnreadableException or EditRefusedException)
        {
            return new SubmitAnswer.Refused(reason.Message);
        }
        finally
        {
            _renderers.Return(renderer);
        }
    }

    private static async Task<SketchWork> WorkAsync(ProviderCall call, CancellationToken ct)
    {
        switch (call.Request.Op)
        {
            case Ops.Create:
                return new Composing(call.Request, profile: null);
            case Ops.Persona:
                return SketchPersona.TryRead(call.Persona, out var profile) ? new Composing(call.Request, profile) : throw new SourceUnreadableException(SketchPersona.Unreadable);
            case Ops.Concat or Ops.Mashup:
                var songs = new List<SketchSource>();
                foreach (var clip in call.Sources) songs.Add(await SketchSource.ReadAsync(call, clip, withSound: call.Request.Op == Ops.Concat, ct));
                if (songs.Count != call.Request.AllSources.Count) throw new SourceUnreadableException(Gone);
                return call.Request.Op == Ops.Concat ? new Joining(call.Request, call.Sources[0], songs) : new Mashing(call.Request, call.Sources, songs);
            case Ops.Remaster or Ops.AddVocals or Ops.AddInstrumental or Ops.Sample:
                return new Rewriting(call.Request, SourceOf(call), await SketchSource.ReadAsync(call, SourceOf(call), withSound: false, ct));
            case Ops.Cover:
                return new Covering(call.Request, await SketchSource.ReadAsync(call, SourceOf(call), withSound: false, ct));
            case Ops.ReplaceSection:
                return new Replacing(call.Request, SourceOf(call), await SketchSource.ReadAsync(call, SourceOf(call), withSound: true, ct));
            default:
                return new Extending(call.Request, SourceOf(call), await SketchSource.ReadAsync(call, SourceOf(call), withSound: true, ct));
        }
    }

    private static SourceClip SourceOf(ProviderCall call) => call.Sources.Count > 0 ? call.Sources[0] : throw new SourceUnreadableException(Gone);

    /// <summary>Never needed: the answer to a submit is the result.</summary>
    /// <exception cref="InvalidOperationException">Always.</exception>
    public Task<ProviderStatus> PollAsync(ProviderCall call, string providerTaskId, CancellationToken ct) =>
        throw new InvalidOperationException("The sketch engine answers a submit with the result, so there is nothing to poll.");

    /// <summary>Nothing to do: a running submit is stopped by its token, and there is no other work.</summary>
    public Task CancelAsync(ProviderCall call, string providerTaskId, CancellationToken ct) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose() => _bank?.Dispose();

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Fault} All instruments are synthesized.")]
    private static partial void Unusable(ILogger log, string fault);

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
