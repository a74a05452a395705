using Microsoft.AspNetCore.Components;
using MusicWeb.Core.Tasks;

namespace MusicWeb.Pages.Admin;

/// <summary>Whether something is offered, in icon and word.</summary>
public sealed partial class OfferStateChip
{
    /// <summary>Whether it is.</summary>
    [Parameter, EditorRequired]
    public OfferState State { get; set; }

    private (string Look, string Icon) Face => State switch
    {
        OfferState.On => ("state-good", "check"),
        OfferState.Experimental => ("state-warn", "alert"),
        _ => ("state-waiting", "close"),
    };
}
