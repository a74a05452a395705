using Microsoft.AspNetCore.Components;
using MusicWeb.Core.Vendors;
using MusicWeb.Providers;

namespace MusicWeb.Ui;

/// <summary>A vendor and the key for it: what can be spent, what the vendor said, and what can be done with it.</summary>
public sealed partial class VendorKeyRow(CircuitActor people, TestProviderKey test, RemoveProviderKey remove, ToastFeed toasts) : ComponentBase
{
    private string? _answer;
    private bool _isBusy;

    /// <summary>The vendor with its key.</summary>
    [Parameter, EditorRequired]
    public VendorSeat Seat { get; set; } = null!;

    /// <summary>The workspace as it stands in the address.</summary>
    [Parameter, EditorRequired]
    public string Workspace { get; set; } = "";

    /// <summary>What is offered that a key for it opens.</summary>
    [Parameter]
    public IReadOnlyList<string> Opens { get; set; } = [];

    /// <summary>What it once offered.</summary>
    [Parameter]
    public IReadOnlyList<RetiredProvider> Retired { get; set; } = [];

    /// <summary>It is a team's.</summary>
    [Parameter]
    public bool IsTeam { get; set; }

    /// <summary>The reader wants to enter a key, in the place of the old one if there is one.</summary>
    [Parameter]
    public EventCallback OnEnter { get; set; }

    /// <summary>Something is different now.</summary>
    [Parameter]
    public EventCallback OnChanged { get; set; }

    private string TitleId => $"vendor-{Seat.Vendor}";

    private async Task TestAsync()
    {
        if (_isBusy || Seat.Key is not { } key) return;
        (_isBusy, _answer) = (true, null);
        await Task.Yield(); // Draws that it asks.
        var found = await people.FindAsync(Workspace);
        var tested = found.IsOk ? await test.RunAsync(found.Value, key.Id, CancellationToken.None) : found.Error!;
        _answer = tested.IsOk
            ? tested.Value switch
            {
                KeyAnswer.Works { Credits: null } => L["{0} accepts the key: it answered a question that costs nothing. What is left on it, {0} does not tell.", Seat.DisplayName],
                KeyAnswer.Works works => L["{0} accepts the key and has {1}.", Seat.DisplayName, L.Credits(works.Credits.Value)],
                KeyAnswer.Refused => L["{0} does not accept the key.", Seat.DisplayName],
                KeyAnswer.Unclear unclear => L["That says nothing about the key: {0}", unclear.Text],
                _ => throw new InvalidOperationException("A vendor gave an answer of a kind nobody knows."),
            }
            : L.Of(tested.Error!);
        _isBusy = false;
        await OnChanged.InvokeAsync();
    }

    private async Task RemoveAsync()
    {
        if (Seat.Key is not { } key) return;
        var found = await people.FindAsync(Workspace);
        var removed = found.IsOk ? await remove.RunAsync(found.Value, key.Id, CancellationToken.None) : found.Error!;
        if (removed.IsOk) toasts.Show(L["The key for {0} is removed.", Seat.DisplayName]);
        else toasts.ShowProblem(L.Of(removed.Error!));
        await OnChanged.InvokeAsync();
    }
}
