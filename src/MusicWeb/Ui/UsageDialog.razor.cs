using Microsoft.AspNetCore.Components;
using MusicWeb.Core.Library;

namespace MusicWeb.Ui;

/// <summary>Who made how many songs with something, and for how many credits.</summary>
public sealed partial class UsageDialog<T>(CircuitActor people, UsageList list) : ComponentBase
    where T : Belonging
{
    private Usage? _usage;
    private string? _error;

    /// <summary>The workspace as it stands in the address.</summary>
    [Parameter, EditorRequired]
    public string Workspace { get; set; } = "";

    /// <summary>What was used.</summary>
    [Parameter, EditorRequired]
    public Guid SubjectId { get; set; }

    /// <summary>What it is called.</summary>
    [Parameter, EditorRequired]
    public string Name { get; set; } = "";

    /// <summary>The reader is done.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnClose { get; set; }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        var found = await people.FindAsync(Workspace);
        var read = found.IsOk ? await list.RunAsync<T>(found.Value, SubjectId, CancellationToken.None) : found.Error;
        (_usage, _error) = (read.Value, read.Error is { } error ? L.Of(error) : null);
    }
}
