namespace MusicWeb.Core.Leaving;

/// <summary>
/// Keeps the little that is written synchronously until the next asynchronous write. A ZIP's entries write their last bytes
/// synchronously when they are closed, also asynchronously closed ones, which a response does not allow.
/// </summary>
internal sealed class PatientStream(Stream target) : Stream
{
    private readonly MemoryStream _kept = new();

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Write(byte[] buffer, int offset, int count) => _kept.Write(buffer, offset, count);

    public override void Write(ReadOnlySpan<byte> buffer) => _kept.Write(buffer);

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await SendKeptAsync(cancellationToken);
        await target.WriteAsync(buffer, cancellationToken);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        await SendKeptAsync(cancellationToken);
        await target.FlushAsync(cancellationToken);
    }

    /// <summary>Does nothing: what is kept leaves with the next asynchronous write or flush.</summary>
    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private async Task SendKeptAsync(CancellationToken ct)
    {
        if (_kept.Length == 0) return;
        await target.WriteAsync(_kept.GetBuffer().AsMemory(0, (int)_kept.Length), ct);
        _kept.SetLength(0);
    }
}
