namespace Tidy.Tests;

public sealed class TreeTests
{
    [Fact]
    public void No_file_is_twice_as_long_as_its_hint()
    {
        foreach (var finding in SizeHints.Above(Repository.Files, times: 1)) TestContext.Current.AddWarning($"{finding.Path}: {finding.Text}");
        Tidy.Nothing(SizeHints.Above(Repository.Files, times: 2));
    }

    [Theory]
    [InlineData("src/MusicWeb.Core/Tasks/TaskRunner.cs", 601, "601 lines, the hint is 300")]
    [InlineData("src/MusicWeb/Pages/Create/CreatePage.razor", 301, "301 lines, the hint is 150")]
    [InlineData("tests/Core.Tests/Tasks/EnqueueTaskTests.cs", 1001, "1001 lines, the hint is 500")]
    public void A_file_too_long_to_read_is_found(string path, int lines, string expected)
    {
        Tidy.Finds(expected, SizeHints.Above([Long(path, lines)], times: 2));
        Tidy.Nothing(SizeHints.Above([Long(path, lines - 1)], times: 2));
        static SourceFile Long(string path, int lines) => new(path, string.Concat(Enumerable.Repeat("line\n", lines)));
    }

    [Fact]
    public void No_folder_has_a_name_that_says_nothing() => Tidy.Nothing(Words.EmptyFolderNames(Repository.Folders));

    [Fact]
    public void A_folder_name_that_says_nothing_is_found() => Tidy.Finds("src/MusicWeb.Core/Helpers", Words.EmptyFolderNames(["src/MusicWeb.Core", "src/MusicWeb.Core/Helpers"]));

    [Fact]
    public void No_type_has_a_name_that_says_nothing() => Tidy.Nothing(Words.EmptyTypeNames(Repository.Files));

    [Fact]
    public void A_type_name_that_says_nothing_is_found() => Tidy.Finds("TaskManager", Words.EmptyTypeNames([new SourceFile("src/A.cs", "// class OldManager\nclass TaskManager(UserManager<User> users);")]));

    [Fact]
    public void Nothing_is_left_for_later() => Tidy.Nothing(Words.Promises(Repository.Files));

    [Theory]
    [InlineData("// TODO: finish")]
    [InlineData("throw new NotImplementedException();")]
    [InlineData("<p>Coming soon</p>")]
    public void A_promise_is_found(string text) => Tidy.Finds("file an issue", Words.Promises([new SourceFile("src/A.cs", text)]));

    [Fact]
    public void Every_style_and_script_has_an_owner() => Tidy.Nothing(Orphans.Find(Repository.Files));

    [Theory]
    [InlineData("src/MusicWeb/Ui/ClipRow.razor.css", "its component is gone")]
    [InlineData("src/MusicWeb/Ui/ClipRow.razor.cs", "its component is gone")]
    [InlineData("wwwroot-assets/js/player.js", "no other file names it")]
    public void An_orphan_is_found(string path, string expected)
    {
        Tidy.Finds(expected, Orphans.Find([new SourceFile(path, "")]));
        Tidy.Nothing(Orphans.Find([new SourceFile(path, ""), new SourceFile("src/MusicWeb/Ui/ClipRow.razor", "Assets[\"js/player.js\"]")]));
    }

    [Fact]
    public void Both_databases_have_the_same_migrations() => Tidy.Nothing(Orphans.LonelyMigrations(Repository.Files));

    [Fact]
    public void A_migration_of_one_database_only_is_found() => Tidy.Finds("Names exists for SQLite only", Orphans.LonelyMigrations(
    [
        new SourceFile("src/MusicWeb.Core/Data/Migrations/Sqlite/20260101000000_First.cs", ""),
        new SourceFile("src/MusicWeb.Core/Data/Migrations/Sqlite/20260101000000_First.Designer.cs", ""),
        new SourceFile("src/MusicWeb.Core/Data/Migrations/Sqlite/20260102000000_Names.cs", ""),
        new SourceFile("src/MusicWeb.Core/Data/Migrations/Postgres/20260101000007_First.cs", ""),
    ]));

    [Fact]
    public void The_solution_has_every_project() => Tidy.Nothing(Orphans.ProjectsOutsideTheSolution(Repository.Files));

    [Fact]
    public void A_project_outside_the_solution_is_found() => Tidy.Finds("tests/New.Tests/New.Tests.csproj", Orphans.ProjectsOutsideTheSolution(
    [
        new SourceFile("MusicWeb.sln", "\"Old.Tests\", \"tests\\Old.Tests\\Old.Tests.csproj\""),
        new SourceFile("tests/Old.Tests/Old.Tests.csproj", ""),
        new SourceFile("tests/New.Tests/New.Tests.csproj", ""),
    ]));

