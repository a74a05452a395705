using MusicWeb.Core.Credits;
using MusicWeb.Core.Tasks;

namespace MusicWeb.Pages.Admin;

/// <summary>What people read for the names that the log keeps.</summary>
internal static class AuditWords
{
    /// <summary><c>credits.given</c> becomes "Credits given", which is also the key of its translation.</summary>
    public static string Of(string action)
    {
        var words = action.Replace('.', ' ').Replace('-', ' ');
        return words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];
    }

    /// <summary>What an entry of the books did.</summary>
    public static string Of(TransferKind kind) => kind switch
    {
        TransferKind.Grant => "Received",
        TransferKind.Hold => "Held",
        TransferKind.Capture => "Spent",
        TransferKind.Adjust => "Corrected",
        TransferKind.Mirror => "Read at the vendor",
        TransferKind.Expire => "Expired",
        TransferKind.MoveOut or TransferKind.MoveIn => "Moved",
        _ => "Returned",
    };

    /// <summary>Whose failure it was.</summary>
    public static string Of(FailureCause? cause) => cause switch
    {
        FailureCause.Refused => "Refused by the provider",
        FailureCause.Provider => "Failed at the provider",
        FailureCause.BadResult => "Unusable answer",
        FailureCause.Unreachable => "Provider not reached",
        FailureCause.Storage => "Files not stored",
        FailureCause.Interrupted => "Program interrupted",
        FailureCause.Unknown => "Outcome unknown",
        FailureCause.Key => "Somebody's own key",
        FailureCause.InstallationKey => "The installation's key",
        FailureCause.NotArrived => "Never arrived",
        _ => "No cause",
    };

    /// <summary>Where a task stands.</summary>
    public static string Of(TaskState state) => state switch
    {
        TaskState.Submitting or TaskState.Submitted => "Running",
        TaskState.Ingesting => "Saving",
        TaskState.Succeeded => "Done",
        _ => $"{state}",
    };
}
