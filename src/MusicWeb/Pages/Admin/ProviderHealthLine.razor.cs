using Microsoft.AspNetCore.Components;
using MusicWeb.Core.Admin;

namespace MusicWeb.Pages.Admin;

/// <summary>How a provider is doing, in a line.</summary>
public sealed partial class ProviderHealthLine
{
    /// <summary>The provider.</summary>
    [Parameter, EditorRequired]
    public ProviderHealth Health { get; set; } = null!;

    private (string Look, string Icon, string Word) Face => Health switch
    {
        { Pause: not null } => ("state-warn", "pause", "Paused"),
        { IsFailing: true } => ("state-bad", "alert", "Failing"),
        { Succeeded: 0, Failed: 0, AtWork: 0 } => ("state-waiting", "clock", "Quiet"),
        _ => ("state-good", "check", "Working"),
    };
}
