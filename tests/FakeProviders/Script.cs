using System.Threading.Channels;

namespace FakeProviders;

/// <summary>The answers of each address, in turn, and everything that was asked.</summary>
public sealed class Script
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Queue<Answer>> _answers = [];
    private readonly List<Asked> _asked = [];
    private readonly Channel<Asked> _arrivals = Channel.CreateUnbounded<Asked>();

    /// <summary>Sets the answers of an address: one a request, the last one for ever.</summary>
    /// <param name="method">GET, POST ...</param>
    /// <param name="path">From the slash on; a closing <c>*</c> stands for any rest.</param>
    /// <param name="answers">At least one.</param>
    public void On(string method, string path, params IReadOnlyCollection<Answer> answers)
    {
        ArgumentOutOfRangeException.ThrowIfZero(answers.Count);
        lock (_lock) _answers[Key(method, path)] = new Queue<Answer>(answers);
    }

    /// <summary>Forgets answers and requests.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _answers.Clear();
            _asked.Clear();
        }
    }

    /// <summary>What was asked until now, oldest first.</summary>
    public IReadOnlyList<Asked> Asked
    {
        get
        {
            lock (_lock) return [.. _asked];
        }
    }

    /// <summary>Waits for the next request that no earlier call has returned.</summary>
    public ValueTask<Asked> NextAsync(CancellationToken ct) => _arrivals.Reader.ReadAsync(ct);

    internal Answer Take(Asked asked)
    {
        lock (_lock)
        {
            _asked.Add(asked);
            _arrivals.Writer.TryWrite(asked);
            var answers = Find(asked);
            if (answers is null) return Answer.Refusal(404, $"{{\"error\":\"nothing is scripted for {asked.Method} {asked.Path}\"}}");
            return answers.Count > 1 ? answers.Dequeue() : answers.Peek();
        }
    }

    // The exact address goes before a pattern, the longest pattern before the others.
    private Queue<Answer>? Find(Asked asked)
    {
        if (_answers.TryGetValue(Key(asked.Method, asked.Path), out var exact)) return exact;
        var key = Key(asked.Method, asked.Path);
        return _answers.Where(entry => entry.Key.EndsWith('*') && key.StartsWith(entry.Key[..^1], StringComparison.Ordinal))
            .OrderByDescending(entry => entry.Key.Length).Select(entry => entry.Value).FirstOrDefault();
    }

    private static string Key(string method, string path) => $"{method.ToUpperInvariant()} {path}";
}
