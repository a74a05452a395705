using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using MusicWeb.Core.Accounts;

namespace MusicWeb.Api;

/// <summary>How many requests a key, and all keys of a person together, may send. Orders are limited besides, by the verb that takes them.</summary>
internal sealed class ApiLimits(IOptions<ApiOptions> options) : IDisposable
{
    private const int KeysPerPerson = 5;
    private static readonly TimeSpan _window = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<Actor> _keys = Limiter(options.Value.RequestsPerMinute, actor => actor.ApiKeyId!.Value);
    private readonly PartitionedRateLimiter<Actor> _people = Limiter(options.Value.RequestsPerMinute * KeysPerPerson, actor => actor.UserId);

    /// <summary>Null when the request may go on, else the time to wait.</summary>
    public TimeSpan? Refuse(Actor actor)
    {
        foreach (var limiter in new[] { _keys, _people })
        {
            using var lease = limiter.AttemptAcquire(actor);
            if (!lease.IsAcquired) return lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : _window;
        }

        return null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _keys.Dispose();
        _people.Dispose();
    }

    private static PartitionedRateLimiter<Actor> Limiter(int perMinute, Func<Actor, Guid> who) => PartitionedRateLimiter.Create<Actor, Guid>(actor =>
        RateLimitPartition.GetFixedWindowLimiter(who(actor), _ => new FixedWindowRateLimiterOptions { Window = _window, PermitLimit = perMinute }));
}
