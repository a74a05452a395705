using Microsoft.AspNetCore.Components;
using MusicWeb.Core;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Library;

namespace MusicWeb.Ui;

/// <summary>With whom something is shared, with which right, and the way to change it.</summary>
public sealed partial class ShareDialog<T>(CircuitActor people, ShareList list, ShareBelonging share, RevokeShare revoke) : ComponentBase
    where T : Belonging
{
    private IReadOnlyList<ShareView>? _shares;
    private string? _with;
    private string? _right = $"{ShareRight.Use}";
    private string? _error;
    private string _said = "";
    private bool _isBusy;

    /// <summary>The workspace as it stands in the address.</summary>
    [Parameter, EditorRequired]
    public string Workspace { get; set; } = "";

    /// <summary>What is shared.</summary>
    [Parameter, EditorRequired]
    public Guid SubjectId { get; set; }

    /// <summary>What it is called.</summary>
    [Parameter, EditorRequired]
    public string Name { get; set; } = "";

    /// <summary>The reader is done.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnClose { get; set; }

    private List<ShareView> Targets => [.. (_shares ?? []).Where(share => share.Right is null)];

    /// <inheritdoc/>
    protected override Task OnInitializedAsync() => ActAsync(_ => Task.FromResult<Result<Guid>>(SubjectId), said: "");

    private Task ShareAsync() => SetAsync(Guid.TryParse(_with, out var id) ? id : Guid.Empty, _right);

    private Task SetAsync(Guid workspaceId, string? right) => Enum.TryParse<ShareRight>(right, out var chosen)
        ? ActAsync(actor => share.RunAsync<T>(actor, SubjectId, workspaceId, chosen, CancellationToken.None), L["Shared."])
        : Task.CompletedTask;

    private Task RevokeAsync(ShareView given) => ActAsync(actor => revoke.RunAsync<T>(actor, SubjectId, given.WorkspaceId, CancellationToken.None), L["“{0}” has it no longer.", given.Name]);

    private async Task ActAsync(Func<Actor, Task<Result<Guid>>> act, string said)
    {
        (_isBusy, _error) = (true, null);
        var found = await people.FindAsync(Workspace);
        var error = found.IsOk ? (await act(found.Value)).Error : found.Error;
        if (found.IsOk && await list.RunAsync<T>(found.Value, SubjectId, CancellationToken.None) is { IsOk: true } read) _shares = read.Value;
        if (!Targets.Any(target => $"{target.WorkspaceId}" == _with)) _with = Targets.Count > 0 ? $"{Targets[0].WorkspaceId}" : null;
        (_isBusy, _error, _said) = (false, error is null ? null : L.Of(error), error is null ? said : "");
    }
}
