using System.ComponentModel.DataAnnotations;

namespace MusicWeb.Core.Credits;

/// <summary>Section <c>Credits</c> of the settings.</summary>
public sealed class CreditOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Credits";

    /// <summary>Whole credits that a new account starts with, 0 to 1,000,000.</summary>
    [Range(0, 1_000_000, ErrorMessage = "Credits:StartingGrant must be between 0 and 1000000.")]
    public long StartingGrant { get; set; } = 150;
}
