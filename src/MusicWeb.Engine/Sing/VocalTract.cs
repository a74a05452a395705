using MusicWeb.Engine.Synth;

namespace MusicWeb.Engine.Sing;

/// <summary>Throat, mouth and nose: resonances one after the other, so that vowels get their levels by themselves.</summary>
internal struct VocalTract(double formantScale)
{
    private const float NoseHertz = 270;
    private readonly float _scale = (float)formantScale;
    private Resonance _f1, _f2, _f3, _f4, _f5, _f6, _f7, _nose, _dip;
    private float _dip1, _dip2;

    /// <summary>Takes a shape; to be called every few milliseconds at most.</summary>
    /// <param name="shape">The mouth for a long tract.</param>
    /// <param name="hertz">The tone: the first formant is not let below it, as singers open the jaw on high notes.</param>
    /// <param name="nose">How far the nose is open, 0 to 1.</param>
    public void Form(in MouthShape shape, float hertz, float nose)
    {
        // The jaw's formant moves less between throats than the others.
        var first = Math.Max(shape.F1 * (0.5f + (0.5f * _scale)) * (0.97f + (0.03f * _scale)), hertz * 1.04f);
        var second = Math.Max(shape.F2 * _scale, first + 180);
        var third = Math.Max(shape.F3 * _scale, second + 250);
        // On tones far above any singer's a narrow resonance would shout.
        _f1.Tune(first, Math.Max(shape.B1 * _scale, 0.15f * hertz));
        _f2.Tune(second, shape.B2 * _scale);
        _f3.Tune(third, shape.B3 * _scale);
        _f4.Tune(Math.Max(3450 * _scale, third + 300), 210 * _scale);
        _f5.Tune(4450 * _scale, 280 * _scale);
        _f6.Tune(5500 * _scale, 400 * _scale);
        _f7.Tune(6600 * _scale, 550 * _scale);

        // Closed, pole and zero of the nose cancel each other.
        _nose.Tune(NoseHertz * _scale, 100);
        _dip.Tune((NoseHertz + (210 * nose)) * _scale, 100);
    }

    /// <summary>The next sample of a source after all resonances.</summary>
    public float Next(float x)
    {
        var dipped = (x - (_dip.B * _dip1) - (_dip.C * _dip2)) / _dip.A;
        _dip2 = _dip1;
        _dip1 = x;
        return _f1.Next(_f2.Next(_f3.Next(_f4.Next(_f5.Next(_f6.Next(_f7.Next(_nose.Next(dipped))))))));
    }

    /// <summary>A resonance that lets the lowest tones pass as they are.</summary>
    private struct Resonance
    {
        public float A, B, C;
        private float _y1, _y2;

        public void Tune(float hertz, float bandwidth)
        {
            const float Period = 1f / StereoBuffer.SampleRate;
            var radius = MathF.Exp(-MathF.PI * bandwidth * Period);
            C = -radius * radius;
            B = 2 * radius * MathF.Cos(2 * MathF.PI * Math.Min(hertz, 0.46f * StereoBuffer.SampleRate) * Period);
            A = 1 - B - C;
        }

        public float Next(float x)
        {
            var y = (A * x) + (B * _y1) + (C * _y2);
            _y2 = _y1;
            _y1 = y;
            return y;
        }
    }
}
