using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using MusicWeb.Core.Data;

namespace MusicWeb.App;

/// <summary>Turns what an operator can mend into one sentence that names the cure.</summary>
internal static partial class StartProblem
{
    /// <summary>The sentence, or null when the fault is ours and deserves its stack trace.</summary>
    public static string? Explain(Exception fault) => fault switch
    {
        StartException => fault.Message,
        OptionsValidationException options => string.Join(" ", options.Failures),
        InvalidOperationException when UnreadableSetting().Match(fault.Message) is { Success: true } match => Unreadable(match.Groups["key"].Value, match.Groups["value"].Value),
        IOException { InnerException: AddressInUseException } => $"{fault.Message.TrimEnd('.')}. Stop the other program, or choose another port with ASPNETCORE_URLS.",
        _ => null,
    };

    private static string Unreadable(string key, string value) =>
        $"The setting {key} cannot be '{value}'. Correct it in appsettings.json or in the environment variable {key.Replace(":", "__", StringComparison.Ordinal)}.";

    // The configuration binder's own words; it has no exception type of its own.
    [GeneratedRegex("^Failed to convert configuration value '(?<value>.*)' at '(?<key>.*)' to type", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex UnreadableSetting();
}
