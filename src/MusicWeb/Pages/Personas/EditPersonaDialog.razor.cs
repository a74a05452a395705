using Microsoft.AspNetCore.Components;
using MusicWeb.Core;
using MusicWeb.Core.Library;
using MusicWeb.Ui;

namespace MusicWeb.Pages.Personas;

/// <summary>Another name and description for a persona.</summary>
public sealed partial class EditPersonaDialog(CircuitActor people, ChangePersona change) : ComponentBase
{
    private string? _name;
    private string? _description;
    private Error? _refusal;

    /// <summary>The persona.</summary>
    [Parameter, EditorRequired]
    public PersonaView Persona { get; set; } = null!;

    /// <summary>The workspace as it stands in the address.</summary>
    [Parameter, EditorRequired]
    public string Workspace { get; set; } = "";

    /// <summary>The reader is done.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnClose { get; set; }

    /// <inheritdoc/>
    protected override void OnInitialized() => (_name, _description) = (Persona.Belonging.Name, Persona.Description ?? "");

    private async Task SaveAsync()
    {
        var found = await people.FindAsync(Workspace);
        _refusal = found.IsOk ? (await change.RunAsync(found.Value, Persona.Belonging.Id, _name ?? "", _description ?? "", CancellationToken.None)).Error : found.Error;
        if (_refusal is null) await OnClose.InvokeAsync();
    }

    private string? ErrorOf(string field) => _refusal?.Field == field ? L.Of(_refusal) : null;
}
