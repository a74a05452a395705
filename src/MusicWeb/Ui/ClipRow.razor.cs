using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using MusicWeb.Core;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Library;

namespace MusicWeb.Ui;

/// <summary>A song in a list. Playing needs no server: the row carries what the player wants to know.</summary>
public sealed partial class ClipRow(CircuitActor people, RenameClip rename, TrashClip trash, RestoreClip restore, MoveClips move, ToastFeed toasts) : ComponentBase
{
    private ElementReference _titleBox;
    private ClipView? _drawn;
    private string? _newTitle;
    private string _peaks = "";
    private bool _isDirty = true;
    private bool _drawnCanWrite;
    private IReadOnlyList<SongMenuEntry> _drawnOperations = [];
    private bool _wantsFocus;
    private bool _showsCharge;
    private bool _showsMove;

    /// <summary>The song.</summary>
    [Parameter, EditorRequired]
    public ClipView Clip { get; set; } = null!;

    /// <summary>The workspace as it stands in the address.</summary>
    [Parameter, EditorRequired]
    public string Workspace { get; set; } = "";

    /// <summary>The badge of the provider that made it.</summary>
    [Parameter, EditorRequired]
    public string Badge { get; set; } = "";

    /// <summary>The reader may change it.</summary>
    [Parameter]
    public bool CanWrite { get; set; }

    /// <summary>What can be made from it.</summary>
    [Parameter]
    public IReadOnlyList<SongMenuEntry> Operations { get; set; } = [];

    /// <summary>Asks for an operation.</summary>
    [Parameter]
    public EventCallback<SongMenuEntry> OnOperation { get; set; }

    /// <summary>Told after a change that was made here.</summary>
    [Parameter]
    public EventCallback<Guid> OnChanged { get; set; }

    private string? Source => Clip.Playable is { } file ? $"/media/{file.Id}" : null;

    // Nobody asked for a style of what was recorded.
    private string StyleLine => !string.IsNullOrWhiteSpace(Clip.Styles) ? Clip.Styles
        : Clip.IsRecording && Clip.Playable is { } file ? L["Added as {0}", DownloadWords.Of(file.Kind) ?? file.Kind]
        : L["No style words"];

    // Where a browser that measures the song may leave its outline; nobody is asked twice.
    private string? KeepAddress => CanWrite && Clip is { Peaks: null, TrashedAt: null } ? $"/media/outlines/{Workspace}/{Clip.Id}" : null;

    private string? Picture => Clip.Cover is { } file ? $"/media/{file.Id}" : null;

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (_drawn is { } old && old.Id == Clip.Id && old.Title == Clip.Title && old.TrashedAt == Clip.TrashedAt && old.Files.Count == Clip.Files.Count && old.Peaks is null == Clip.Peaks is null && old.Origin == Clip.Origin && CanWrite == _drawnCanWrite && Operations.SequenceEqual(_drawnOperations)) return;
        if (_drawn?.Id != Clip.Id || _peaks.Length == 0) _peaks = PeakText.Of(Clip.Peaks);
        (_drawn, _drawnCanWrite, _drawnOperations, _isDirty) = (Clip, CanWrite, Operations, true);
    }

    /// <inheritdoc/>
    protected override bool ShouldRender() => _isDirty;

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        _isDirty = false;
        if (!_wantsFocus) return;
        _wantsFocus = false;
        await _titleBox.FocusAsync();
    }

    private void ShowCharge() => (_showsCharge, _isDirty) = (true, true);

    private void HideCharge() => (_showsCharge, _isDirty) = (false, true);

    private void ShowMove(bool shows) => (_showsMove, _isDirty) = (shows, true);

    private void StartRename()
    {
        if (!CanWrite) return;
        (_newTitle, _wantsFocus, _isDirty) = (Clip.Title, true, true);
    }

    private Task KeyAsync(KeyboardEventArgs key)
    {
        if (key.Key == "Enter") return SaveTitleAsync();
        if (key.Key == "Escape") StopRename();
        return Task.CompletedTask;
    }

    // Enter closes the box, which then loses the focus: only the first of both saves.
    private async Task SaveTitleAsync()
    {
        if (_newTitle is not { } title) return;
        StopRename();
        if (title == Clip.Title) return;
        await ActAsync(actor => rename.RunAsync(actor, Clip.Id, title, CancellationToken.None));
    }

    private void StopRename() => (_newTitle, _isDirty) = (null, true);

    private async Task TrashAsync()
    {
        if (await ActAsync(actor => trash.RunAsync(actor, Clip.Id, CancellationToken.None)))
            toasts.Show(L["“{0}” is in the trash.", Clip.Title], RestoreAsync);
    }

    private async Task RestoreAsync()
    {
        if (await ActAsync(actor => restore.RunAsync(actor, Clip.Id, CancellationToken.None)))
            toasts.Show(L["“{0}” is back in the library.", Clip.Title]);
    }

    private async Task MoveAsync(WorkspaceView to)
    {
        ShowMove(false);
        var from = await people.FindAsync(Workspace);
        if (await ActAsync(actor => move.RunAsync(actor, [Clip.Id], to.Id, CancellationToken.None)))
            toasts.Show(L["“{0}” moved to {1}.", Clip.Title, to.Name], () => MoveBackAsync(to, from.Value!.WorkspaceId));
    }

    private async Task MoveBackAsync(WorkspaceView from, Guid toId)
    {
        if (await ActAsync(actor => move.RunAsync(actor, [Clip.Id], toId, CancellationToken.None), from.Slug))
            toasts.Show(L["“{0}” is back.", Clip.Title]);
    }

    private async Task<bool> ActAsync<T>(Func<Actor, Task<Result<T>>> act, string? workspace = null)
    {
        var found = await people.FindAsync(workspace ?? Workspace);
        var error = found.IsOk ? (await act(found.Value)).Error : found.Error;
        if (error is not null) toasts.ShowProblem(L.Of(error));
        await OnChanged.InvokeAsync(Clip.Id);
        return error is null;
    }
}
