using Microsoft.AspNetCore.Components;
using MusicWeb.Core.Accounts;
using MusicWeb.Ui;

namespace MusicWeb.Pages.Keys;

/// <summary>One key: what it may, what it spent, when it was used.</summary>
public sealed partial class KeyRow
{
    /// <summary>The key.</summary>
    [Parameter, EditorRequired]
    public ApiKeyView Key { get; set; } = null!;

    /// <summary>Its owner wants to change it.</summary>
    [Parameter]
    public EventCallback OnEdit { get; set; }

    /// <summary>Its owner wants a new text for it.</summary>
    [Parameter]
    public EventCallback OnRotate { get; set; }

    /// <summary>Its owner wants to end it.</summary>
    [Parameter]
    public EventCallback OnRevoke { get; set; }

    private string TitleId => $"key-{Key.Id}";

    private IEnumerable<string> Scopes
    {
        get
        {
            yield return "Read";
            if (Key.Scopes.HasFlag(ApiKeyScopes.Create)) yield return "Create";
            if (Key.Scopes.HasFlag(ApiKeyScopes.Manage)) yield return "Manage";
        }
    }

    private string Spent => (Key.Terms.CapCredits, Key.Terms.CapPeriod) switch
    {
        ({ } cap, CapPeriod.Day) => L["{0:N0} of {1:N0} credits today", Key.SpentCredits, cap],
        ({ } cap, _) => L["{0:N0} of {1:N0} credits this month", Key.SpentCredits, cap],
        _ => L["{0} this month, no cap", L.Credits(Key.SpentCredits)],
    };
}
