using System.Text.RegularExpressions;

namespace Tidy.Tests;

/// <summary>The table "Who may use whom" of src/ARCHITECTURE.md, checked by what the code names.</summary>
public static partial class WhoMayUseWhom
{
    // What each room of Core may use besides itself and the root of Core.
    private static readonly Dictionary<string, string[]> _core = new()
    {
        ["Core.Data"] = [],
        ["Core.Accounts"] = ["Core.Data", "Core.Mail"],
        ["Core.Live"] = ["Core.Data"],
        ["Core.Mail"] = ["Core.Data", "Core.Live"],
        ["Core.Media"] = ["Core.Data"],
        ["Core.Durable"] = ["Core.Data", "Core.Live"],
        ["Core.Credits"] = ["Core.Data", "Core.Accounts", "Core.Mail", "Core.Media"],
        ["Core.Vendors"] = ["Core.Data", "Core.Accounts", "Core.Credits"],
        ["Core.Library"] = ["Core.Data", "Core.Accounts", "Core.Media"],
        ["Core.Tasks"] = ["Core.Data", "Core.Accounts", "Core.Live", "Core.Mail", "Core.Media", "Core.Durable", "Core.Credits", "Core.Vendors", "Core.Library"],
        ["Core.Leaving"] = ["Core.Data", "Core.Accounts", "Core.Mail", "Core.Media", "Core.Credits", "Core.Vendors", "Core.Library", "Core.Tasks"],
        ["Core.Admin"] = ["Core.Data", "Core.Accounts", "Core.Live", "Core.Durable", "Core.Credits", "Core.Vendors", "Core.Library", "Core.Tasks"],
    };

    // Doors and their furniture: what none of them may reach.
    private static readonly Dictionary<string, string[]> _web = new()
    {
        ["Web.Ui"] = ["Web.Pages", "Web.App", "Web.Api", "Web.Media", "Web.Hooks"],
        ["Web.App"] = ["Web.Api", "Web.Media", "Web.Hooks"],
        ["Web.Pages"] = ["Web.Api", "Web.Media", "Web.Hooks"],
        ["Web.Api"] = ["Web.Ui", "Web.App", "Web.Pages", "Web.Media", "Web.Hooks"],
        ["Web.Media"] = ["Web.Ui", "Web.App", "Web.Pages", "Web.Api", "Web.Hooks"],
        ["Web.Hooks"] = ["Web.Ui", "Web.App", "Web.Pages", "Web.Api", "Web.Media"],
    };

    public static IEnumerable<Finding> Find(IReadOnlyList<SourceFile> files)
    {
        var code = files.Where(file => file.Is(".cs", ".razor") && Places.Of(file) is not null && !IsMade(file)).ToArray();
        var accounts = TypesOf(code.Where(file => Places.Of(file) is "Core.Accounts")).Where(type => type is not "User").ToArray();
        return code.SelectMany(file => Find(file, accounts)).Concat(files.Where(file => file.Is(".csproj")).SelectMany(References));
    }

    // Migrations are written by a tool and speak of every table.
    private static bool IsMade(SourceFile file) => file.IsBelow("src/MusicWeb.Core/Data/Migrations");

    private static IEnumerable<Finding> Find(SourceFile file, string[] accounts)
    {
        var (own, bare) = (Places.Of(file)!, CodeText.Bare(file));
        if (own.StartsWith("Core.", StringComparison.Ordinal) && !_core.ContainsKey(own)) yield return file.At(0, $"{own} is not in the table of who may use whom");
        foreach (var (place, position) in Places.NamedIn(file, bare))
        {
            if (!May(own, place, file)) yield return file.At(position, $"{own} may not use {place}");
        }

        foreach (var (pattern, reason) in Forbidden(own, file, accounts))
        {
            foreach (Match match in pattern.Matches(bare)) yield return file.At(match.Index, reason);
        }
    }

