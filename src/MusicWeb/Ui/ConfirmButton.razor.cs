using Microsoft.AspNetCore.Components;

namespace MusicWeb.Ui;

/// <summary>A button for what cannot be taken back: asks in its own place before it acts.</summary>
public sealed partial class ConfirmButton
{
    private ElementReference _yes;
    private bool _isAsking;
    private bool _isJustAsked;
    private bool _isBusy;

    /// <summary>What stands on it.</summary>
    [Parameter, EditorRequired]
    public RenderFragment ChildContent { get; set; } = null!;

    /// <summary>What is asked, translated.</summary>
    [Parameter, EditorRequired]
    public string Question { get; set; } = "";

    /// <summary>What stands on the button that does it, translated.</summary>
    [Parameter, EditorRequired]
    public string Yes { get; set; } = "";

    /// <summary>Does it.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnConfirmed { get; set; }

    /// <summary>What it is called, where its words do not say enough.</summary>
    [Parameter]
    public string? Label { get; set; }

    /// <summary>The button's looks.</summary>
    [Parameter]
    public string ButtonClass { get; set; } = "btn btn-small btn-quiet";

    /// <summary>It cannot be pressed now.</summary>
    [Parameter]
    public bool Disabled { get; set; }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!_isJustAsked) return;
        _isJustAsked = false;
        await _yes.FocusAsync();
    }

    private void Ask() => (_isAsking, _isJustAsked) = (true, true);

    private async Task ConfirmAsync()
    {
        if (_isBusy) return;
        _isBusy = true;
        await OnConfirmed.InvokeAsync();
        (_isBusy, _isAsking) = (false, false);
    }
}
