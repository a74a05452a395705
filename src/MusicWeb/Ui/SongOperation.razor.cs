using Microsoft.AspNetCore.Components;

namespace MusicWeb.Ui;

/// <summary>An operation in a song's menu, with the reason where it cannot be done.</summary>
public sealed partial class SongOperation
{
    /// <summary>The operation.</summary>
    [Parameter, EditorRequired]
    public SongMenuEntry Entry { get; set; } = null!;

    /// <summary>Told when somebody chooses it.</summary>
    [Parameter, EditorRequired]
    public EventCallback<SongMenuEntry> OnChosen { get; set; }
}
