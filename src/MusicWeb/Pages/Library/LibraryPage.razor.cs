using Microsoft.AspNetCore.Components;
using MusicWeb.Core.Tasks;
using MusicWeb.Providers;
using MusicWeb.Ui;

namespace MusicWeb.Pages.Library;

/// <summary>Every song of a workspace, newest first. The filter lives in the address, so it can be kept, shared and gone back to.</summary>
public sealed partial class LibraryPage(CircuitActor people, ProviderCatalog providers, NavigationManager navigation, Prerendered prerendered) : ComponentBase
{
    private static readonly (SongStatus? Status, string Word)[] _states = [(null, "All"), (SongStatus.Done, "Done"), (SongStatus.Running, "Running"), (SongStatus.Failed, "Failed")];
    private SongFilter _filter = new(Op: null, Status: null, Trashed: false);
    private string? _checked;
    private Place _place = new(IsKnown: false, CanAdd: false);
    private bool _adds;

    /// <summary>The workspace as it stands in the address.</summary>
    [Parameter]
    public string Workspace { get; set; } = "";

    /// <summary>Only this operation.</summary>
    [SupplyParameterFromQuery]
    public string? Op { get; set; }

    /// <summary>Only this state: <c>done</c>, <c>running</c> or <c>failed</c>.</summary>
    [SupplyParameterFromQuery]
    public string? Status { get; set; }

    /// <summary><c>trash</c> shows what was thrown away.</summary>
    [SupplyParameterFromQuery]
    public string? View { get; set; }

    /// <summary>Only what this task is or made: where the statement of credits leads.</summary>
    [SupplyParameterFromQuery]
    public string? Task { get; set; }

    // Words in the address that mean nothing filter nothing.
    private List<string> Operations => [.. providers.All.SelectMany(provider => provider.Manifest.Operations).Where(operation => operation.Takes > 0).Select(operation => operation.Op).Append(Ops.Import).Distinct()];

    /// <inheritdoc/>
    protected override async System.Threading.Tasks.Task OnParametersSetAsync()
    {
        var isTrash = View == "trash";
        _filter = new SongFilter(
            Op: !isTrash && Op is not null && Operations.Contains(Op) ? Op : null,
            Status: !isTrash && Enum.TryParse<SongStatus>(Status, ignoreCase: true, out var status) && Enum.IsDefined(status) ? status : null,
            Trashed: isTrash)
        {
            TaskId = !isTrash && Guid.TryParse(Task, out var taskId) ? taskId : null,
        };
        if (_checked == Workspace) return;
        _checked = Workspace;
        _place = await prerendered.ReadAsync(RendererInfo.IsInteractive, $"library {Workspace}", ReadPlaceAsync);
        if (!_place.IsKnown) navigation.NotFound();
    }

    private async System.Threading.Tasks.Task<Place> ReadPlaceAsync()
    {
        var found = await people.FindAsync(Workspace);
        return new Place(found.IsOk, found.Value?.CanCreate is true);
    }

    private void ChooseOp(ChangeEventArgs change) =>
        navigation.NavigateTo(navigation.GetUriWithQueryParameter("op", change.Value is string { Length: > 0 } op ? op : null));

    private string Address(SongStatus? status) => navigation.GetUriWithQueryParameters(new Dictionary<string, object?>
    {
        // Enum names are English words of the address.
#pragma warning disable CA1308
        ["status"] = status?.ToString().ToLowerInvariant(),
#pragma warning restore CA1308
        ["view"] = null,
    });

    private string Address(bool trashed) => trashed ? $"/w/{Workspace}/library?view=trash" : $"/w/{Workspace}/library";

    private sealed record Place(bool IsKnown, bool CanAdd);
}
