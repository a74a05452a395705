using Microsoft.Extensions.Options;

namespace MusicWeb.Core.Accounts;

/// <summary>Section <c>Accounts</c> of the settings.</summary>
public sealed class AccountOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Accounts";

    /// <summary>Days for which notices that were read, and sessions that ended or were left, are kept; 30 to 3650. Longer than any cookie lives.</summary>
    public int KeepDays { get; set; } = 90;
}

internal sealed class AccountOptionsCheck : IValidateOptions<AccountOptions>
{
    public ValidateOptionsResult Validate(string? name, AccountOptions options) => options.KeepDays is >= 30 and <= 3650
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail("Accounts:KeepDays must be between 30 and 3650.");
}
