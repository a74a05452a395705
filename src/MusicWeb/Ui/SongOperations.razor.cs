using Microsoft.AspNetCore.Components;

namespace MusicWeb.Ui;

/// <summary>What can be made of a song: the common things in sight, the others folded up by their kind.</summary>
public sealed partial class SongOperations
{
    private static readonly (SongMenuGroup Group, string Label, string Icon)[] _folded =
    [
        (SongMenuGroup.Change, "Change and combine", "section"),
        (SongMenuGroup.Parts, "Parts and formats", "stems"),
        (SongMenuGroup.Elsewhere, "With another provider", "share"),
    ];

    /// <summary>What is offered.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<SongMenuEntry> Entries { get; set; } = [];

    /// <summary>Told what somebody chose.</summary>
    [Parameter, EditorRequired]
    public EventCallback<SongMenuEntry> OnChosen { get; set; }

    // What nobody here made is with none of them yet.
    private string LabelOf(SongMenuGroup group, string label) => group is SongMenuGroup.Elsewhere && Entries.All(entry => entry.Group == group) ? "With a provider" : label;

    private List<SongMenuEntry> Of(SongMenuGroup group) => [.. Entries.Where(entry => entry.Group == group)];
}
