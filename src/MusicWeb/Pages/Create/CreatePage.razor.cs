using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Components;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Tasks;
using MusicWeb.Ui;

namespace MusicWeb.Pages.Create;

/// <summary>Where songs begin: the form, and beside it what became of it.</summary>
public sealed partial class CreatePage(OpenCreate open, Prerendered prerendered, NavigationManager navigation) : ComponentBase
{
    private static readonly SongFilter _everything = new(Op: null, Status: null, Trashed: false);
    private CreateOpening? _opening;
    private CreatePanel? _panel;
    private Songs? _songs;
    private bool _isNoticeClosed;

    /// <summary>The workspace as it stands in the address.</summary>
    [Parameter]
    public string Workspace { get; set; } = "";

    /// <summary>A task whose request is loaded into the form ("Reuse settings", "Edit").</summary>
    [SupplyParameterFromQuery]
    public string? From { get; set; }

    /// <summary>A persona that sings and plays the next song.</summary>
    [SupplyParameterFromQuery]
    public string? Persona { get; set; }

    /// <summary>Kept lyrics that the next song sings.</summary>
    [SupplyParameterFromQuery]
    public string? Lyrics { get; set; }

    /// <summary>The account has just become the installation's administrator.</summary>
    [SupplyParameterFromQuery]
    public string? Admin { get; set; }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        var address = new CreateAddress(From, Persona, Lyrics);
        var isNamed = address != new CreateAddress(null, null, null);
        if (_opening?.Workspace == Workspace && !isNamed) return;
        var opening = await prerendered.ReadAsync(RendererInfo.IsInteractive, $"create {Workspace} {address}", () => open.RunAsync(Workspace, address, CancellationToken.None));
        if (opening is null)
        {
            navigation.NotFound();
            return;
        }

        _opening = opening;
        // Loaded and kept as the draft: without the address a reload would not undo what is typed from here on.
        if (isNamed && RendererInfo.IsInteractive)
        {
            _panel?.Load(opening.Form);
            navigation.NavigateTo($"/w/{Workspace}/create", replace: true);
        }
    }

    private Task ShowNewAsync() => _songs?.RefreshAsync() ?? Task.CompletedTask;

    private void Meet(Actor actor) => _opening = _opening! with { Actor = actor };

    private void Edit(TaskView task) => _panel?.Load(CreateForm.Of(task.Provider, task.Request));

    private Task MakeExampleAsync(string description) => _panel?.MakeAsync(L[description]) ?? Task.CompletedTask;

    // A fixed face for each example.
    private static Guid ExampleId(string name) => new(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16));
}
