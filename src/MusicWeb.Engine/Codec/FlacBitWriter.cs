using System.Buffers.Binary;

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

    /// <summary>A signed value as Rice codes store it: magnitude doubled, sign below.</summary>
    public static uint Fold(int value) => (uint)((value << 1) ^ (value >> 31));

    /// <summary>Appends Rice codes: each quotient in unary, the remainder in <paramref name="parameter"/> bits, at most 14.</summary>
    public void WriteRice(ReadOnlySpan<int> values, int parameter)
    {
        var (end, mask) = (1u << parameter, (1u << parameter) - 1);
        var (pending, pendingBits) = (_pending, _pendingBits);
        foreach (var value in values)
        {
            var folded = Fold(value);
            var zeros = (int)(folded >> parameter);
            // The tail begins with the bit that ends the zeros.
            var tail = end | (folded & mask);
            var bits = zeros + 1 + parameter;
            if (bits > 32)
            {
                (_pending, _pendingBits) = (pending, pendingBits);
                for (; zeros >= 32; zeros -= 32) Write(0, 32);
                Write(0, zeros);
                (pending, pendingBits, bits) = (_pending, _pendingBits, 1 + parameter);
            }

            pending = (pending << bits) | tail;
            pendingBits += bits;
            if (pendingBits < 32) continue;
            pendingBits -= 32;
            Append((uint)(pending >> pendingBits));
        }
        (_pending, _pendingBits) = (pending, pendingBits);
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

    // What was written before stays above the pending bits, where shifts push it out.
    private void Drain()
    {
        _pendingBits -= 32;
        Append((uint)(_pending >> _pendingBits));
    }

    private void Append(uint four)
    {
        Reserve();
        BinaryPrimitives.WriteUInt32BigEndian(_bytes.AsSpan(Length), four);
        Length += 4;
    }

    private void Reserve()
    {
        if (Length + 16 > _bytes.Length) Array.Resize(ref _bytes, _bytes.Length + _bytes.Length / 2 + 16);
    }
}
