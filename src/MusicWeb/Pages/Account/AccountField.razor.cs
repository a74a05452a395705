using Microsoft.AspNetCore.Components;

namespace MusicWeb.Pages.Account;

/// <summary>A labelled input of a static form with its problem beside it.</summary>
public sealed partial class AccountField
{
    /// <summary>Id of the input; the id of its problem ends in <c>-error</c>.</summary>
    [Parameter, EditorRequired]
    public string Id { get; set; } = "";

    /// <summary>Name under which the form sends it.</summary>
    [Parameter, EditorRequired]
    public string Name { get; set; } = "";

    /// <summary>Text of the label.</summary>
    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    /// <summary>Type of the input.</summary>
    [Parameter, EditorRequired]
    public string Type { get; set; } = "";

    /// <summary>What a password manager may fill in.</summary>
    [Parameter, EditorRequired]
    public string AutoComplete { get; set; } = "";

    /// <summary>What was sent last; passwords are never sent back.</summary>
    [Parameter]
    public string? Value { get; set; }

    /// <summary>Advice before anything was typed.</summary>
    [Parameter]
    public string? Hint { get; set; }

    /// <summary>What is wrong with the value, or null.</summary>
    [Parameter]
    public string? Error { get; set; }

    /// <summary>Most characters the browser takes, or null for no limit: a password cut silently would never match again.</summary>
    [Parameter]
    public int? MaxLength { get; set; }

    /// <summary>Puts the cursor here when the page opens.</summary>
    [Parameter]
    public bool Focus { get; set; }

    private string HintId => $"{Id}-hint";

    private string ErrorId => $"{Id}-error";

    private string? DescribedBy => (Hint, Error) switch
    {
        (null, null) => null,
        (not null, null) => HintId,
        (null, not null) => ErrorId,
        _ => $"{HintId} {ErrorId}",
    };
}
