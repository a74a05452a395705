using Microsoft.Extensions.Options;

namespace MusicWeb.Core.Credits;

/// <summary>Section <c>Credits</c> of the settings.</summary>
public sealed class CreditOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Credits";

    internal const long MaxCredits = 1_000_000;

    /// <summary>Whole credits that a new account starts with, 0 to 1,000,000.</summary>
    public long StartingGrant { get; set; } = 150;

    /// <summary>Whole credits that every person gets with each month, 0 to 1,000,000; 0 is none.</summary>
    public long MonthlyAllowance { get; set; }

    /// <summary>What is left of a month's credits expires when the next month begins.</summary>
    public bool AllowanceExpires { get; set; }

    /// <summary>Prices that replace those of a manifest, by provider and operation, for example <c>Credits:Prices:sketch:create</c>; 1 to 1,000,000.</summary>
    public Dictionary<string, Dictionary<string, long>> Prices { get; } = [];
}

internal sealed class CreditOptionsCheck : IValidateOptions<CreditOptions>
{
    public ValidateOptionsResult Validate(string? name, CreditOptions options)
    {
        if (options.StartingGrant is < 0 or > CreditOptions.MaxCredits) return ValidateOptionsResult.Fail("Credits:StartingGrant must be between 0 and 1000000.");
        if (options.MonthlyAllowance is < 0 or > CreditOptions.MaxCredits) return ValidateOptionsResult.Fail("Credits:MonthlyAllowance must be between 0 and 1000000.");
        foreach (var (provider, prices) in options.Prices)
        {
            foreach (var (op, price) in prices)
            {
                if (price is < 1 or > CreditOptions.MaxCredits) return ValidateOptionsResult.Fail($"Credits:Prices:{provider}:{op} must be between 1 and 1000000.");
            }
        }

        return ValidateOptionsResult.Success;
    }
}
