namespace MusicWeb.Pages.Security;

/// <summary>What somebody who leaves decides.</summary>
public sealed class LeaveForm
{
    /// <summary>Shared things stay with the teams.</summary>
    public const string Stay = "stay";

    /// <summary>Shared things are deleted.</summary>
    public const string Go = "go";

    /// <summary>One of the two; anything else is no answer.</summary>
    public string? Shared { get; set; }
}
