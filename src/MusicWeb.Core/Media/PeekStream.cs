namespace MusicWeb.Core.Media;

/// <summary>A stream whose first bytes can be looked at before it is read.</summary>
internal sealed class PeekStream(Stream inner) : Stream
{
    private ReadOnlyMemory<byte> _head;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>The first bytes, fewer only when there are no more; reading starts before them. Once, before the first read.</summary>
    public async Task<byte[]> PeekAsync(int count, CancellationToken ct)
    {
        var head = new byte[count];
        var read = await inner.ReadAtLeastAsync(head, count, throwOnEndOfStream: false, ct);
        _head = head.AsMemory(0, read);
        return head[..read];
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_head.IsEmpty) return await inner.ReadAsync(buffer, cancellationToken);
        var count = Math.Min(_head.Length, buffer.Length);
        _head[..count].CopyTo(buffer);
        _head = _head[count..];
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read it asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync();
        await base.DisposeAsync();
    }
}
