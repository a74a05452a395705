using Microsoft.AspNetCore.Components;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;
using MusicWeb.Core.Library;
using MusicWeb.Core.Tasks;
using MusicWeb.Core.Vendors;
using MusicWeb.Providers;

namespace MusicWeb.Ui;

/// <summary>The living list of a workspace: songs and the tasks on their way to become songs, newest first.</summary>
public sealed partial class Songs(CircuitActor people, SongList list, FindClip clips, FindTask tasks, ProviderCatalog providers, OfferList offers, FindPayers payers, Prerendered prerendered) : ComponentBase
{
    private static readonly string[] _kinds = [LiveKinds.Task, LiveKinds.Clip, LiveKinds.Members];
    private static readonly string[] _offerKinds = [LiveKinds.Offer];
    private readonly Dictionary<Guid, TaskState> _states = [];
    private SongFeed? _feed;
    private SongFilter? _filter;
    private (ClipView Clip, SongMenuEntry Entry)? _asked;
    private Dictionary<string, ProviderManifest> _offered = [];
    private Guid _workspaceId;
    private bool _canWrite;
    private bool _isLoading;
    private string _spoken = "";

    /// <summary>The workspace as it stands in the address.</summary>
    [Parameter, EditorRequired]
    public string Workspace { get; set; } = "";

    /// <summary>Which songs.</summary>
    [Parameter, EditorRequired]
    public SongFilter Filter { get; set; } = null!;

    /// <summary>Shown when there is none.</summary>
    [Parameter, EditorRequired]
    public RenderFragment Empty { get; set; } = null!;

    /// <summary>The list's heading for screen readers, where the page shows none above it.</summary>
    [Parameter]
    public string? Heading { get; set; }

    /// <summary>Loads a failed task's request into a form beside the list.</summary>
    [Parameter]
    public EventCallback<TaskView> OnEdit { get; set; }

    /// <summary>Reads the top of the list again, for example right after a task was sent.</summary>
    public Task RefreshAsync() => HearAsync([]);

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (_filter == Filter) return;
        _filter = Filter;
        var first = await prerendered.ReadAsync(RendererInfo.IsInteractive, $"songs {Filter}", ReadFirstAsync);
        if (first is null) return;
        (_feed, _workspaceId, _canWrite, _offered) = (first.Feed, first.WorkspaceId, first.CanWrite, first.Offered);
        Remember();
    }

    private async Task<FirstPage?> ReadFirstAsync()
    {
        var found = await people.FindAsync(Workspace);
        if (!found.IsOk) return null;
        var feed = new SongFeed(list, clips, tasks, Filter);
        await feed.RefreshAsync(found.Value, [], CancellationToken.None);
        await ReadOfferedAsync(found.Value);
        return new FirstPage(feed, found.Value.WorkspaceId, found.Value.CanWrite, _offered);
    }

    // What the songs' menus offer follows the administrator's switches, and whether anybody who could pay has a key.
    private async Task ReadOfferedAsync(Actor actor)
    {
        var table = await payers.RunAsync(actor, CancellationToken.None);
        _offered = (await offers.ReadAsync(CancellationToken.None)).Select(offer => offer.Manifest).Where(manifest => table.Find(manifest.Name) is not null).ToDictionary(manifest => manifest.Name);
    }

    private async Task ReadOfferedAgainAsync()
    {
        if (await people.FindAsync(Workspace) is { IsOk: true } found) await ReadOfferedAsync(found.Value);
    }

    private Task RefreshRowAsync(Guid changed) => HearAsync([new Announcement("", "", changed)]);

    private async Task HearAsync(IReadOnlyList<Announcement> changes)
    {
        var found = await people.FindAsync(Workspace);
        if (!found.IsOk || _feed is null) return;
        _canWrite = found.Value.CanWrite;
        await _feed.RefreshAsync(found.Value, [.. changes.Select(change => change.Id)], CancellationToken.None);
        Speak();
        Remember();
        StateHasChanged();
    }

    private async Task LoadMoreAsync()
    {
        if (_isLoading || _feed is null) return;
        _isLoading = true;
        var found = await people.FindAsync(Workspace);
        if (found.IsOk) await _feed.LoadMoreAsync(found.Value, CancellationToken.None);
        _isLoading = false;
        Remember();
    }

    // Screen readers hear of an end, not of every percent.
    private void Speak()
    {
        foreach (var row in _feed!.Rows)
        {
            if (row.Clip is { } clip && _states.ContainsKey(clip.TaskId)) _spoken = L["“{0}” is ready.", clip.Title];
            else if (row.Task is { } task && _states.TryGetValue(task.Id, out var before) && before != task.State && TaskWords.IsOver(task.State)) _spoken = L["“{0}”: {1}.", task.Title, task.State is TaskState.Failed ? L["failed"] : L["cancelled"]];
        }
    }

    private void Remember()
    {
        _states.Clear();
        foreach (var row in _feed!.Rows)
            if (row.Task is { } task) _states[task.Id] = task.State;
    }

    private string BadgeOf(ClipView clip) => clip.IsRecording ? L[OpWords.Of(clip.Op)] : providers.Find(clip.Provider)?.Manifest.Badge ?? clip.Provider;

    private sealed record FirstPage(SongFeed Feed, Guid WorkspaceId, bool CanWrite, Dictionary<string, ProviderManifest> Offered);
}
