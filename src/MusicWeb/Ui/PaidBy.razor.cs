using Microsoft.AspNetCore.Components;
using MusicWeb.Core.Credits;

namespace MusicWeb.Ui;

/// <summary>Who pays for what a dialog orders, and what is left then; nothing where it is free.</summary>
public sealed partial class PaidBy
{
    /// <summary>Who would pay; null until that is known.</summary>
    [Parameter, EditorRequired]
    public Payer? Payer { get; set; }

    /// <summary>What it costs.</summary>
    [Parameter, EditorRequired]
    public long PriceCredits { get; set; }

    private string Left => L.Credits((Payer?.Balance.Available ?? 0) - PriceCredits);
}
