using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Vendors;
using MusicWeb.Providers;

namespace MusicWeb.Core.Tasks;

/// <summary>One paid piece of work. The row is the state machine: every transition is a method here, saved with its revision.</summary>
public sealed class MusicTask
{
    // What is one task here can be twelve there: an order for each stem of a song.
    internal const int ProviderTaskIdLimit = 500;

    /// <summary>The caller's id, so that a double click or a retried request buys once.</summary>
    public required Guid Id { get; init; }

    /// <summary>Where its clips will live.</summary>
    public required Guid WorkspaceId { get; init; }

    /// <summary>The credit account that pays.</summary>
    public required Guid PayerId { get; init; }

    /// <summary>The vendor's key it is ordered and asked for with, whatever becomes of the keys meanwhile; null for the installation's own, or where none is needed.</summary>
    public Guid? VendorKeyId { get; init; }

    /// <summary>Who pressed the button.</summary>
    public required Guid CreatedById { get; init; }

    /// <summary>The API key that was used; null for the pages.</summary>
    public Guid? ApiKeyId { get; init; }

    /// <summary>Of payer, provider and request: the same id with another hash is a mistake, not a retry.</summary>
    public required string RequestHash { get; init; }

    /// <summary>Name of the provider.</summary>
    public required string Provider { get; init; }

    /// <summary>The operation's key, from the request.</summary>
    public required string Op { get; init; }

    /// <summary>What is asked for.</summary>
    public required MusicRequest Request { get; init; }

    /// <summary>Price held at enqueue, in whole credits.</summary>
    public required long PriceCredits { get; init; }

    /// <summary>Whose slots it waits for, a name of <see cref="TaskLanes"/>.</summary>
    public required string Lane { get; init; }

    /// <summary>The failed or cancelled task this one repeats.</summary>
    public Guid? RetryOfId { get; init; }

    /// <summary>When it was enqueued.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>Where it stands.</summary>
    public TaskState State { get; private set; }

    /// <summary>The provider's id of it, once accepted.</summary>
    public string? ProviderTaskId { get; private set; }

    /// <summary>When somebody should look at it again. A claim moves it forward: schedule and lease in one.</summary>
    public DateTime DueAt { get; private set; }

    /// <summary>A worker holds it until <see cref="DueAt"/>.</summary>
    public bool IsClaimed { get; private set; }

    /// <summary>What it is doing, a word of <see cref="Stages"/>; null before the first step.</summary>
    public string? Stage { get; private set; }

    /// <summary>0 to 100, where the provider tells.</summary>
    public int? Percent { get; private set; }

    /// <summary>Failed steps in a row since the last success; waiting costs none.</summary>
    public int Attempt { get; private set; }

    /// <summary>When the work began, or began again; elapsed time counts from here, and so does the spacing between two submits.</summary>
    public DateTime? StartedAt { get; private set; }

    /// <summary>After this moment a submitted task's outcome counts as unknown, and an uncertain task's credits are returned.</summary>
    public DateTime? DeadlineAt { get; private set; }

    /// <summary>Somebody asked to stop it; the worker that holds it sees to it.</summary>
    public DateTime? CancelRequestedAt { get; private set; }

    /// <summary>When it became final.</summary>
    public DateTime? FinalizedAt { get; private set; }

    /// <summary>Why it failed or is uncertain, for the person who asked; null otherwise.</summary>
    public string? Reason { get; private set; }

    /// <summary>The words that came of it; null where it makes something else, and before the end.</summary>
    public string? Text { get; private set; }

    /// <summary>Whose failure it was; null unless it failed.</summary>
    public FailureCause? Cause { get; private set; }

    /// <summary>Raised with every claim, and by nothing else: what a worker that lost its lease saves is refused by it.</summary>
    public int ClaimNumber { get; private set; }

    /// <summary>Raised with every transition and claim: two writers that meet here notice each other.</summary>
    public int Revision { get; private set; }

    /// <summary>What its vendor signs messages about it with, encrypted; null where it tells nothing, and after the end.</summary>
    public string? HookSecret { get; private set; }

    /// <summary>Who is told of its changes.</summary>
    public string Topic => $"workspace:{WorkspaceId}";

    /// <summary>Nothing will change any more.</summary>
    public bool IsFinal => FinalizedAt is not null;

