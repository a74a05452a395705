using Microsoft.AspNetCore.Components;
using MusicWeb.Core;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;
using MusicWeb.Core.Library;
using MusicWeb.Ui;

namespace MusicWeb.Pages.Lyrics;

/// <summary>The lyrics that a workspace has or was given.</summary>
public sealed partial class LyricsPage(
    CircuitActor people, LyricsList list, TrashBelonging trash, RestoreBelonging restore, ToastFeed toasts, NavigationManager navigation, Prerendered prerendered) : ComponentBase
{
    private const int PageSize = 30;
    private static readonly string[] _kinds = [LiveKinds.Lyrics];
    private Opening? _opening;
    private (string, bool)? _readFor;
    private IReadOnlyList<LyricsView> _sheets = [];
    private Cursor? _next;
    private LyricsView? _shared;
    private LyricsView? _used;

    /// <summary>The workspace as it stands in the address.</summary>
    [Parameter]
    public string Workspace { get; set; } = "";

    /// <summary><c>trash</c> shows what was thrown away.</summary>
    [SupplyParameterFromQuery]
    public string? View { get; set; }

    private bool IsTrash => View == "trash";

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (_readFor == (Workspace, IsTrash)) return;
        _readFor = (Workspace, IsTrash);
        _opening = await prerendered.ReadAsync(RendererInfo.IsInteractive, $"lyrics {Workspace} {IsTrash}", ReadAsync);
        if (_opening is null) navigation.NotFound();
        else (_sheets, _next) = (_opening.Page.Items, _opening.Page.Next);
    }

    private async Task<Opening?> ReadAsync()
    {
        var found = await people.FindAsync(Workspace);
        return found.IsOk ? new Opening(found.Value, await list.PageAsync(found.Value, IsTrash, before: null, PageSize, CancellationToken.None)) : null;
    }

    private async Task RefreshAsync()
    {
        var found = await people.FindAsync(Workspace);
        if (!found.IsOk) return;
        var page = await list.PageAsync(found.Value, IsTrash, before: null, Math.Max(PageSize, _sheets.Count), CancellationToken.None);
        (_opening, _sheets, _next) = (new Opening(found.Value, page), page.Items, page.Next);
    }

    private async Task LoadMoreAsync()
    {
        var found = await people.FindAsync(Workspace);
        if (!found.IsOk || _next is null) return;
        var page = await list.PageAsync(found.Value, IsTrash, _next, PageSize, CancellationToken.None);
        (_sheets, _next) = ([.. _sheets, .. page.Items], page.Next);
    }

    private Task CloseAsync()
    {
        (_shared, _used) = (null, null);
        return RefreshAsync();
    }

    private async Task TrashAsync(LyricsView sheet)
    {
        if (await ActAsync(actor => trash.RunAsync<LyricSheet>(actor, sheet.Belonging.Id, CancellationToken.None))) toasts.Show(L["“{0}” is in the trash.", sheet.Belonging.Name], () => RestoreAsync(sheet));
    }

    private async Task RestoreAsync(LyricsView sheet)
    {
        if (await ActAsync(actor => restore.RunAsync<LyricSheet>(actor, sheet.Belonging.Id, CancellationToken.None))) toasts.Show(L["“{0}” is back.", sheet.Belonging.Name]);
    }

    private async Task<bool> ActAsync(Func<Actor, Task<Result<Guid>>> act)
    {
        var found = await people.FindAsync(Workspace);
        var error = found.IsOk ? (await act(found.Value)).Error : found.Error;
        if (error is not null) toasts.ShowProblem(L.Of(error));
        await RefreshAsync();
        return error is null;
    }

    // A line that is sung, not a section marker.
    private static string FirstLine(string text) => text.Split('\n', StringSplitOptions.TrimEntries).FirstOrDefault(line => line.Length > 0 && line[0] != '[') ?? "";

    private sealed record Opening(Actor Actor, Page<LyricsView> Page);
}
