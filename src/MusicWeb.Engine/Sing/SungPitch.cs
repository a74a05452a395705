using MusicWeb.Engine.Synth;

namespace MusicWeb.Engine.Sing;

/// <summary>The tone's way through the notes: it glides while the consonants are sung, is there when the vowel begins, and sways on held notes.</summary>
internal struct SungPitch(IReadOnlyList<SungNote> notes, VibratoShape vibrato, Noise random)
{
    private const float GlideSeconds = 0.016f;
    private const float LeadSeconds = 0.035f;
    private const float ScoopSemitones = 0.5f;
    private Noise _random = random;
    private int _note = -1;
    private float _pitch;
    private float _speed;
    private float _drift, _driftGoal;
    private float _phaseTurns, _rate;
    private float _sinceDrift;

    /// <summary>Frequency in hertz at a frame; to be asked in ascending order, in steps of a few milliseconds.</summary>
    /// <param name="frame">The moment.</param>
    /// <param name="seconds">Time since it was asked last.</param>
    /// <param name="startsPhrase">The voice was silent before.</param>
    public float At(int frame, float seconds, bool startsPhrase)
    {
        while (_note + 1 < notes.Count && frame >= Math.Min(notes[_note + 1].Start, notes[_note + 1].VowelStart - (int)(LeadSeconds * StereoBuffer.SampleRate))) Enter(_note + 1);
        if (_note < 0) Enter(0);
        var note = notes[_note];
        if (startsPhrase) (_pitch, _speed) = (note.Pitch - ScoopSemitones, 0);
        _speed += seconds * (((note.Pitch - _pitch) / (GlideSeconds * GlideSeconds)) - (2 * _speed / GlideSeconds));
        _pitch += seconds * _speed;

        _sinceDrift += seconds;
        if (_sinceDrift > 0.12f) (_sinceDrift, _driftGoal) = (0, 0.05f * _random.Next());
        _drift += seconds * 6 * (_driftGoal - _drift);
        _phaseTurns += seconds * _rate;
        var held = (float)(frame - note.VowelStart) / StereoBuffer.SampleRate;
        var depth = vibrato.Cents / 100 * Math.Clamp((held - 0.25f) / 0.4f, 0, 1);
        return Tuning.Hertz(_pitch + _drift + (depth * Sine.At(Sine.Turn(_phaseTurns))));
    }

    private void Enter(int note)
    {
        _note = note;
        _phaseTurns = 0;
        _rate = vibrato.Hertz * (1 + (0.06f * _random.Next()));
    }
}

/// <summary>How a voice sways.</summary>
/// <param name="Hertz">Speed.</param>
/// <param name="Cents">Depth to each side.</param>
internal readonly record struct VibratoShape(float Hertz, float Cents);
