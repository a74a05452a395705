using System.Collections.Concurrent;
using MusicWeb.Engine.Mix;
using MusicWeb.Engine.Sampler;

namespace MusicWeb.Providers.Embedded;

/// <summary>
/// Renderers that wait for their next song with their buffers, 45 MB per minute of song. They are held weakly: used again when songs
/// follow each other, gone when memory is needed for something else.
/// </summary>
/// <param name="bank">Sampled instruments; null for none.</param>
internal sealed class Renderers(SoundBank? bank)
{
    private readonly ConcurrentBag<WeakReference<SongRenderer>> _idle = [];

    /// <summary>A renderer for one job alone.</summary>
    public SongRenderer Take()
    {
        while (_idle.TryTake(out var idle))
        {
            if (idle.TryGetTarget(out var renderer)) return renderer;
        }
        return new SongRenderer(bank);
    }

    /// <summary>Gives it back after the job, however that ended: every song starts with cleared buffers.</summary>
    public void Return(SongRenderer renderer) => _idle.Add(new WeakReference<SongRenderer>(renderer));
}
