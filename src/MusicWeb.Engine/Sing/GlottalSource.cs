using MusicWeb.Engine.Synth;

namespace MusicWeb.Engine.Sing;

/// <summary>
/// The vocal folds: the slope of the air stream through them, which swells while they open and breaks off when they close. The break
/// is smoothed so that high notes do not alias; breath flows while they are open.
/// </summary>
internal struct GlottalSource(double breath, Noise random)
{
    private const float OpenPart = 0.62f;
    private readonly float _breath = (float)breath;
    private Noise _random = random;
    private float _phase;
    private float _tilt;
    private float _slow;
    private float _breathLow;
    private float _waver = 1;

    /// <summary>The next sample.</summary>
    /// <param name="step">Turns of the folds per frame.</param>
    /// <param name="brightness">How much stronger the highs are than a soft voice has them; 1 doubles them.</param>
    /// <param name="folds">Strength of the tone.</param>
    /// <param name="aspiration">Strength of breath without tone.</param>
    /// <param name="noise">White noise, shared with the hiss.</param>
    /// <param name="gate">How far the folds are open, for hiss that pulses with them.</param>
    public float Next(float step, float brightness, float folds, float aspiration, float noise, out float gate)
    {
        step *= _waver;
        _phase += step;
        if (_phase >= 1)
        {
            _phase -= 1;
            // No two swings of real folds are quite alike.
            _waver = 1 + (0.003f * _random.Next());
        }
        var at = _phase / OpenPart;
        var pulse = at < 1 ? at * (2 - (3 * at)) : 0;
        pulse += Smooth(_phase - OpenPart, step);
        _slow += 0.16f * (pulse - _slow);
        _tilt += 0.75f * (pulse + (brightness * (pulse - _slow)) - _tilt);
        _breathLow += 0.25f * (noise - _breathLow);
        gate = at < 1 ? 1 : 0.3f;
        var air = noise - (0.6f * _breathLow);
        return (folds * (_tilt + (0.1f * _breath * gate * air))) + (aspiration * air);
    }

    // Half of the usual correction of a falling edge, because the break is a rise by one.
    private static float Smooth(float past, float step)
    {
        if (past >= 0 && past < step)
        {
            var t = past / step;
            return -0.5f * (1 - t) * (1 - t);
        }
        if (past < 0 && past > -step)
        {
            var t = past / step;
            return 0.5f * (1 + t) * (1 + t);
        }
        return 0;
    }
}
