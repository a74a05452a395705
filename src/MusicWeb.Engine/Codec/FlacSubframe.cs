namespace MusicWeb.Engine.Codec;

/// <summary>Decodes one channel of a FLAC frame.</summary>
internal static class FlacSubframe
{
    private static readonly int[][] FixedCoefficients = [[], [1], [2, -1], [3, -3, 1], [4, -6, 4, -1]];

    /// <summary>Reads a subframe of the given length and depth.</summary>
    /// <exception cref="InvalidDataException">It is damaged or of a reserved kind.</exception>
    public static int[] Read(FlacBitReader reader, int frames, int bits)
    {
        if (reader.Read(1) != 0) throw new InvalidDataException("A FLAC subframe is damaged.");
        var kind = (int)reader.Read(6);
        var wasted = reader.Read(1) == 1 ? reader.ReadUnary() + 1 : 0;
        bits -= wasted;
        if (bits < 1) throw new InvalidDataException("A FLAC subframe is damaged.");

        var samples = new int[frames];
        switch (kind)
        {
            case 0: Array.Fill(samples, reader.ReadSigned(bits)); break;
            case 1: for (var i = 0; i < frames; i++) samples[i] = reader.ReadSigned(bits); break;
            case >= 8 and <= 12: ReadPredicted(reader, samples, kind - 8, bits, linear: false); break;
            case >= 32: ReadPredicted(reader, samples, kind - 31, bits, linear: true); break;
            default: throw new InvalidDataException("A FLAC subframe is of a reserved kind.");
        }
        if (wasted > 0)
        {
            for (var i = 0; i < frames; i++) samples[i] <<= wasted;
        }
        return samples;
    }

    private static void ReadPredicted(FlacBitReader reader, int[] samples, int order, int bits, bool linear)
    {
        if (order > samples.Length) throw new InvalidDataException("A FLAC subframe is damaged.");
        for (var i = 0; i < order; i++) samples[i] = reader.ReadSigned(bits);
        var coefficients = linear ? new int[order] : FixedCoefficients[order];
        var shift = 0;
        if (linear)
        {
            var precision = (int)reader.Read(4) + 1;
            shift = reader.ReadSigned(5);
            if (precision == 16 || shift < 0) throw new InvalidDataException("A FLAC subframe is damaged.");
            for (var i = 0; i < order; i++) coefficients[i] = reader.ReadSigned(precision);
        }
        ReadResidual(reader, samples, order);
        for (var i = order; i < samples.Length; i++)
        {
            long sum = 0;
            for (var j = 0; j < order; j++) sum += (long)coefficients[j] * samples[i - 1 - j];
            samples[i] += (int)(sum >> shift);
        }
    }

    private static void ReadResidual(FlacBitReader reader, int[] samples, int order)
    {
        var method = reader.Read(2);
        if (method > 1) throw new InvalidDataException("A FLAC subframe is of a reserved kind.");
        var parameterBits = method == 0 ? 4 : 5;
        var partitions = 1 << (int)reader.Read(4);
        var size = samples.Length / partitions;
        if (size * partitions != samples.Length || size < order) throw new InvalidDataException("A FLAC subframe is damaged.");
        for (var p = 0; p < partitions; p++)
        {
            var parameter = (int)reader.Read(parameterBits);
            var from = p == 0 ? order : p * size;
            var to = (p + 1) * size;
            if (parameter == (1 << parameterBits) - 1)
            {
                var rawBits = (int)reader.Read(5);
                for (var i = from; i < to; i++) samples[i] = reader.ReadSigned(rawBits);
                continue;
            }
            for (var i = from; i < to; i++)
            {
                var folded = ((uint)reader.ReadUnary() << parameter) | reader.Read(parameter);
                samples[i] = (int)(folded >> 1) ^ -(int)(folded & 1);
            }
        }
    }
}
