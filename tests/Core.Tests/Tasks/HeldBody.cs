namespace Core.Tests.Tasks;

/// <summary>A body that comes to its middle and then no further until it is told to, and perhaps not then.</summary>
internal sealed class HeldBody(byte[] bytes, bool fails = false) : MemoryStream(bytes)
{
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Done once somebody waits for the rest.</summary>
    public Task Asked => _asked.Task;

    public void Release() => _released.TrySetResult();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var half = Length / 2 - Position;
        if (half > 0) return Read(buffer.Span[..(int)Math.Min(half, buffer.Length)]);
        _asked.TrySetResult();
        await _released.Task.WaitAsync(cancellationToken);
        return fails ? throw new IOException("The line is gone.") : Read(buffer.Span);
    }
}
