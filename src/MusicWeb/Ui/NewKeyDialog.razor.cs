using Microsoft.AspNetCore.Components;
using MusicWeb.Core.Accounts;

namespace MusicWeb.Ui;

/// <summary>Shows the text of a key, once.</summary>
public sealed partial class NewKeyDialog(NavigationManager navigation) : ComponentBase
{
    /// <summary>The key.</summary>
    [Parameter, EditorRequired]
    public NewApiKey Key { get; set; } = null!;

    /// <summary>It may order songs, so the example does.</summary>
    [Parameter]
    public bool MayCreate { get; set; }

    /// <summary>When the text it replaces stops working; null when there was none, or it has stopped.</summary>
    [Parameter]
    public DateTime? OldEndsAt { get; set; }

    /// <summary>The reader has it.</summary>
    [Parameter]
    public EventCallback OnStored { get; set; }

    // One line for every shell: JSON in single quotes, nothing that a shell would change.
    private string Curl
    {
        get
        {
            var (site, bearer) = (navigation.BaseUri.TrimEnd('/'), $"-H 'Authorization: Bearer {Key.Text}'");
            return MayCreate
                ? $$"""curl {{site}}/api/v1/sonic/create {{bearer}} -H 'Content-Type: application/json' -d '{"custom_mode":false,"mv":"sonic-v5","gpt_description_prompt":"rain on a tin roof, slow and warm"}'"""
                : $"curl {site}/api/v1/get-credits {bearer}";
        }
    }
}
