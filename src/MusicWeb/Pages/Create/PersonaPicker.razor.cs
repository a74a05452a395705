using Microsoft.AspNetCore.Components;
using MusicWeb.Core.Data;
using MusicWeb.Core.Library;
using MusicWeb.Providers;
using MusicWeb.Ui;

namespace MusicWeb.Pages.Create;

/// <summary>Which persona sings and plays; only those of the chosen provider.</summary>
public sealed partial class PersonaPicker(CircuitActor people, PersonaList list) : ComponentBase
{
    // More than a list to choose from can hold well; the others are one page away.
    private const int Most = 100;
    private static readonly string[] _kinds = [LiveKinds.Persona];
    private List<PersonaView> _personas = [];
    private (string, string, Guid?, Guid?) _readFor;
    private string _list = "";
    private Guid _workspaceId;
    private Guid? _toldGone;
    private Guid? _arrived;
    private bool _isRead;

    /// <summary>The workspace as it stands in the address.</summary>
    [Parameter, EditorRequired]
    public string Workspace { get; set; } = "";

    /// <summary>The provider.</summary>
    [Parameter, EditorRequired]
    public ProviderManifest Manifest { get; set; } = null!;

    /// <summary>There is no song without one.</summary>
    [Parameter]
    public bool IsNeeded { get; set; }

    /// <summary>The chosen persona; null for none.</summary>
    [Parameter, EditorRequired]
    public Guid? Value { get; set; }

    /// <summary>Told with every choice.</summary>
    [Parameter]
    public EventCallback<Guid?> ValueChanged { get; set; }

    /// <summary>Told when the chosen one stops or starts to be there: its id when it is gone, else null.</summary>
    [Parameter]
    public EventCallback<Guid?> OnGone { get; set; }

    /// <summary>One that is being made here and is chosen once, when it is there; null for none.</summary>
    [Parameter]
    public Guid? Awaited { get; set; }

    /// <summary>The person wants to make one from a song.</summary>
    [Parameter]
    public EventCallback OnMake { get; set; }

    /// <summary>What is wrong with it, translated; null when nothing is.</summary>
    [Parameter]
    public string? Error { get; set; }

    private PersonaView? Chosen => _personas.FirstOrDefault(persona => persona.Belonging.Id == Value);

    private bool IsAwaiting => Awaited is not null && Awaited != _arrived;

    private bool IsGone => _isRead && Value is not null && Chosen is null;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (_readFor == (Workspace, Manifest.Name, Value, Awaited)) return;
        _readFor = (Workspace, Manifest.Name, Value, Awaited);
        await ReadAsync();
    }

    private async Task ReadAsync()
    {
        var found = await people.FindAsync(Workspace);
        if (!found.IsOk) return;
        _workspaceId = found.Value.WorkspaceId;
        var personas = (await list.PageAsync(found.Value, Manifest.Name, trashed: false, before: null, Most, CancellationToken.None)).Items.ToList();
        // The chosen one may stand behind the first hundred.
        if (Value is { } id && personas.All(persona => persona.Belonging.Id != id) && await list.FindAsync(found.Value, id, CancellationToken.None) is { Belonging.TrashedAt: null } chosen && chosen.Provider == Manifest.Name) personas.Add(chosen);
        (_personas, _isRead) = (personas, true);
        _list = $"{IsGone} {string.Join(' ', personas.Select(persona => persona.Belonging.Id))}";
        if (IsAwaiting && personas.Any(persona => persona.Belonging.Id == Awaited))
        {
            _arrived = Awaited;
            if (Value is null) await ValueChanged.InvokeAsync(Awaited);
        }

        Guid? gone = IsGone ? Value : null;
        if (gone == _toldGone) return;
        _toldGone = gone;
        await OnGone.InvokeAsync(gone);
    }

    private Task ChooseAsync(ChangeEventArgs change) => ValueChanged.InvokeAsync(Guid.TryParse(change.Value as string, out var id) ? id : null);
}
