using Bunit;
using Kit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Tasks;
using MusicWeb.Pages.Workspaces;
using MusicWeb.Providers;
using Web.Tests.Ui;

namespace Web.Tests.Pages.Workspaces;

/// <summary>Orders of unknown outcome under Activity, settled by whoever looked at the provider's own pages.</summary>
public sealed class UncertainSectionTests : ComponentTest
{
    private readonly ScriptedProvider _provider = new(repeatable: false) { OnSubmit = (_, _) => throw new HttpRequestException("Cut.") };

    protected override long StartCredits => 150;

    [Fact]
    public async Task It_did_not_come_through_and_the_credits_are_back()
    {
        var id = await LoseAsync();
        var page = RenderPage();
        Assert.Contains("rain on tin", page.Find(".uncertain").TextContent, StringComparison.Ordinal);
        Assert.Contains("15 credits held", page.Find(".uncertain-facts").TextContent, StringComparison.Ordinal);
        page.Find(".uncertain-not button").Click();
        await page.Find(".uncertain-not .btn-danger").ClickAsync();
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".uncertain")));
        Assert.Equal(TaskState.Failed, (await App.Get<FindTask>().RunAsync(App.Ada, id, Ct))!.State);
        Assert.Equal(new Balance(Available: 150, Held: 0), await App.Get<CreditBalance>().FindAsync(App.Ada, Ct));
    }

    [Fact]
    public async Task It_came_through_under_the_id_that_was_typed()
    {
        var id = await LoseAsync();
        var page = RenderPage();
        await page.Find(".uncertain-came").SubmitAsync();
        Assert.Equal("Enter the provider's id of this task.", page.Find($"#uncertain-{id}-error").TextContent);
        page.Find($"#uncertain-{id}").Change("theirs-7");
        await page.Find(".uncertain-came").SubmitAsync();
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".uncertain")));
        Assert.Equal("theirs-7", await ReadAsync(id));
    }

    protected override void AddProviders(IServiceCollection services) => services.AddSingleton<IMusicProvider>(_provider);

    protected override void ShareMore() => Share<WorkspaceActivity>();

    // As a worker that sent it and lost the answer.
    private async Task<Guid> LoseAsync()
    {
        var id = Guid.CreateVersion7(App.Clock.GetUtcNow());
        Assert.Null((await App.Get<EnqueueTask>().RunAsync(App.Ada, id, ScriptedProvider.Name, ScriptedProvider.Request(), retryOfId: null, Ct)).Error);
        await App.StartHostedAsync(service => service.GetType().Name == "DurableWorker");
        var news = System.Threading.Channels.Channel.CreateUnbounded<bool>();
        using var ear = App.Get<MusicWeb.Core.Live.ILiveBus>().SubscribeAll(_ => news.Writer.TryWrite(true));
        while ((await App.Get<FindTask>().RunAsync(App.Ada, id, Ct))!.State is not TaskState.Uncertain) await news.Reader.ReadAsync(Ct);
        return id;
    }

    private async Task<string?> ReadAsync(Guid id)
    {
        await using var db = App.OpenDb();
        return await db.Tasks.Where(task => task.Id == id).Select(task => task.ProviderTaskId).SingleAsync(Ct);
    }

    private IRenderedComponent<ActivityPage> RenderPage() => Render<ActivityPage>(parameters => parameters.Add(p => p.Workspace, FindActor.Me));
}