    [Fact]
    public void Only_the_tokens_name_colours() => Tidy.Nothing(Looks.Colours(Repository.Files));

    [Theory]
    [InlineData("src/MusicWeb/Ui/ClipRow.razor.css", ".row { border: 1px solid #fff; }")]
    [InlineData("src/MusicWeb/Ui/ClipRow.razor.css", ".row { color: rgb(1 2 3); }")]
    [InlineData("wwwroot-assets/css/site.css", ".row { color: white }")]
    [InlineData("src/MusicWeb/Ui/ClipRow.razor", "<div style=\"color:#123456\">")]
    [InlineData("wwwroot-assets/js/player.js", "const colour = '#abc';")]
    public void A_colour_outside_the_tokens_is_found(string path, string text) => Tidy.Finds("use the variable", Looks.Colours([new SourceFile(path, text)]));

    [Theory]
    [InlineData("wwwroot-assets/css/tokens.css", ":root { --ink: #fff; }")]
    [InlineData("src/MusicWeb/Ui/ClipRow.razor.css", "/* #fff */ #add:hover .x { color: var(--ink-black); background: transparent; white-space: nowrap; }")]
    [InlineData("src/MusicWeb/Ui/ClipRow.razor", "<a href=\"#add\">#1234</a>")]
    public void What_is_no_colour_is_no_finding(string path, string text) => Tidy.Nothing(Looks.Colours([new SourceFile(path, text)]));

    [Fact]
    public void No_markup_holds_a_script() => Tidy.Nothing(Looks.InlineScripts(Repository.Files));

    [Theory]
    [InlineData("<script>start()</script>")]
    [InlineData("<button onclick=\"start()\">")]
    [InlineData("<a href=\"javascript:start()\">")]
    public void A_script_in_markup_is_found(string text) => Tidy.Finds("inline script", Looks.InlineScripts([new SourceFile("src/MusicWeb/App/App.razor", text)]));

    [Fact]
    public void A_script_in_a_file_is_no_finding() =>
        Tidy.Nothing(Looks.InlineScripts([new SourceFile("src/MusicWeb/App/App.razor", "<script src=\"@Assets[\"js/app.js\"]\"></script><button @onclick=\"Start\" /><Songs OnChange=\"Start\" />")]));

    [Fact]
    public void No_pipe_of_a_check_fails_by_chance() => Tidy.Nothing(Shell.EarlyReaders(Repository.Files));

    [Fact]
    public void A_pipe_that_fails_by_chance_is_found() =>
        Tidy.Finds("stops reading early", Shell.EarlyReaders([new SourceFile("tests/check.sh", "set -o pipefail\nhas() { ldconfig -p | grep -q 'sqlite'; }\n")]));

    [Fact]
    public void A_pipe_with_another_answer_is_no_finding() =>
        Tidy.Nothing(Shell.EarlyReaders([new SourceFile("tests/check.sh", "set -o pipefail\n# ls | head\ngrep a log | head -n 20 || true\nhas_a || grep -q b log\n")]));

    [Fact]
    public void Every_link_of_the_documentation_leads_somewhere() => Tidy.Nothing(Links.Broken(Repository.Files, Repository.Exists));

    [Theory]
    [InlineData("[here](eng/GONE.md)", "eng/GONE.md does not exist")]
    [InlineData("![picture](e2e/screenshots/gone.png)", "e2e/screenshots/gone.png does not exist")]
    [InlineData("# Start\n[there](#end)", "#end has no such heading")]
    public void A_link_that_leads_nowhere_is_found(string text, string expected) => Tidy.Finds(expected, Links.Broken([new SourceFile("README.md", text)], _ => false));

    [Fact]
    public void A_link_that_leads_somewhere_is_no_finding() => Tidy.Nothing(Links.Broken(
        [new SourceFile("eng/README.md", "# How it's made\n[up](../README.md) [self](#how-its-made) [out](https://example.org)")], path => path == "README.md"));

    [Fact]
    public void The_README_has_every_setting_and_no_other() => Tidy.Nothing(Settings.Unlike(Repository.Files));

    [Theory]
    [InlineData("| `Site:Old` | | |", "Site:New is not in the README's table")]
    [InlineData("| `Site:New` | | |\n| `Site:Old` | | |", "Site:Old is no setting")]
    public void A_setting_on_one_side_only_is_found(string table, string expected) => Assert.Contains(
        Settings.Unlike([new SourceFile("README.md", table), new SourceFile("src/SiteOptions.cs", "const string Section = \"Site\"; public int New { get; set; } = 1;")]),
        finding => finding.ToString().Contains(expected, StringComparison.Ordinal));
}
