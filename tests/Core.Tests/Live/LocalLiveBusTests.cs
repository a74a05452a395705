using Microsoft.Extensions.Logging.Abstractions;
using MusicWeb.Core.Data;
using MusicWeb.Core.Live;

namespace Core.Tests.Live;

public sealed class LocalLiveBusTests
{
    private readonly LocalLiveBus _bus = new(NullLogger<LocalLiveBus>.Instance);
    private readonly Announcement _news = new("workspace:1", LiveKinds.Task, Guid.CreateVersion7());

    [Fact]
    public void A_listener_hears_its_topic_the_workers_ear_hears_all()
    {
        List<string> heard = [];
        using var one = _bus.Subscribe("workspace:1", _ => heard.Add("one"));
        using var two = _bus.Subscribe("workspace:2", _ => heard.Add("two"));
        using var all = _bus.SubscribeAll(_ => heard.Add("all"));
        _bus.Publish([_news]);
        Assert.Equal(["one", "all"], heard);
    }

    [Fact]
    public void A_disposed_listener_hears_nothing_and_disposing_twice_takes_nothing_else_away()
    {
        var heard = 0;
        void Handler(Announcement _) => heard++;
        var first = _bus.Subscribe("workspace:1", Handler);
        using var second = _bus.Subscribe("workspace:1", Handler);
        first.Dispose();
        first.Dispose();
        _bus.Publish([_news]);
        Assert.Equal(1, heard);
    }

    [Fact]
    public void A_listener_that_throws_costs_the_others_nothing()
    {
        var heard = 0;
        using var bad = _bus.Subscribe("workspace:1", _ => throw new ObjectDisposedException("a page that is gone"));
        using var good = _bus.Subscribe("workspace:1", _ => heard++);
        _bus.Publish([_news]);
        Assert.Equal(1, heard);
    }

    [Fact]
    public void A_resync_reaches_every_listener()
    {
        List<string> heard = [];
        using var one = _bus.Subscribe("workspace:1", announcement => heard.Add(announcement.Kind));
        using var all = _bus.SubscribeAll(announcement => heard.Add(announcement.Kind));
        _bus.Resync();
        Assert.Equal([LiveKinds.Resync, LiveKinds.Resync], heard);
    }

    [Fact]
    public void What_was_announced_since_a_position_is_told_by_topic_in_order()
    {
        var other = _news with { Topic = "workspace:2" };
        _bus.Publish([_news]);
        var position = _bus.Position;
        Assert.Empty(_bus.Since(position, "workspace:1"));
        _bus.Publish([_news with { Kind = LiveKinds.Clip }, other, _news]);
        Assert.Equal([LiveKinds.Clip, LiveKinds.Task], _bus.Since(position, "workspace:1").Select(announcement => announcement.Kind));
        Assert.Equal([other], _bus.Since(position, "workspace:2"));
    }

    [Fact]
    public void A_position_too_old_to_be_remembered_or_before_a_resync_asks_to_read_again()
    {
        var first = _bus.Position;
        _bus.Publish([.. Enumerable.Repeat(_news, 5_000)]);
        Assert.Equal(LiveKinds.Resync, Assert.Single(_bus.Since(first, "workspace:2")).Kind);
        var second = _bus.Position;
        _bus.Resync();
        Assert.Equal(LiveKinds.Resync, Assert.Single(_bus.Since(second, "workspace:2")).Kind);
        Assert.Empty(_bus.Since(_bus.Position, "workspace:2"));
    }
}
