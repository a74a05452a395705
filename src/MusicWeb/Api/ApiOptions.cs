using Microsoft.Extensions.Options;

namespace MusicWeb.Api;

/// <summary>Section <c>Api</c> of the settings.</summary>
public sealed class ApiOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Api";

    /// <summary>Names of providers, comma separated: the first one that this installation has makes what is ordered from <c>sonic</c>.</summary>
    public string Sonic { get; set; } = "sonic,sketch";

    /// <summary>How many requests one key may send in a minute, 1 to 100,000; all keys of a person together may send five times as many.</summary>
    public int RequestsPerMinute { get; set; } = 120;
}

internal sealed class ApiOptionsCheck : IValidateOptions<ApiOptions>
{
    public ValidateOptionsResult Validate(string? name, ApiOptions options) => options.RequestsPerMinute is < 1 or > 100_000
        ? ValidateOptionsResult.Fail("Api:RequestsPerMinute must be between 1 and 100000.")
        : ValidateOptionsResult.Success;
}
