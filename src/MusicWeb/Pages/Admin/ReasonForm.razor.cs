using Microsoft.AspNetCore.Components;
using MusicWeb.Core;
using MusicWeb.Ui;

namespace MusicWeb.Pages.Admin;

/// <summary>Asks for the reason of an intervention and makes it; what is wrong stands beside its field.</summary>
public sealed partial class ReasonForm(ToastFeed toasts) : ComponentBase
{
    private Error? _refusal;
    private string? _reason = "";
    private string? _error;
    private bool _isBusy;

    /// <summary>Begins the ids of its fields.</summary>
    [Parameter, EditorRequired]
    public string Id { get; set; } = "";

    /// <summary>What stands on the button, translated.</summary>
    [Parameter, EditorRequired]
    public string Word { get; set; } = "";

    /// <summary>What is said when it is done, translated.</summary>
    [Parameter, EditorRequired]
    public string Done { get; set; } = "";

    /// <summary>Who reads the reason, translated.</summary>
    [Parameter]
    public string? Hint { get; set; }

    /// <summary>Takes something away.</summary>
    [Parameter]
    public bool IsGrave { get; set; }

    /// <summary>Further fields, above the reason.</summary>
    [Parameter]
    public RenderFragment? Fields { get; set; }

    /// <summary>Makes it; gets the reason and gives back why it was not made, or null.</summary>
    [Parameter, EditorRequired]
    public Func<string, Task<Error?>> Make { get; set; } = null!;

    /// <summary>It was made, or the person changed their mind.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnClose { get; set; }

    /// <summary>A field of <see cref="Fields"/> was refused.</summary>
    [Parameter]
    public EventCallback<Error> OnRefused { get; set; }

    private string? ReasonError => _refusal?.Field == "Reason" ? L.Of(_refusal) : null;

    private async Task SendAsync()
    {
        if (_isBusy) return;
        (_isBusy, _refusal, _error) = (true, null, null);
        _refusal = await Make(_reason ?? "");
        _isBusy = false;
        if (_refusal is null)
        {
            toasts.Show(Done);
            await OnClose.InvokeAsync();
            return;
        }

        if (_refusal.Field is null) _error = L.Of(_refusal);
        await OnRefused.InvokeAsync(_refusal);
    }
}
