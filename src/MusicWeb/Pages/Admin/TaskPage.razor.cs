using Microsoft.AspNetCore.Components;
using MusicWeb.Core;
using MusicWeb.Core.Admin;
using MusicWeb.Core.Data;
using MusicWeb.Core.Tasks;
using MusicWeb.Providers;
using MusicWeb.Ui;

namespace MusicWeb.Pages.Admin;

/// <summary>Anybody's task: what became of it and what it cost, step by step.</summary>
public sealed partial class TaskPage(CircuitActor people, FindTasks tasks, CancelAnyTask cancel, RetryForOwner retry, ResolveUncertain resolve, ProviderCatalog providers, NavigationManager navigation, Prerendered prerendered) : ComponentBase
{
    private static readonly string[] _kinds = [LiveKinds.Task, LiveKinds.Credits];
    private TaskStory? _story;
    private Guid? _shown;
    private bool _isAsking;

    /// <summary>The task's id.</summary>
    [Parameter]
    public Guid Id { get; set; }

    private bool CanCancel => _story?.Line.FinalizedAt is null;

    private bool CanRetry => _story?.Line.Cause?.IsOurs() is true;

    private bool CanAsk => _story is not { } story || providers.Find(story.Line.Provider) is not { Manifest.IsBlocking: true };

    private string Verdict => _story?.Line switch
    {
        { PriceCredits: 0 } => "It was free.",
        { FinalizedAt: null } => "Its price is held and neither spent nor returned yet.",
        { State: TaskState.Succeeded } => "It yielded something, so its price was spent.",
        _ => "It yielded nothing, so its price was returned.",
    };

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (_shown == Id) return;
        (_shown, _isAsking) = (Id, false);
        _story = await prerendered.ReadAsync(RendererInfo.IsInteractive, $"task {Id}", ReadAsync);
        if (_story is null) navigation.NotFound();
    }

    private async Task<TaskStory?> ReadAsync()
    {
        var found = await people.FindAdministratorAsync();
        return found.IsOk ? (await tasks.FindAsync(found.Value, Id, CancellationToken.None)).Value : null;
    }

    private async Task ReadAgainAsync() => _story = await ReadAsync() ?? _story;

    private async Task CloseAsync()
    {
        _isAsking = false;
        await ReadAgainAsync();
    }

    private async Task<Error?> CancelAsync(string reason) => await people.FindAdministratorAsync() is { IsOk: true } found ? (await cancel.RunAsync(found.Value, Id, reason, CancellationToken.None)).Error : Error.NotFound;

    private async Task<Error?> ResolveAsync(string? providerTaskId) => await people.FindAdministratorAsync() is { IsOk: true } found ? (await resolve.RunAsync(found.Value, Id, providerTaskId, CancellationToken.None)).Error : Error.NotFound;

    private async Task<Error?> RetryAsync(string reason)
    {
        if (await people.FindAdministratorAsync() is not { IsOk: true } found) return Error.NotFound;
        var ordered = await retry.RunAsync(found.Value, Id, reason, CancellationToken.None);
        if (ordered.IsOk) navigation.NavigateTo($"/admin/tasks/{ordered.Value}");
        return ordered.Error;
    }
}
