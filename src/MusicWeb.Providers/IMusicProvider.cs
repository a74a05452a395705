namespace MusicWeb.Providers;

/// <summary>
/// Anything that makes music. A provider asks once and never waits for a retry: queue, back-off, lease and money belong to the
/// task runner. Exceptions mean "the outcome is not known from this call"; refusals and failures are values.
/// </summary>
public interface IMusicProvider
{
    /// <summary>What it offers.</summary>
    ProviderManifest Manifest { get; }

    /// <summary>Why this request would be refused, or null. Called before anything is charged.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="limits">The manifest with what an administrator set in its models; null for the manifest as it is.</param>
    Refusal? Refuse(MusicRequest request, ProviderManifest? limits = null);

    /// <summary>Starts the work. May take long where the answer is the result itself.</summary>
    /// <exception cref="RequestNotSentException">The request certainly did not arrive; it may be sent again.</exception>
    Task<SubmitAnswer> SubmitAsync(ProviderCall call, CancellationToken ct);

    /// <summary>Asks how a submitted task is doing.</summary>
    /// <exception cref="KeyRefusedException">Nothing is known, because the key is not accepted.</exception>
    Task<ProviderStatus> PollAsync(ProviderCall call, string providerTaskId, CancellationToken ct);

    /// <summary>Stops a submitted task at the vendor, where <see cref="ProviderManifest.CanCancel"/> says so. During <see cref="SubmitAsync"/> the token is the way.</summary>
    Task CancelAsync(ProviderCall call, string providerTaskId, CancellationToken ct);
}

/// <summary>Why a request is refused.</summary>
/// <param name="Field">Name of the <see cref="MusicRequest"/> property to mend, for example <c>Lyrics</c>.</param>
/// <param name="Text">English sentence that says what to do, with <c>{0}</c> for each argument; it is also the key of its translation.</param>
/// <param name="Arguments">Numbers and names for the sentence.</param>
public sealed record Refusal(string Field, string Text, params object[] Arguments);

/// <summary>The request certainly did not arrive or was turned away at the door (refused connection, too many at once): repeating it is harmless.</summary>
public sealed class RequestNotSentException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>How long the provider asked to be left alone; null when it did not say.</summary>
    public TimeSpan? RetryAfter { get; init; }
}

/// <summary>The provider answered something its contract does not allow.</summary>
public sealed class ProviderProtocolException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>One task as a provider sees it.</summary>
public sealed record ProviderCall
{
    /// <summary>Our id of the task; also what an embedded engine derives its seed from.</summary>
    public required Guid TaskId { get; init; }

    /// <summary>What is asked for.</summary>
    public required MusicRequest Request { get; init; }

    /// <summary>A folder of this task alone for files on their way to the media store; the caller removes it after every end.</summary>
    public required string ScratchDirectory { get; init; }

    /// <summary>The clips the operation starts from, in the order of the request.</summary>
    public IReadOnlyList<SourceClip> Sources { get; init; } = [];

    /// <summary>The persona of the request; null where there is none.</summary>
    public SourcePersona? Persona { get; init; }

    /// <summary>The model of the request with the limits that hold now, which may be one that the manifest does not know; null where nobody says.</summary>
    public ModelSpec? Model { get; init; }

    /// <summary>The vendor's key to call with; null for the installation's own, or where the provider needs none.</summary>
    public VendorKey? Key { get; init; }

    /// <summary>Where the vendor may tell that the task changed; null where it must be asked.</summary>
    public HookTarget? Hook { get; init; }

    /// <summary>Takes progress as often as it comes; the caller thins it out.</summary>
    public required IProgress<ProviderProgress> Progress { get; init; }
}

/// <summary>Where the work stands.</summary>
/// <param name="Stage">A word of <see cref="Stages"/>.</param>
/// <param name="Percent">0 to 100, or null where the provider does not tell.</param>
public sealed record ProviderProgress(string Stage, int? Percent);

/// <summary>Stage names, English; they are shown to people through translation.</summary>
public static class Stages
{
    /// <summary>Writing the score.</summary>
    public const string Composing = "Composing";

    /// <summary>Turning the score into sound.</summary>
    public const string Rendering = "Rendering";

    /// <summary>Writing the files.</summary>
    public const string Encoding = "Encoding";

    /// <summary>The provider works and says no more.</summary>
    public const string Running = "Running";
}

/// <summary>The answer to a submit.</summary>
public abstract record SubmitAnswer
{
    private SubmitAnswer() { }

    /// <summary>The provider works on it under this id.</summary>
    public sealed record Accepted(string ProviderTaskId, TimeSpan PollAfter) : SubmitAnswer;

    /// <summary>The answer is the result.</summary>
    public sealed record Done(IReadOnlyList<ProviderResult> Results) : SubmitAnswer;

    /// <summary>The answer is a persona.</summary>
    public sealed record MadePersona(PersonaResult Persona) : SubmitAnswer;

    /// <summary>The answer is files for the source clip.</summary>
    /// <param name="Files">At least one.</param>
    /// <param name="Note">A word to the person who asked; null when the files say all.</param>
    public sealed record MadeFiles(IReadOnlyList<ResultFile> Files, string? Note = null) : SubmitAnswer;

    /// <summary>The answer is words: lyrics, or style words.</summary>
    public sealed record MadeText(string Text) : SubmitAnswer;

    /// <summary>The provider will not do it; the reason is for the person who asked.</summary>
    public sealed record Refused(string Reason) : SubmitAnswer;

    /// <summary>The provider tried and failed, or answered with nothing that could be used; it is over.</summary>
    public sealed record Failed(string Reason) : SubmitAnswer;

    /// <summary>The vendor does not accept the key, or nothing is left to spend with it: nothing was ordered, and its words are for the key's owner.</summary>
    public sealed record KeyRefused(string Text) : SubmitAnswer;
}

/// <summary>The answer to a poll.</summary>
public abstract record ProviderStatus
{
    private ProviderStatus() { }

    /// <summary>Not finished; ask again after the given time.</summary>
    public sealed record Working(ProviderProgress Progress, TimeSpan PollAfter) : ProviderStatus;

    /// <summary>Finished, with what there is.</summary>
    public sealed record Done(IReadOnlyList<ProviderResult> Results) : ProviderStatus;

    /// <summary>Finished with a persona.</summary>
    public sealed record MadePersona(PersonaResult Persona) : ProviderStatus;

    /// <summary>Finished with files for the source clip.</summary>
    /// <param name="Files">At least one.</param>
    /// <param name="Note">A word to the person who asked, for example about a file that is missing; null when all is as promised.</param>
    public sealed record MadeFiles(IReadOnlyList<ResultFile> Files, string? Note = null) : ProviderStatus;

    /// <summary>Finished with words: lyrics, or style words.</summary>
    public sealed record MadeText(string Text) : ProviderStatus;

    /// <summary>Finished without a result.</summary>
    public sealed record Failed(string Reason) : ProviderStatus;
}
