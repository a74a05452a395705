using Microsoft.AspNetCore.Components;
using MusicWeb.Core;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Admin;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Data;
using MusicWeb.Ui;

namespace MusicWeb.Pages.Admin;

/// <summary>One person: balance, books, tasks, workspaces, and what an administrator may do about the account.</summary>
public sealed partial class UserPage(
    CircuitActor people, FindUsers users, FindWorkspaces workspaces, FindTasks tasks, UserKeys keys, UserSessions sessions, CreditStatement statement, NavigationManager navigation, Prerendered prerendered) : ComponentBase
{
    private const int PageSize = 20;
    private static readonly string[] _kinds = [LiveKinds.Credits, LiveKinds.Task];
    private static readonly string[] _accountKinds = [LiveKinds.Sessions, LiveKinds.Account];
    private Opening? _opening;
    private Guid? _shown;
    private bool _isLoading;

    /// <summary>The user's id.</summary>
    [Parameter]
    public Guid Id { get; set; }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (_shown == Id) return;
        _shown = Id;
        _opening = await prerendered.ReadAsync(RendererInfo.IsInteractive, $"user {Id}", ReadAsync);
        if (_opening is null) navigation.NotFound();
    }

    private async Task<Opening?> ReadAsync()
    {
        if (await people.FindAdministratorAsync() is not { IsOk: true, Value: var actor }) return null;
        if (await users.SearchAsync(actor, $"{Id}", CancellationToken.None) is not { Value: [var user] }) return null;
        var places = await workspaces.OfUserAsync(actor, Id, CancellationToken.None);
        var done = await tasks.OfUserAsync(actor, Id, before: null, PageSize, CancellationToken.None);
        var opens = await keys.RunAsync(actor, Id, CancellationToken.None);
        var signedIn = await sessions.RunAsync(actor, Id, CancellationToken.None);
        if (!places.IsOk || !done.IsOk || !opens.IsOk || !signedIn.IsOk) return null;
        // The statement is one of the workspace an actor is in: the personal one has the user's id.
        var entries = await statement.PageAsync(actor with { WorkspaceId = Id }, StatementFilter.All, before: null, PageSize, CancellationToken.None);
        return new Opening(user, places.Value, opens.Value, signedIn.Value, done.Value.Items, done.Value.Next, entries.Rows, entries.Next);
    }

    private async Task ReadAgainAsync()
    {
        if (await ReadAsync() is { } fresh) _opening = fresh;
    }

    private Task MoreTasksAsync() => LoadAsync(async (actor, opening) =>
        await tasks.OfUserAsync(actor, Id, opening.NextTask, PageSize, CancellationToken.None) is { IsOk: true } page ? opening with { Tasks = [.. opening.Tasks, .. page.Value.Items], NextTask = page.Value.Next } : opening);

    private Task MoreEntriesAsync() => LoadAsync(async (actor, opening) =>
    {
        var page = await statement.PageAsync(actor with { WorkspaceId = Id }, StatementFilter.All, opening.NextEntry, PageSize, CancellationToken.None);
        return opening with { Entries = [.. opening.Entries, .. page.Rows], NextEntry = page.Next };
    });

    private async Task LoadAsync(Func<Actor, Opening, Task<Opening>> more)
    {
        if (_isLoading || _opening is not { } opening || await people.FindAdministratorAsync() is not { IsOk: true, Value: var actor }) return;
        _isLoading = true;
        _opening = await more(actor, opening);
        _isLoading = false;
    }

    private sealed record Opening(
        UserRow User, IReadOnlyList<MemberRow> Places, IReadOnlyList<ApiKeyView> Keys, IReadOnlyList<Session> Sessions, IReadOnlyList<TaskLine> Tasks, Cursor? NextTask, IReadOnlyList<StatementRow> Entries, long? NextEntry);
}
