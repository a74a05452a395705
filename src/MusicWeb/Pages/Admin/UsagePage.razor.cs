using System.Globalization;
using Microsoft.AspNetCore.Components;
using MusicWeb.Core.Admin;
using MusicWeb.Providers;
using MusicWeb.Ui;

namespace MusicWeb.Pages.Admin;

/// <summary>What was used, by day, person, workspace, key, operation or provider; each line leads into itself. The question lives in the address.</summary>
public sealed partial class UsagePage(CircuitActor people, UsageReport usage, FindPerson find, ProviderCatalog providers, NavigationManager navigation, Prerendered prerendered, TimeProvider time) : ComponentBase
{
    private static readonly (UsageBy By, string Word)[] _kinds =
        [(UsageBy.Day, "Day"), (UsageBy.User, "User"), (UsageBy.Workspace, "Workspace"), (UsageBy.Key, "Key"), (UsageBy.Op, "Operation"), (UsageBy.Provider, "Provider")];

    private Report? _report;
    private string? _shown;

    /// <summary>What there is a line for: <c>day</c>, <c>user</c>, <c>workspace</c>, <c>key</c>, <c>op</c> or <c>provider</c>.</summary>
    [SupplyParameterFromQuery]
    public string? By { get; set; }

    /// <summary>The first day, <c>yyyy-MM-dd</c> in UTC.</summary>
    [SupplyParameterFromQuery]
    public string? From { get; set; }

    /// <summary>The last day, included.</summary>
    [SupplyParameterFromQuery]
    public string? To { get; set; }

    /// <summary>Only this person's id.</summary>
    [SupplyParameterFromQuery]
    public string? User { get; set; }

    /// <summary>Only this workspace's id.</summary>
    [SupplyParameterFromQuery]
    public string? Workspace { get; set; }

    /// <summary>Only this API key's id; all zeros for the pages.</summary>
    [SupplyParameterFromQuery]
    public string? Key { get; set; }

    /// <summary>Only this provider.</summary>
    [SupplyParameterFromQuery]
    public string? Provider { get; set; }

    /// <summary>Only this operation.</summary>
    [SupplyParameterFromQuery]
    public string? Op { get; set; }

    private string CsvAddress => $"/admin/usage.csv{new Uri(navigation.Uri).Query}";

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        var address = $"{By}\n{From}\n{To}\n{User}\n{Workspace}\n{Key}\n{Provider}\n{Op}";
        if (_shown == address) return;
        _shown = address;
        _report = await prerendered.ReadAsync(RendererInfo.IsInteractive, $"usage {address}", ReadAsync);
        if (_report is null) navigation.NotFound();
    }

    private async Task<Report?> ReadAsync()
    {
        var found = await people.FindAdministratorAsync();
        if (!found.IsOk) return null;
        var (by, filter) = (UsageWords.By(By), UsageWords.Filter(From, To, User, Workspace, Key, Provider, Op, time.GetUtcNow()));
        var lines = await usage.TopAsync(found.Value, filter, by, CancellationToken.None);
        if (!lines.IsOk) return null;
        List<(string Name, string Value)> narrowed = [];
        if (filter.UserId is { } userId) narrowed.Add(("user", (await find.RunAsync(found.Value, $"{userId}", CancellationToken.None)).Value?.Email ?? $"{userId}"));
        if (filter.WorkspaceId is { } workspaceId) narrowed.Add(("workspace", await usage.NameOfWorkspaceAsync(found.Value, workspaceId, CancellationToken.None)));
        if (filter.KeyId is { } keyId) narrowed.Add(("key", keyId == Guid.Empty ? L["the pages"] : L["key {0}", keyId]));
        if (filter.Provider is { } provider) narrowed.Add(("provider", DisplayNameOf(provider)));
        if (filter.Op is { } op) narrowed.Add(("op", L[OpWords.Of(op)]));
        return new Report(by, filter, narrowed, lines.Value);
    }

    // A line of a kind becomes the filter, and the next thing one asks is when.
    private string Into(UsageBy by, UsageLine line) => by is UsageBy.Day
        ? With(("from", line.Key), ("to", line.Key), ("by", UsageWords.Of(UsageBy.User)))
        : With((UsageWords.Of(by), line.Key), ("by", UsageWords.Of(UsageBy.Day)));

    private string NameOf(UsageBy by, UsageLine line) => by switch
    {
        UsageBy.Provider => DisplayNameOf(line.Key),
        UsageBy.Key when line.Key == $"{Guid.Empty}" => L["The pages, without a key"],
        UsageBy.Op => L[OpWords.Of(line.Key)],
        UsageBy.Day => DateOnly.ParseExact(line.Key, "yyyy-MM-dd", CultureInfo.InvariantCulture).ToString("ddd d MMM yyyy", CultureInfo.CurrentCulture),
        _ => line.Name,
    };

    private string DisplayNameOf(string provider) => providers.Find(provider)?.Manifest.DisplayName ?? provider;

    private static string BarOf(Report report, UsageLine line)
    {
        var most = Math.Max(1, report.Lines.Max(other => other.SpentCredits));
        return string.Create(CultureInfo.InvariantCulture, $"--share: {(double)line.SpentCredits / most:0.###}");
    }

    private void Narrow(string name, ChangeEventArgs change) => navigation.NavigateTo(With((name, change.Value as string)));

    private string With(params (string Name, string? Value)[] words) =>
        navigation.GetUriWithQueryParameters(words.ToDictionary(word => word.Name, word => (object?)(string.IsNullOrWhiteSpace(word.Value) ? null : word.Value)));

    private static string DayText(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private sealed record Report(UsageBy By, UsageFilter Filter, IReadOnlyList<(string Name, string Value)> Narrowed, IReadOnlyList<UsageLine> Lines);
}
