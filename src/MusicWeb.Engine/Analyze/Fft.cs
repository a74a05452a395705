namespace MusicWeb.Engine.Analyze;

/// <summary>Fast Fourier transform of one fixed power-of-two size, in place.</summary>
internal sealed class Fft
{
    private readonly int _size;
    private readonly float[] _cos;
    private readonly float[] _sin;
    private readonly int[] _reversed;

    /// <summary>A transform of the given size, a power of two.</summary>
    public Fft(int size)
    {
        _size = size;
        _cos = new float[size / 2];
        _sin = new float[size / 2];
        for (var i = 0; i < size / 2; i++)
        {
            _cos[i] = (float)Math.Cos(2 * Math.PI * i / size);
            _sin[i] = (float)-Math.Sin(2 * Math.PI * i / size);
        }
        _reversed = new int[size];
        for (var i = 1; i < size; i++) _reversed[i] = (_reversed[i >> 1] >> 1) | ((i & 1) != 0 ? size >> 1 : 0);
    }

    /// <summary>A Hann window of the given size.</summary>
    public static float[] Hann(int size)
    {
        var window = new float[size];
        for (var i = 0; i < size; i++) window[i] = (float)(0.5 - 0.5 * Math.Cos(2 * Math.PI * i / size));
        return window;
    }

    /// <summary>Transforms real and imaginary parts forward; twice forward with the result conjugated is the inverse times the size.</summary>
    public void Forward(Span<float> re, Span<float> im)
    {
        for (var i = 0; i < _size; i++)
        {
            var j = _reversed[i];
            if (j <= i) continue;
            (re[i], re[j]) = (re[j], re[i]);
            (im[i], im[j]) = (im[j], im[i]);
        }
        for (var half = 1; half < _size; half *= 2)
        {
            var stride = _size / (half * 2);
            for (var block = 0; block < _size; block += half * 2)
            {
                for (int k = 0, t = 0; k < half; k++, t += stride)
                {
                    var (a, b) = (block + k, block + k + half);
                    var r = re[b] * _cos[t] - im[b] * _sin[t];
                    var i = re[b] * _sin[t] + im[b] * _cos[t];
                    (re[b], im[b]) = (re[a] - r, im[a] - i);
                    (re[a], im[a]) = (re[a] + r, im[a] + i);
                }
            }
        }
    }
}