    internal static MusicTask Queue(Actor actor, Guid id, Payment payment, ProviderManifest provider, MusicRequest request, long priceCredits, Guid? retryOfId, DateTime now) => new()
    {
        Id = id,
        WorkspaceId = actor.WorkspaceId,
        PayerId = payment.AccountId,
        VendorKeyId = payment.KeyId,
        CreatedById = actor.UserId,
        ApiKeyId = actor.ApiKeyId,
        RequestHash = Hash(payment.AccountId, provider.Name, request),
        Provider = provider.Name,
        Op = request.Op,
        Request = request,
        PriceCredits = priceCredits,
        Lane = TaskLanes.NameOf(provider, payment.KeyId),
        RetryOfId = retryOfId,
        CreatedAt = now,
        State = TaskState.Queued,
        DueAt = now,
    };

    // Whether a text can be a provider's id: what the column cannot hold would keep the task from being saved.
    internal static bool CanAttach(string? providerTaskId) =>
        providerTaskId is { Length: > 0 and <= ProviderTaskIdLimit } && !providerTaskId.Any(char.IsControl) && RequestRules.IsReadable(providerTaskId);

    internal bool IsSameAs(MusicTask other) => RequestHash == other.RequestHash && WorkspaceId == other.WorkspaceId;

    // Intent before an unrepeatable call: found in this state after a crash, the outcome is unknown.
    internal void Submit(DateTime now, string? hookSecret = null)
    {
        Debug.Assert(State is TaskState.Queued);
        (State, Stage, Percent, StartedAt, HookSecret) = (TaskState.Submitting, null, null, now, hookSecret);
    }

    // To be sent once more: it certainly did not arrive, or may be repeated.
    internal void Requeue(DateTime dueAt)
    {
        Debug.Assert(State is TaskState.Submitting or TaskState.Ingesting && ProviderTaskId is null);
        (State, Stage, Percent, DueAt, IsClaimed) = (TaskState.Queued, null, null, dueAt, false);
    }

    internal void Accept(string providerTaskId, DateTime pollAt, DateTime deadlineAt)
    {
        Debug.Assert(State is TaskState.Submitting);
        (State, ProviderTaskId, DueAt, DeadlineAt, Attempt, IsClaimed) = (TaskState.Submitted, providerTaskId, pollAt, deadlineAt, 0, false);
    }

    internal void Snooze(ProviderProgress progress, DateTime dueAt)
    {
        Debug.Assert(State is TaskState.Submitted);
        (Stage, Percent, DueAt, Attempt, IsClaimed) = (progress.Stage, progress.Percent, dueAt, 0, false);
    }

    // The step failed and the next one may do better.
    internal void BackOff(DateTime dueAt) => (Attempt, DueAt, IsClaimed) = (Attempt + 1, dueAt, false);

    // The step ended without news.
    internal void Release(DateTime dueAt) => (DueAt, IsClaimed) = (dueAt, false);

    internal void Ingest()
    {
        Debug.Assert(State is TaskState.Submitting or TaskState.Submitted or TaskState.Uncertain);
        (State, Stage, Percent, Reason) = (TaskState.Ingesting, null, null, null);
    }

    // The results were on their way and got lost; the provider still has them.
    internal void AskAgain(DateTime dueAt)
    {
        Debug.Assert(State is TaskState.Ingesting && ProviderTaskId is not null);
        (State, Stage, Percent, DueAt, IsClaimed) = (TaskState.Submitted, null, null, dueAt, false);
    }

    internal void Park(string reason, DateTime askAgainAt, DateTime giveUpAt)
    {
        Debug.Assert(State is TaskState.Submitting or TaskState.Submitted or TaskState.Ingesting);
        (State, Stage, Percent, Reason, Attempt, DueAt, DeadlineAt, IsClaimed) = (TaskState.Uncertain, null, null, reason, 0, askAgainAt, giveUpAt, false);
    }

    internal void Attach(string providerTaskId, DateTime now, DateTime deadlineAt)
    {
        Debug.Assert(State is TaskState.Uncertain);
        (State, ProviderTaskId, Reason, DueAt, DeadlineAt, Attempt, IsClaimed) = (TaskState.Submitted, providerTaskId, null, now, deadlineAt, 0, false);
    }

    internal void RequestCancel(DateTime now)
    {
        Debug.Assert(!IsFinal);
        CancelRequestedAt ??= now;
    }

    internal void Finish(TaskState state, FailureCause? cause, string? reason, DateTime now)
    {
        Debug.Assert(!IsFinal && state is TaskState.Succeeded or TaskState.Failed or TaskState.Cancelled);
        (State, Stage, Percent, Cause, Reason, FinalizedAt, IsClaimed, HookSecret) = (state, null, null, cause, reason, now, false, null);
    }

    // What an operation on words yields has no place of its own: whoever asked takes it from here.
    internal void Keep(string text)
    {
        Debug.Assert(!IsFinal);
        Text = text;
    }

    private static string Hash(Guid payerId, string provider, MusicRequest request) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{payerId:N}\n{provider}\n{request.ToJson()}")));
}
