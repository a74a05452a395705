using Microsoft.AspNetCore.Components;
using MusicWeb.Core.Credits;
using MusicWeb.Ui;

namespace MusicWeb.Pages.Create;

/// <summary>Who pays in a shared workspace: oneself or the workspace; remembered on the server.</summary>
public sealed partial class PayerSwitch(CircuitActor people, ChoosePayer choose, ToastFeed toasts) : ComponentBase
{
    private const string Self = "me";
    private const string Team = "team";
    private bool _isBusy;

    /// <summary>The workspace as it stands in the address.</summary>
    [Parameter, EditorRequired]
    public string Workspace { get; set; } = "";

    /// <summary>One's own credits pay now.</summary>
    [Parameter, EditorRequired]
    public bool IsSelf { get; set; }

    /// <summary>Told after a choice.</summary>
    [Parameter]
    public EventCallback OnChosen { get; set; }

    private async Task ChooseAsync(ChangeEventArgs change)
    {
        if (_isBusy) return;
        _isBusy = true;
        var found = await people.FindAsync(Workspace);
        var chosen = found.IsOk ? await choose.RunAsync(found.Value, change.Value as string == Self, CancellationToken.None) : found.Error;
        if (chosen.Error is { } error) toasts.ShowProblem(L.Of(error));
        _isBusy = false;
        await OnChosen.InvokeAsync();
    }
}
