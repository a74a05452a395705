using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MusicWeb.Engine.Mix;

/// <summary>Rounds stem after stem of a song to 16 bit. What rounding takes from one is given to the next, so that together they lose no more than one does.</summary>
/// <param name="frames">Length of the song.</param>
internal sealed class StemRounding(int frames)
{
    // Steps of the error that is handed on, in one unit of 16 bit.
    private const float ErrorSteps = 127;

    private readonly sbyte[] _left = new sbyte[frames];
    private readonly sbyte[] _right = new sbyte[frames];

    /// <summary>Rounds a stretch of a stem.</summary>
    /// <param name="from">Its first frame.</param>
    /// <param name="left">In units of 16 bit.</param>
    /// <param name="right">In units of 16 bit.</param>
    /// <param name="samples">Takes the rounded samples, interleaved.</param>
    public void Round(int from, ReadOnlySpan<float> left, ReadOnlySpan<float> right, Span<short> samples)
    {
        var errorsLeft = _left.AsSpan(from, left.Length);
        var errorsRight = _right.AsSpan(from, left.Length);
        var pairs = MemoryMarshal.Cast<short, int>(samples);
        var i = 0;
        for (; i <= left.Length - Vector256<float>.Count; i += Vector256<float>.Count)
        {
            var roundedLeft = Round(Vector256.Create(left[i..]), errorsLeft[i..]);
            var roundedRight = Round(Vector256.Create(right[i..]), errorsRight[i..]);
            // The left sample is the lower half of a pair.
            ((roundedLeft & Vector256.Create(0xFFFF)) | (roundedRight << 16)).CopyTo(pairs[i..]);
        }

        for (; i < left.Length; i++)
        {
            samples[i * 2] = Round(left[i], ref errorsLeft[i]);
            samples[i * 2 + 1] = Round(right[i], ref errorsRight[i]);
        }
    }

    private static Vector256<int> Round(Vector256<float> value, Span<sbyte> errors)
    {
        var handed = Vector128.WidenLower(Vector64.Create(errors).ToVector128());
        var wanted = value + Vector256.ConvertToSingle(Vector256.Create(Vector128.WidenLower(handed), Vector128.WidenUpper(handed))) / ErrorSteps;
        var rounded = Vector256.Clamp(Vector256.Round(wanted), Vector256.Create((float)short.MinValue), Vector256.Create((float)short.MaxValue));
        var left = Vector256.ConvertToInt32(Vector256.Clamp(Vector256.Round((wanted - rounded) * ErrorSteps), Vector256.Create((float)sbyte.MinValue), Vector256.Create((float)sbyte.MaxValue)));
        var narrow = Vector128.Narrow(left.GetLower(), left.GetUpper());
        Vector128.Narrow(narrow, narrow).GetLower().CopyTo(errors);
        return Vector256.ConvertToInt32(rounded);
    }

    private static short Round(float value, ref sbyte error)
    {
        var wanted = value + error / ErrorSteps;
        var rounded = Math.Clamp(MathF.Round(wanted), short.MinValue, short.MaxValue);
        error = (sbyte)Math.Clamp(MathF.Round((wanted - rounded) * ErrorSteps), sbyte.MinValue, sbyte.MaxValue);
        return (short)rounded;
    }
}
