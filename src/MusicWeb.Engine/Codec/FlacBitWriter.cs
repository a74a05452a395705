namespace MusicWeb.Engine.Codec;

/// <summary>Packs bits, most significant first, into a buffer that grows.</summary>
internal sealed class FlacBitWriter(int capacity)
{
    private byte[] _bytes = new byte[capacity];
    private ulong _pending;
    private int _pendingBits;

    /// <summary>Whole bytes written so far; only meaningful when aligned.</summary>
    public int Length { get; private set; }

    /// <summary>The bytes from a position to the end.</summary>
    public ReadOnlySpan<byte> From(int start) => _bytes.AsSpan(start, Length - start);

    /// <summary>Starts again with an empty buffer; only when aligned.</summary>
    public void Clear() => Length = 0;

    /// <summary>Appends the low bits of a value; at most 32.</summary>
    public void Write(uint value, int bits)
    {
        _pending = (_pending << bits) | (value & (uint)((1UL << bits) - 1));
        _pendingBits += bits;
        if (_pendingBits >= 32) Drain();
    }

    /// <summary>Appends a signed value in two's complement.</summary>
    public void WriteSigned(int value, int bits) => Write((uint)value, bits);

    /// <summary>Appends a Rice code: the quotient in unary, the remainder in <paramref name="parameter"/> bits.</summary>
    public void WriteRice(int value, int parameter)
    {
        var folded = (uint)((value << 1) ^ (value >> 31));
        var zeros = (int)(folded >> parameter);
        var tail = (1u << parameter) | (folded & ((1u << parameter) - 1));
        if (zeros + 1 + parameter <= 32)
        {
            Write(tail, zeros + 1 + parameter);
            return;
        }
        for (; zeros >= 32; zeros -= 32) Write(0, 32);
        Write(0, zeros);
        Write(tail, parameter + 1);
    }

    /// <summary>Fills up to a whole byte with zeros and empties the accumulator.</summary>
    public void Align()
    {
        var rest = _pendingBits & 7;
        if (rest != 0) Write(0, 8 - rest);
        Reserve();
        while (_pendingBits > 0)
        {
            _pendingBits -= 8;
            _bytes[Length++] = (byte)(_pending >> _pendingBits);
        }
        _pending = 0;
    }

    private void Drain()
    {
        Reserve();
        while (_pendingBits >= 8)
        {
            _pendingBits -= 8;
            _bytes[Length++] = (byte)(_pending >> _pendingBits);
        }
        _pending &= (1UL << _pendingBits) - 1;
    }

    private void Reserve()
    {
        if (Length + 16 > _bytes.Length) Array.Resize(ref _bytes, _bytes.Length + _bytes.Length / 2 + 16);
    }
}
