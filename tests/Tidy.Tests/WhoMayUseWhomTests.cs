namespace Tidy.Tests;

public sealed class WhoMayUseWhomTests
{
    [Fact]
    public void Rooms_use_only_the_rooms_the_table_allows() => Tidy.Nothing(WhoMayUseWhom.Find(Repository.Files));

    [Theory]
    [InlineData("src/MusicWeb.Core/Library/Clip.cs", "using MusicWeb.Core.Tasks;", "Core.Library may not use Core.Tasks")]
    [InlineData("src/MusicWeb.Core/Library/Clip.cs", "class Clip { MusicWeb.Core.Tasks.MusicTask? _task; }", "Core.Library may not use Core.Tasks")]
    [InlineData("src/MusicWeb.Core/Library/Clip.cs", "class Clip { Tasks.MusicTask? _task; }", "Core.Library may not use Core.Tasks")]
    [InlineData("src/MusicWeb.Core/Library/Clip.cs", "class Clip { Core.Tasks.MusicTask? _task; }", "Core.Library may not use Core.Tasks")]
    [InlineData("src/MusicWeb.Core/Live/Bus.cs", "using MusicWeb.Core.Accounts;", "Core.Live may not use Core.Accounts")]
    [InlineData("src/MusicWeb.Core/Data/MusicDb.cs", "using MusicWeb.Core.Credits;", "Core.Data may not use Core.Credits")]
    [InlineData("src/MusicWeb.Core/Result.cs", "using MusicWeb.Core.Tasks;", "Core may not use Core.Tasks")]
    [InlineData("src/MusicWeb.Core/Billing/Bill.cs", "class Bill;", "Core.Billing is not in the table")]
    [InlineData("src/MusicWeb.Core/Tasks/TaskRunner.cs", "using MusicWeb.Providers.Embedded;", "Core.Tasks may not use Providers.Embedded")]
    [InlineData("src/MusicWeb.Core/Tasks/TaskRunner.cs", "using MusicWeb.Engine;", "Core.Tasks may not use Engine")]
    [InlineData("src/MusicWeb.Providers/ProviderCatalog.cs", "using MusicWeb.Engine.Score;", "Providers may not use Engine")]
    [InlineData("src/MusicWeb.Providers/Embedded/SketchProvider.cs", "using MusicWeb.Core;", "Providers.Embedded may not use Core")]
    [InlineData("src/MusicWeb.Providers/Embedded/SketchProvider.cs", "using Microsoft.EntityFrameworkCore;", "neither EF Core nor ASP.NET Core")]
    [InlineData("src/MusicWeb.Engine/Song.cs", "using MusicWeb.Providers;", "Engine may not use Providers")]
    [InlineData("src/MusicWeb.Engine/Song.cs", "class Song { byte[] Bytes => File.ReadAllBytes(_path); }", "Engine is pure")]
    [InlineData("src/MusicWeb/Pages/Create/CreatePage.razor.cs", "using MusicWeb.Api;", "Web.Pages may not use Web.Api")]
    [InlineData("src/MusicWeb/Api/Endpoints.cs", "using MusicWeb.Ui;", "Web.Api may not use Web.Ui")]
    [InlineData("src/MusicWeb/Pages/Create/CreatePage.razor.cs", "using MusicWeb.Providers.Embedded;", "Web.Pages may not use Providers.Embedded")]
    [InlineData("src/MusicWeb/Pages/Credits/CreditsPage.razor.cs", "class CreditsPage(Ledger ledger);", "moved by Core's verbs only")]
    [InlineData("src/MusicWeb/Pages/Credits/CreditsPage.razor", "@inject MusicDb Db", "no database in markup")]
    [InlineData("src/MusicWeb/_Imports.razor", "@using MusicWeb.Hooks", "Web.Pages may not use Web.Hooks")]
    [InlineData("src/MusicWeb.Core/MusicWeb.Core.csproj", "<ProjectReference Include=\"../MusicWeb.Engine/MusicWeb.Engine.csproj\" />", "may not reference MusicWeb.Engine")]
    public void A_use_across_a_wall_is_found(string path, string text, string expected) => Tidy.Finds(expected, WhoMayUseWhom.Find([new SourceFile(path, text)]));

    [Theory]
    [InlineData("src/MusicWeb.Core/Tasks/EnqueueTask.cs", "using MusicWeb.Core.Credits;\nusing MusicWeb.Providers;\nnamespace MusicWeb.Core.Tasks;")]
    [InlineData("src/MusicWeb.Core/Library/Clip.cs", "// MusicWeb.Core.Tasks knows.\nvar text = \"MusicWeb.Core.Tasks\"; db.Tasks.Add(task); /* Tasks.MusicTask */")]
    [InlineData("src/MusicWeb.Core/Library/Clip.cs", "var quote = '\"'; // using MusicWeb.Core.Tasks;\nvar raw = \"\"\"using MusicWeb.Core.Tasks;\"\"\"; var path = @\"MusicWeb.Core.Tasks\\\";")]
    [InlineData("src/MusicWeb.Core/Data/MusicDb.cs", "using MusicWeb.Core.Accounts;\nabstract class MusicDb : IdentityUserContext<User, Guid>;")]
    [InlineData("src/MusicWeb.Core/CoreRegistration.cs", "using MusicWeb.Core.Tasks;")]
    [InlineData("src/MusicWeb.Providers/Embedded/SketchProvider.cs", "using MusicWeb.Engine.Score;")]
    [InlineData("src/MusicWeb/Pages/Create/CreatePage.razor", "@* MusicDb *@\n@using MusicWeb.Core.Tasks\n@using MusicWeb.Ui")]
    [InlineData("src/MusicWeb/Program.cs", "using MusicWeb.Providers.Embedded;")]
    public void A_use_the_table_allows_is_no_finding(string path, string text) => Tidy.Nothing(WhoMayUseWhom.Find([new SourceFile(path, text)]));

    [Fact]
    public void Data_uses_nothing_of_Accounts_but_the_user() => Tidy.Finds("nothing of Core.Accounts but User", WhoMayUseWhom.Find(
    [
        new SourceFile("src/MusicWeb.Core/Accounts/Workspace.cs", "public sealed class Workspace;"),
        new SourceFile("src/MusicWeb.Core/Data/MusicDb.cs", "using MusicWeb.Core.Accounts;\nclass MusicDb { Workspace? _workspace; }"),
    ]));
}
