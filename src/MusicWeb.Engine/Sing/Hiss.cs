using MusicWeb.Engine.Synth;

namespace MusicWeb.Engine.Sing;

/// <summary>The noise of air at teeth, tongue and lips, coloured by two bands.</summary>
internal struct Hiss(double formantScale)
{
    private readonly float _scale = (float)Math.Sqrt(formantScale);
    private StateFilter _near, _far;
    private FilterShape _nearShape, _farShape;
    private float _nearGain, _farGain;
    private (Phone Phone, bool IsFront)? _colour;

    /// <summary>Takes the colour of a sound; sounds without hiss keep the last one, which then is not heard.</summary>
    public void Colour(in SungSound sound)
    {
        var isFront = sound.Vowel is Phone.IY or Phone.IH or Phone.EY or Phone.EH or Phone.AE;
        if (_colour == (sound.Phone, isFront) || sound.Phone.IsVowel()) return;
        _colour = (sound.Phone, isFront);
        var (near, nearQuality, nearGain, far, farQuality, farGain) = sound.Phone switch
        {
            Phone.S or Phone.Z => (6300f, 1.6f, 1f, 9000f, 1.3f, 0.9f),
            Phone.SH or Phone.ZH or Phone.CH or Phone.JH => (2900f, 1.8f, 1.1f, 5000f, 1.3f, 0.6f),
            Phone.F or Phone.V => (1700f, 0.6f, 0.45f, 8000f, 0.7f, 0.8f),
            Phone.TH or Phone.DH => (1500f, 0.6f, 0.3f, 6800f, 0.7f, 0.8f),
            Phone.T or Phone.D => (4200f, 1.2f, 1f, 7000f, 1f, 0.7f),
            Phone.K or Phone.G => (isFront ? 2700f : 1500f, 2.6f, 1.5f, isFront ? 4500f : 3800f, 1f, 0.3f),
            _ => (750f, 0.8f, 1.1f, 3200f, 0.6f, 0.3f),
        };
        _nearShape = new FilterShape(near * _scale, nearQuality);
        _farShape = new FilterShape(Math.Min(11_000, far * _scale), farQuality);
        (_nearGain, _farGain) = (nearGain, farGain);
    }

    /// <summary>The next sample of coloured noise.</summary>
    public float Next(float noise) => (_nearGain * _near.Band(noise, _nearShape)) + (_farGain * _far.Band(noise, _farShape));
}
