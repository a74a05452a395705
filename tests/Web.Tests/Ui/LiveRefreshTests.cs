using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MusicWeb.Core.Data;
using MusicWeb.Core.Live;
using MusicWeb.Ui;

namespace Web.Tests.Ui;

public sealed class LiveRefreshTests : ComponentTest
{
    private readonly List<Guid> _told = [];

    [Fact]
    public async Task What_happens_between_the_reading_and_the_listening_is_told()
    {
        var (missed, later) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await Services.GetRequiredService<Prerendered>().ReadAsync(isInteractive: true, "anything", () => Task.FromResult(1));
        Announce("topic", LiveKinds.Clip, missed);
        Announce("topic", LiveKinds.Task, Guid.CreateVersion7());
        Announce("another", LiveKinds.Clip, Guid.CreateVersion7());
        var listener = Listen();
        listener.WaitForAssertion(() => Assert.Equal([missed], _told));
        Announce("topic", LiveKinds.Clip, later);
        listener.WaitForAssertion(() => Assert.Equal([missed, later], _told));
    }

    [Fact]
    public async Task What_happened_before_the_reading_is_not_told()
    {
        var later = Guid.CreateVersion7();
        Announce("topic", LiveKinds.Clip, Guid.CreateVersion7());
        await Services.GetRequiredService<Prerendered>().ReadAsync(isInteractive: true, "anything", () => Task.FromResult(1));
        var listener = Listen();
        Announce("topic", LiveKinds.Clip, later);
        listener.WaitForAssertion(() => Assert.Equal([later], _told));
    }

    private IRenderedComponent<LiveRefresh> Listen() => Render<LiveRefresh>(parameters => parameters
        .Add(live => live.Topic, "topic")
        .Add(live => live.Kinds, [LiveKinds.Clip])
        .Add(live => live.OnChange, EventCallback.Factory.Create<IReadOnlyList<Announcement>>(this, changes => _told.AddRange(changes.Select(change => change.Id)))));

    private void Announce(string topic, string kind, Guid id) => App.Get<ILiveBus>().Publish([new Announcement(topic, kind, id)]);
}
