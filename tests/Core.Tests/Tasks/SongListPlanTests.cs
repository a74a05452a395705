using Core.Tests.Data;
using Core.Tests.Library;
using Microsoft.Extensions.DependencyInjection;
using MusicWeb.Core;
using MusicWeb.Core.Tasks;
using MusicWeb.Providers;

namespace Core.Tests.Tasks;

/// <summary>How SQLite finds the rows of a list: the cost of a page must not grow with what is not on it.</summary>
public sealed class SongListPlanTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<SongFilter, bool> Pages => new()
    {
        { new SongFilter(Op: null, Status: null, Trashed: false), false },
        { new SongFilter(Op: null, Status: null, Trashed: false), true },
        { new SongFilter(Ops.Create, SongStatus.Done, Trashed: false), true },
        { new SongFilter(Ops.Create, SongStatus.Running, Trashed: false), true },
        { new SongFilter(Op: null, SongStatus.Failed, Trashed: false), true },
        { new SongFilter(Op: null, Status: null, Trashed: true), false },
        { new SongFilter(Op: null, Status: null, Trashed: true), true },
    };

    [Theory, MemberData(nameof(Pages))]
    public async Task Every_question_of_a_page_is_answered_by_an_index(SongFilter filter, bool isLaterPage)
    {
        using var plans = new QueryPlans();
        await using var app = await TestApp.StartAsync(services: services =>
        {
            services.AddSingleton<IMusicProvider>(new StillProvider());
            plans.Listen(services);
        });
        await app.OrderAsync(app.Ben);
        await app.AddClipAsync(app.Ben, files: "flac");
        plans.Forget();
        var before = isLaterPage ? new Cursor(app.Clock.UtcNow.AddDays(1), Guid.CreateVersion7()) : null;
        await app.Get<SongList>().PageAsync(app.Ben, filter, before, take: 20, Token);

        foreach (var (sql, plan) in await plans.ExplainAsync(app))
        {
            Assert.False(QueryPlans.IsFullScan(plan), $"{sql}\n{plan}");
            // The open rows of a lane are few, its rows are many.
            Assert.True(!plan.Contains("IX_Tasks_Lane_StartedAt", StringComparison.Ordinal), $"{sql}\n{plan}");
            if (!sql.Contains("\"WorkspaceId\" = ", StringComparison.Ordinal)) continue; // Files of clips, positions in queues.
            // Read in order and from the right place, so that it ends as soon as the page is full.
            if (!filter.Trashed) Assert.True(!plan.Contains("TEMP B-TREE", StringComparison.Ordinal), $"{sql}\n{plan}");
            if (!filter.Trashed && isLaterPage) Assert.True(plan.Contains("CreatedAt<", StringComparison.Ordinal), $"{sql}\n{plan}");
        }
    }
}
