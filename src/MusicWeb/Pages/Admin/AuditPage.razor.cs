using System.Globalization;
using Microsoft.AspNetCore.Components;
using MusicWeb.Core;
using MusicWeb.Core.Admin;
using MusicWeb.Ui;

namespace MusicWeb.Pages.Admin;

/// <summary>Who changed what, newest first. The filter lives in the address, so it can be kept, shared and gone back to.</summary>
public sealed partial class AuditPage(CircuitActor people, AuditTrail trail, FindPerson find, NavigationManager navigation, Prerendered prerendered) : ComponentBase
{
    private const int PageSize = 50;
    private Log? _log;
    private string? _shown;
    private bool _isLoading;

    /// <summary>Only this action.</summary>
    [SupplyParameterFromQuery]
    public string? Action { get; set; }

    /// <summary>Only what this person did: an id or a mail address.</summary>
    [SupplyParameterFromQuery]
    public string? Actor { get; set; }

    /// <summary>Only what happened in this workspace.</summary>
    [SupplyParameterFromQuery]
    public string? Workspace { get; set; }

    /// <summary>Only what was done to this thing.</summary>
    [SupplyParameterFromQuery]
    public string? Subject { get; set; }

    /// <summary>The first day, <c>yyyy-MM-dd</c> in UTC.</summary>
    [SupplyParameterFromQuery]
    public string? From { get; set; }

    /// <summary>The last day, included.</summary>
    [SupplyParameterFromQuery]
    public string? To { get; set; }

    private string CsvAddress => $"/admin/audit.csv{new Uri(navigation.Uri).Query}";

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        var address = $"{Action}\n{Actor}\n{Workspace}\n{Subject}\n{From}\n{To}";
        if (_shown == address) return;
        _shown = address;
        _log = await prerendered.ReadAsync(RendererInfo.IsInteractive, $"audit {address}", ReadAsync);
        if (_log is null) navigation.NotFound();
    }

    private async Task<Log?> ReadAsync()
    {
        var found = await people.FindAdministratorAsync();
        if (!found.IsOk) return null;
        var filter = AuditFilters.Read(Action, Workspace, Subject, From, To);
        var person = string.IsNullOrWhiteSpace(Actor) ? default : await find.RunAsync(found.Value, Actor, CancellationToken.None);
        if (person.Error is { } unknown) return new Log(filter, Actor, L.Of(unknown), [], [], Next: null);
        filter = filter with { ActorId = person.Value?.Id };
        var page = await trail.PageAsync(found.Value, filter, before: null, PageSize, CancellationToken.None);
        var actions = await trail.ActionsAsync(found.Value, CancellationToken.None);
        return page.IsOk && actions.IsOk ? new Log(filter, person.Value?.Email, Problem: null, actions.Value, page.Value.Items, page.Value.Next) : null;
    }

    private async Task LoadMoreAsync()
    {
        if (_isLoading || _log?.Next is not { } next) return;
        _isLoading = true;
        var found = await people.FindAdministratorAsync();
        if (found.IsOk && await trail.PageAsync(found.Value, _log.Filter, next, PageSize, CancellationToken.None) is { IsOk: true } page)
        {
            _log = _log with { Rows = [.. _log.Rows, .. page.Value.Items], Next = page.Value.Next };
        }

        _isLoading = false;
    }

    private void Narrow(string name, ChangeEventArgs change) => navigation.NavigateTo(With(name, change.Value as string));

    private string With(string name, string? value) => navigation.GetUriWithQueryParameter(name, string.IsNullOrWhiteSpace(value) ? null : value.Trim());

    private static string? DayText(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private sealed record Log(AuditFilter Filter, string? ActorName, string? Problem, IReadOnlyList<string> Actions, IReadOnlyList<AuditRow> Rows, Cursor? Next);
}
