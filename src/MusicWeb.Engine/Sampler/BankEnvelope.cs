using MusicWeb.Engine.Synth;

namespace MusicWeb.Engine.Sampler;

/// <summary>The loudness of a sampled note: up in a straight line, then down in decibels to where it holds, and on once the key is up.</summary>
internal readonly struct BankEnvelope
{
    private const float SilenceDb = 100;

    private readonly float _delay, _attack, _hold, _decayDb, _sustainDb, _held, _releaseDb;

    /// <summary>The envelope of one note.</summary>
    /// <param name="zone">What sounds.</param>
    /// <param name="key">The higher, the shorter.</param>
    /// <param name="heldSeconds">When the key goes up.</param>
    /// <param name="releaseSeconds">Time to silence from there.</param>
    public BankEnvelope(BankZone zone, int key, float heldSeconds, float releaseSeconds)
    {
        (_delay, _attack, _hold) = (Math.Min(zone.DelaySeconds, 1), Math.Max(zone.AttackSeconds, 0.0015f), zone.HoldSeconds);
        var decay = zone.DecaySeconds * MathF.Pow(2, zone.DecayPerKey * (60 - key));
        (_decayDb, _sustainDb) = (SilenceDb / Math.Max(0.005f, decay), zone.SustainDb);
        (_held, _releaseDb) = (heldSeconds, SilenceDb / releaseSeconds);
    }

    /// <summary>Its level at a moment, 0 to 1.</summary>
    public float At(int frame)
    {
        var seconds = (float)frame / StereoBuffer.SampleRate;
        if (seconds <= _held) return Level(seconds);
        var db = _releaseDb * (seconds - _held);
        return db >= SilenceDb ? 0 : Level(_held) * Factor(db);
    }

    private float Level(float seconds)
    {
        seconds -= _delay;
        if (seconds <= 0) return 0;
        if (seconds < _attack) return seconds / _attack;
        var db = Math.Min(_sustainDb, _decayDb * Math.Max(0, seconds - _attack - _hold));
        return db >= SilenceDb ? 0 : Factor(db);
    }

    private static float Factor(float db) => MathF.Exp(-0.11512925f * db);
}
