using Microsoft.AspNetCore.Components;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Tasks;

namespace MusicWeb.Ui;

/// <summary>What an order cost, when that was held, and why it was spent or returned. Read from the books, so deleting a song changes nothing here.</summary>
public sealed partial class ChargeDialog(CircuitActor people, FindCharge find, ToastFeed toasts) : ComponentBase
{
    private ChargeView? _view;

    /// <summary>The order.</summary>
    [Parameter, EditorRequired]
    public Guid TaskId { get; set; }

    /// <summary>The workspace as it stands in the address.</summary>
    [Parameter, EditorRequired]
    public string Workspace { get; set; } = "";

    /// <summary>The reader is done with it.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnClose { get; set; }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        var found = await people.FindAsync(Workspace);
        _view = found.IsOk ? await find.RunAsync(found.Value, TaskId, CancellationToken.None) : null;
        if (_view is not null) return;
        toasts.ShowProblem(L.Of(Core.Error.NotFound));
        await OnClose.InvokeAsync();
    }

    private string Why(ChargeView view) => view switch
    {
        { Charge.IsSpent: true } => L["The song arrived."],
        { State: TaskState.Cancelled } => L["It was cancelled."],
        { Reason: { Length: > 0 } reason } => L[reason],
        _ => L["The provider gave no reason."],
    };

    private static string Word(Charge charge) => charge switch { { SettledAt: null } => "Held", { IsSpent: true } => "Spent", _ => "Returned" };

    private static string Picture(Charge charge) => charge switch { { SettledAt: null } => "clock", { IsSpent: true } => "check", _ => "restore" };

    private static string Look(Charge charge) => charge switch { { SettledAt: null } => "state-waiting", { IsSpent: true } => "state-still", _ => "state-good" };
}
