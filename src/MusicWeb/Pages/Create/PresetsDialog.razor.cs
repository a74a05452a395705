using Microsoft.AspNetCore.Components;
using MusicWeb.Core;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Library;
using MusicWeb.Core.Tasks;
using MusicWeb.Ui;

namespace MusicWeb.Pages.Create;

/// <summary>Settings that were kept: apply, keep, share, delete.</summary>
public sealed partial class PresetsDialog(CircuitActor people, PresetList list, SavePreset save, TrashBelonging trash, RestoreBelonging restore, ToastFeed toasts, TimeProvider time) : ComponentBase
{
    private const int Most = 100;
    private IReadOnlyList<PresetView> _presets = [];
    private PresetView? _shared;
    private Guid _newId;
    private string? _name = "";
    private string? _error;
    private string _said = "";
    private bool _canWrite;
    private bool _isBusy;

    /// <summary>The workspace as it stands in the address.</summary>
    [Parameter, EditorRequired]
    public string Workspace { get; set; } = "";

    /// <summary>What stands in the form.</summary>
    [Parameter, EditorRequired]
    public CreateForm Form { get; set; } = null!;

    /// <summary>Puts a preset's settings into the form.</summary>
    [Parameter, EditorRequired]
    public EventCallback<CreateForm> OnApply { get; set; }

    /// <summary>The reader is done.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnClose { get; set; }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _newId = NewId();
        await ReadAsync();
    }

    private async Task ReadAsync()
    {
        var found = await people.FindAsync(Workspace);
        if (!found.IsOk) return;
        _canWrite = found.Value.CanWrite;
        _presets = (await list.PageAsync(found.Value, OpenCreate.FormKey, before: null, Most, CancellationToken.None)).Items;
    }

    private async Task ApplyAsync(PresetView preset)
    {
        if (CreateForm.FromJson(preset.Json) is { } kept) await OnApply.InvokeAsync(Form.With(kept, preset.Belonging.Id, preset.Belonging.Name));
        await OnClose.InvokeAsync();
    }

    // The id belongs to the dialog: a double click saves once.
    private async Task SaveAsync()
    {
        if (_isBusy) return;
        if (!await ActAsync(actor => save.RunAsync(actor, _newId, OpenCreate.FormKey, _name ?? "", Form.ToPreset().ToJson(), CancellationToken.None))) return;
        _said = L["“{0}” is saved.", _name ?? ""];
        (_newId, _name) = (NewId(), "");
    }

    private async Task ReplaceAsync(PresetView preset)
    {
        if (await ActAsync(actor => save.RunAsync(actor, preset.Belonging.Id, OpenCreate.FormKey, preset.Belonging.Name, Form.ToPreset().ToJson(), CancellationToken.None))) await OnClose.InvokeAsync();
        if (_error is null) toasts.Show(L["“{0}” now holds what is in the form.", preset.Belonging.Name]);
    }

    // The way back stands on the page, which is not to be reached while the dialog is open.
    private async Task TrashAsync(PresetView preset)
    {
        if (!await ActAsync(actor => trash.RunAsync<Preset>(actor, preset.Belonging.Id, CancellationToken.None))) return;
        await OnClose.InvokeAsync();
        toasts.Show(L["“{0}” is deleted.", preset.Belonging.Name], () => RestoreAsync(preset));
    }

    private async Task RestoreAsync(PresetView preset)
    {
        var found = await people.FindAsync(Workspace);
        var error = found.IsOk ? (await restore.RunAsync<Preset>(found.Value, preset.Belonging.Id, CancellationToken.None)).Error : found.Error;
        if (error is null) toasts.Show(L["“{0}” is back.", preset.Belonging.Name]);
        else toasts.ShowProblem(L.Of(error));
    }

    private async Task<bool> ActAsync(Func<Actor, Task<Result<Guid>>> act)
    {
        (_isBusy, _error) = (true, null);
        var found = await people.FindAsync(Workspace);
        var error = found.IsOk ? (await act(found.Value)).Error : found.Error;
        await ReadAsync();
        (_isBusy, _error) = (false, error is null ? null : L.Of(error));
        return error is null;
    }

    private Guid NewId() => Guid.CreateVersion7(time.GetUtcNow());
}
