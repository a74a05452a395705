using System.Text.RegularExpressions;

namespace Tidy.Tests;

/// <summary>Which room a file stands in and which rooms its code names, by folder and by namespace alike: "Core.Tasks", "Web.Pages", "Engine".</summary>
public static partial class Places
{
    // Rooms that have walls inside; Engine is one room.
    private static readonly Dictionary<string, (string Place, string[] Rooms)> _projects = new()
    {
        ["MusicWeb.Engine"] = ("Engine", []),
        ["MusicWeb.Providers"] = ("Providers", ["Embedded", "MusicApi", "VidGo", "AimlApi", "AceStep", "Outbound"]),
        ["MusicWeb.Core"] = ("Core", ["Data", "Accounts", "Live", "Mail", "Media", "Durable", "Credits", "Vendors", "Library", "Tasks", "Leaving", "Admin", "Callbacks"]),
        ["MusicWeb"] = ("Web", ["App", "Ui", "Pages", "Api", "Media", "Hooks"]),
    };

    public static string? Of(SourceFile file)
    {
        var parts = file.Path.Split('/');
        if (parts is not ["src", var project, ..] || !_projects.TryGetValue(project, out var house)) return null;
        // Everything below the web project's _Imports sees what it imports, the pages first of all.
        if (file.Path == "src/MusicWeb/_Imports.razor") return "Web.Pages";
        return parts.Length > 3 && house.Place is not "Engine" ? $"{house.Place}.{parts[2]}" : house.Place;
    }

    /// <summary>Places named in the code, each with the position; the own namespace line does not count.</summary>
    public static IEnumerable<(string Place, int Position)> NamedIn(SourceFile file, string bare)
    {
        var own = Of(file)!;
        foreach (Match match in FullName().Matches(bare))
        {
            var place = OfNamespace(match.Value);
            if (place != own && !IsNamespaceLine(bare, match.Index)) yield return (place, match.Index);
        }

        foreach (Match match in PartName().Matches(bare))
        {
            if (Resolve(own, match.Groups["first"].Value, match.Groups["second"].Value) is { } place && place != own) yield return (place, match.Index);
        }
    }

    private static string OfNamespace(string name)
    {
        var parts = name.Split('.');
        var project = parts.Length > 1 && _projects.ContainsKey($"MusicWeb.{parts[1]}") ? $"MusicWeb.{parts[1]}" : "MusicWeb";
        var (place, rooms) = _projects[project];
        var room = parts.ElementAtOrDefault(project == "MusicWeb" ? 1 : 2);
        return room is not null && rooms.Contains(room) ? $"{place}.{room}" : place;
    }

    // Inside namespace MusicWeb.Core.Library, "Tasks.MusicTask" and "Core.Tasks.MusicTask" reach another room without a using.
    private static string? Resolve(string own, string first, string second)
    {
        var project = own.Split('.')[0];
        if (_projects.FirstOrDefault(p => p.Value.Place == project).Value.Rooms.Contains(first)) return $"{project}.{first}";
        return first is "Engine" or "Providers" or "Core" ? OfNamespace($"MusicWeb.{first}.{second}") : null;
    }

    private static bool IsNamespaceLine(string text, int position)
    {
        var start = text.LastIndexOf('\n', Math.Max(0, position - 1)) + 1;
        return text.AsSpan(start, position - start).TrimStart('@').Trim() is "namespace";
    }

    [GeneratedRegex(@"\bMusicWeb(\.[A-Z]\w*)+")]
    private static partial Regex FullName();

    [GeneratedRegex(@"(?<![\w.""/@-])(?<first>[A-Z]\w*)\.(?<second>[A-Z]\w*)")]
    private static partial Regex PartName();
}
