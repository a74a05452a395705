using Microsoft.AspNetCore.Components;
using MusicWeb.Core;
using MusicWeb.Core.Accounts;
using MusicWeb.Ui;

namespace MusicWeb.Pages.Keys;

/// <summary>Makes a key, or changes what can be changed of one.</summary>
public sealed partial class KeyForm(CircuitActor people, CreateApiKey create, EditApiKey edit, TimeProvider time) : ComponentBase
{
    private const int DefaultExpiryDays = 365;

    private static readonly (int Days, string Word)[] _expiries = [(7, "in 7 days"), (30, "in 30 days"), (90, "in 90 days"), (DefaultExpiryDays, "in a year"), (0, "never")];
    private Error? _refusal;
    private string _name = "";
    private string _workspace = FindActor.Me;
    private string? _addresses;
    private string? _error;
    private long? _cap;
    private CapPeriod _period;
    private int _expiryDays = DefaultExpiryDays;
    private bool _mayCreate = true;
    private bool _mayManage;
    private bool _isBusy;

    /// <summary>The key to change; null makes a new one.</summary>
    [Parameter]
    public ApiKeyView? Key { get; set; }

    /// <summary>Where a new one may act.</summary>
    [Parameter]
    public IReadOnlyList<WorkspaceView> Workspaces { get; set; } = [];

    /// <summary>A key was made; its text is to be shown.</summary>
    [Parameter]
    public EventCallback<ShownKey> OnMade { get; set; }

    /// <summary>The key was changed.</summary>
    [Parameter]
    public EventCallback OnSaved { get; set; }

    /// <summary>The reader thought better of it.</summary>
    [Parameter]
    public EventCallback OnClose { get; set; }

    // Radzen reads the field's name aloud unless it is told what the label says.
    private Dictionary<string, object> CapAttributes => new() { ["id"] = "key-cap", ["inputmode"] = "numeric", ["aria-describedby"] = "key-cap-error", ["aria-label"] = L["Most credits it may spend"].Value };

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        if (Key is not { Terms: var terms }) return;
        (_name, _cap, _period, _addresses) = (terms.Name, terms.CapCredits, terms.CapPeriod, terms.Addresses);
    }

    private async Task SaveAsync()
    {
        if (_isBusy) return;
        (_isBusy, _refusal, _error) = (true, null, null);
        var terms = new ApiKeyTerms(_name, _cap, _period, _addresses);
        var found = await people.FindAsync(Key is null ? _workspace : FindActor.Me);
        if (!found.IsOk) Show(found.Error!);
        else if (Key is null) await MakeAsync(found.Value, terms);
        else
        {
            var saved = await edit.RunAsync(found.Value, Key.Id, terms, CancellationToken.None);
            if (saved.IsOk) await OnSaved.InvokeAsync();
            else Show(saved.Error!);
        }

        _isBusy = false;
    }

    private async Task MakeAsync(Actor actor, ApiKeyTerms terms)
    {
        var scopes = ApiKeyScopes.Read | (_mayCreate ? ApiKeyScopes.Create : ApiKeyScopes.None) | (_mayManage ? ApiKeyScopes.Manage : ApiKeyScopes.None);
        DateTime? expiresAt = _expiryDays > 0 ? time.GetUtcNow().UtcDateTime.AddDays(_expiryDays) : null;
        var made = await create.RunAsync(actor, terms, scopes, expiresAt, CancellationToken.None);
        if (made.IsOk) await OnMade.InvokeAsync(new ShownKey(made.Value, _mayCreate));
        else Show(made.Error!);
    }

    private void Show(Error error)
    {
        _refusal = error;
        if (error.Field is null) _error = L.Of(error);
    }

    private string? ErrorOf(string field) => _refusal?.Field == field ? L.Of(_refusal) : null;
}
