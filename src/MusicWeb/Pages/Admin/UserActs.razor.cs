using Microsoft.AspNetCore.Components;
using MusicWeb.Core;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Admin;
using MusicWeb.Core.Credits;
using MusicWeb.Ui;

namespace MusicWeb.Pages.Admin;

/// <summary>What an administrator may do about an account, each with a reason.</summary>
public sealed partial class UserActs(CircuitActor people, AdjustCredits adjust, SetAdministrator setAdministrator, DisableUser disable, EnableUser enable, ResetSecondFactor resetSecondFactor, TimeProvider time) : ComponentBase
{
    private Act _act;
    private Error? _refusal;
    private Guid _adjustmentId;
    private long? _amountCredits;

    private enum Act
    {
        None,
        Adjust,
        Administrator,
        SecondFactor,
        Disabled,
    }

    /// <summary>The person.</summary>
    [Parameter, EditorRequired]
    public UserRow User { get; set; } = null!;

    /// <summary>Something was changed.</summary>
    [Parameter]
    public EventCallback OnChanged { get; set; }

    private bool IsDisabled => User.DisabledAt is not null;

    // The id belongs to what was typed: a second press of the same correction corrects once.
    private void Toggle(Act act)
    {
        (_act, _refusal, _amountCredits) = (_act == act ? Act.None : act, null, null);
        _adjustmentId = Guid.CreateVersion7(time.GetUtcNow());
    }

    private async Task CloseAsync()
    {
        _act = Act.None;
        await OnChanged.InvokeAsync();
    }

    private async Task<Error?> AdjustAsync(string reason)
    {
        _refusal = null;
        var found = await people.FindAdministratorAsync();
        return found.IsOk ? (await adjust.RunAsync(found.Value, _adjustmentId, User.Id, _amountCredits ?? 0, reason, CancellationToken.None)).Error : found.Error;
    }

    private async Task<Error?> ChangeRightAsync(string reason)
    {
        var found = await people.FindAdministratorAsync();
        return found.IsOk ? (await setAdministrator.RunAsync(found.Value, User.Id, !User.IsAdministrator, reason, CancellationToken.None)).Error : found.Error;
    }

    private async Task<Error?> ResetAsync(string reason)
    {
        var found = await people.FindAdministratorAsync();
        return found.IsOk ? (await resetSecondFactor.RunAsync(found.Value, User.Id, reason, CancellationToken.None)).Error : found.Error;
    }

    private async Task<Error?> ChangeDoorAsync(string reason)
    {
        var found = await people.FindAdministratorAsync();
        if (!found.IsOk) return found.Error;
        return IsDisabled
            ? (await enable.RunAsync(found.Value, User.Id, reason, CancellationToken.None)).Error
            : (await disable.RunAsync(found.Value, User.Id, reason, CancellationToken.None)).Error;
    }

    private string Expanded(Act act) => _act == act ? "true" : "false";
}