    private static bool May(string own, string place, SourceFile file) => (own.Split('.')[0], place.Split('.')[0]) switch
    {
        ("Engine", _) => false,
        ("Providers", "Providers") => true,
        ("Providers", "Engine") => own is "Providers.Embedded" or "Providers.Recordings",
        ("Providers", _) => false,
        ("Core", "Core") => place is "Core" || Assembles(own, file) || (own is "Core.Data" && place is "Core.Accounts") || (_core.TryGetValue(own, out var rooms) && rooms.Contains(place)),
        ("Core", "Providers") => place is "Providers" or "Providers.Outbound" or "Providers.Recordings",
        ("Core", _) => false,
        ("Web", "Web") => !(_web.TryGetValue(own, out var walls) && walls.Contains(place)),
        ("Web", "Providers") => own is "Web" || place is "Providers",
        ("Web", "Engine") => false,
        _ => true,
    };

    // The root of Core puts its rooms together, in one file.
    private static bool Assembles(string own, SourceFile file) => own is "Core" && file.Name is "CoreRegistration.cs";

    private static IEnumerable<(Regex Pattern, string Reason)> Forbidden(string own, SourceFile file, string[] accounts)
    {
        if (own is "Engine") yield return (OutsideWorld(), "Engine is pure: no file, process, thread or network");
        if (own.StartsWith("Providers", StringComparison.Ordinal)) yield return (Frameworks(), "Providers know neither EF Core nor ASP.NET Core");
        if (own.StartsWith("Web", StringComparison.Ordinal)) yield return (LedgerWrites(), "credits are moved by Core's verbs only");
        if (own.StartsWith("Web", StringComparison.Ordinal) && file.Is(".razor")) yield return (Database(), "no database in markup");
        if (own is "Core.Data" && accounts.Length > 0) yield return (new Regex($@"\b({string.Join('|', accounts)})\b"), "Core.Data may use nothing of Core.Accounts but User");
    }

    private static IEnumerable<string> TypesOf(IEnumerable<SourceFile> files) =>
        files.SelectMany(file => TypeName().Matches(CodeText.Bare(file)).Select(match => match.Groups[1].Value)).Distinct();

    // Four projects on one straight line.
    private static IEnumerable<Finding> References(SourceFile project)
    {
        string[]? allowed = project.Path switch
        {
            "src/MusicWeb.Engine/MusicWeb.Engine.csproj" => [],
            "src/MusicWeb.Providers/MusicWeb.Providers.csproj" => ["MusicWeb.Engine"],
            "src/MusicWeb.Core/MusicWeb.Core.csproj" => ["MusicWeb.Providers"],
            "src/MusicWeb/MusicWeb.csproj" => ["MusicWeb.Core"],
            _ => null,
        };
        if (allowed is null) yield break;
        foreach (Match match in ProjectReference().Matches(project.Text))
        {
            if (!allowed.Contains(match.Groups[1].Value)) yield return project.At(match.Index, $"may not reference {match.Groups[1].Value}");
        }

        if (allowed.Length == 0 && project.Text.IndexOf("<PackageReference", StringComparison.Ordinal) is >= 0 and var position) yield return project.At(position, "Engine has no package");
    }

    [GeneratedRegex(@"(?<![\w.])(File|FileStream|FileInfo|Directory|Process|Thread|ThreadPool|Parallel|HttpClient|Task)\b(?=[\s.(<])|\busing System\.(Diagnostics\.Process|Net)\b")]
    private static partial Regex OutsideWorld();

    [GeneratedRegex(@"\bMicrosoft\.(EntityFrameworkCore|AspNetCore)\b")]
    private static partial Regex Frameworks();

    [GeneratedRegex(@"(?<!\.)\b(Ledger|WriteQueue)\b")]
    private static partial Regex LedgerWrites();

    [GeneratedRegex(@"\b(MusicDb|SqliteDb|PostgresDb|IDbContextFactory)\b")]
    private static partial Regex Database();

    [GeneratedRegex(@"\b(?:class|record|struct|enum|interface)\s+(?:struct\s+|class\s+)?([A-Z]\w*)")]
    private static partial Regex TypeName();

    [GeneratedRegex(@"<ProjectReference\s+Include=""[^""]*?([\w.]+)\.csproj""")]
    private static partial Regex ProjectReference();
}
