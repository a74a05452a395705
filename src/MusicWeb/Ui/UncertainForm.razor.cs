using Microsoft.AspNetCore.Components;
using MusicWeb.Core;

namespace MusicWeb.Ui;

/// <summary>Lets a person say what became of an order of unknown outcome, after a look at the provider's own pages.</summary>
public sealed partial class UncertainForm
{
    private string? _text;
    private string? _error;
    private bool _isBusy;

    /// <summary>The task.</summary>
    [Parameter, EditorRequired]
    public Guid Id { get; set; }

    /// <summary>The provider's id of it, where it is known.</summary>
    [Parameter]
    public string? ProviderTaskId { get; set; }

    /// <summary>The provider can be asked what became of it.</summary>
    [Parameter]
    public bool CanAsk { get; set; } = true;

    /// <summary>Settles it: with the provider's id when it came through, with null when it did not. Answers why not, or null.</summary>
    [Parameter, EditorRequired]
    public Func<string?, Task<Error?>> Resolve { get; set; } = null!;

    /// <summary>It is settled.</summary>
    [Parameter]
    public EventCallback OnResolved { get; set; }

    /// <inheritdoc/>
    protected override void OnInitialized() => _text = ProviderTaskId;

    private Task ArrivedAsync() => ResolveAsync(_text ?? "");

    private async Task ResolveAsync(string? providerTaskId)
    {
        if (_isBusy) return;
        (_isBusy, _error) = (true, null);
        var refused = await Resolve(providerTaskId);
        _isBusy = false;
        if (refused is not null) _error = L.Of(refused);
        else await OnResolved.InvokeAsync();
    }
}
