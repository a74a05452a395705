using System.Threading.Channels;
using MusicWeb.Core.Data;
using MusicWeb.Core.Live;

namespace Core.Tests.Live;

/// <summary>Listens to a topic and lets a test wait for what it hears, in order.</summary>
internal sealed class Ear : IDisposable
{
    private readonly Channel<Announcement> _heard = Channel.CreateUnbounded<Announcement>();
    private readonly IDisposable _subscription;

    public Ear(TestApp app, string topic) => _subscription = app.Get<ILiveBus>().Subscribe(topic, announcement => _heard.Writer.TryWrite(announcement));

    /// <summary>How much was heard and not asked for.</summary>
    public int Count => _heard.Reader.Count;

    public async Task<Announcement> NextAsync() => await _heard.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(20));

    public async Task<Announcement> NextAsync(string kind)
    {
        while (true)
        {
            if (await NextAsync() is var announcement && announcement.Kind == kind) return announcement;
        }
    }

    public void Dispose() => _subscription.Dispose();
}
