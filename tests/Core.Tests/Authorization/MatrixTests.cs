using System.Reflection;
using System.Runtime.CompilerServices;
using Core.Tests.Tasks;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace Core.Tests.Authorization;

/// <summary>
/// Each verb of Core against everybody who could try it. A verb is a public method whose first parameter is the actor; a new one without
/// a row fails here. To add one, write a line into the file of its room.
/// </summary>
public sealed class MatrixTests
{
    // An outsider's own workspace is no team: what manages members answers so, and nothing of the team was touched.
    private static readonly string[] _refusals = ["forbidden", "not_found", "personal_workspace", Answer.Nothing];

    private static readonly Who[] _everybody = [Who.Owner, Who.Admin, Who.Member, Who.Viewer, Who.Stranger, Who.Administrator, Who.KeyRead, Who.KeyCreate, Who.KeyManage];

    private static IEnumerable<Row> Rows => [.. AccountRows.All, .. CreditRows.All, .. VendorRows.All, .. LibraryRows.All, .. TaskRows.All, .. AdminRows.All];

    [Fact]
    public void Each_verb_has_one_row_and_each_row_a_verb()
    {
        var verbs = typeof(Actor).Assembly.GetExportedTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(method => method.GetParameters() is [{ ParameterType: var first }, ..] && first == typeof(Actor))
            .Where(method => typeof(Task).IsAssignableFrom(method.ReturnType) || IsStream(method.ReturnType))
            .Where(method => !method.IsDefined(typeof(ExtensionAttribute)))
            .Select(method => $"{method.DeclaringType!.Name}.{method.Name}").Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(verbs, Rows.Select(row => row.Verb).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Each_verb_lets_in_who_may_and_nobody_else()
    {
        await using var app = await Orders.StartAsync(DatabaseProvider.Sqlite, credits: 150);
        var scene = await Scene.OpenAsync(app);
        var faults = new List<string>();
        foreach (var row in Rows)
        {
            foreach (var who in _everybody)
            {
                app.Clock.Advance(TimeSpan.FromSeconds(1));
                var place = row.EndsTeam ? await scene.AgainAsync() : scene;
                var answer = await row.Call(place, await place.ActorAsync(who));
                if (answer is Answer.Ok) place.Forget();
                var isRight = row.Allowed.HasFlag(who) ? answer is Answer.Ok or Answer.Shown : _refusals.Contains(answer);
                if (!isRight) faults.Add($"{row.Verb} as {who}: {answer}, should be {(row.Allowed.HasFlag(who) ? "allowed" : "refused")}");
                // Whoever is outside must not learn that the thing is there.
                if (who is Who.Stranger && !row.Allowed.HasFlag(Who.Administrator) && answer == "forbidden") faults.Add($"{row.Verb} as {who}: forbidden, should be not found");
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Fact]
    public async Task A_role_that_was_taken_away_is_gone_with_the_next_try()
    {
        await using var app = await Orders.StartAsync(DatabaseProvider.Sqlite);
        var scene = await Scene.OpenAsync(app);
        var admin = await scene.ActorAsync(Who.Admin);
        Assert.Null((await scene.Get<ChangeRole>().RunAsync(await scene.OwnerAsync(), admin.UserId, Role.Viewer, Scene.Ct)).Error);
        Assert.Equal(Role.Viewer, (await scene.ActorAsync(Who.Admin)).Role);
        // Even with the rights he was found with a moment ago.
        Assert.Equal("forbidden", (await scene.Get<RenameWorkspace>().RunAsync(admin, "Mine now", Scene.Ct)).Error?.Code);
        Assert.Equal("forbidden", (await scene.Get<CreateInvitation>().RunAsync(admin, new InvitationOrder(Role.Admin, Email: null, Days: 1, MaxUses: 1), Scene.Ct)).Error?.Code);
    }

    private static bool IsStream(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>);
}
