using MusicWeb.Engine.Score;

namespace MusicWeb.Engine.Compose;

/// <summary>
/// Composing happens in whole sixteenths; swing is added once, here, in whole ticks of 1/960 beat, so that no rounding differs between machines.
/// </summary>
internal static class Grid
{
    public const int StepsPerBeat = 4;
    public const int TicksPerBeat = 960;

    private const int TicksPerStep = TicksPerBeat / StepsPerBeat;

    /// <summary>The tick of a sixteenth, swung.</summary>
    /// <param name="step">Sixteenths from the song's start.</param>
    /// <param name="swing">0 straight to 1 full triplet.</param>
    /// <param name="swingUnit">8 or 16.</param>
    public static int Tick(int step, double swing, int swingUnit)
    {
        var pair = swingUnit == 8 ? 4 : 2;
        var half = pair / 2 * TicksPerStep;
        var late = (int)Math.Round(swing * half / 3);
        var (start, within) = (step / pair * pair * TicksPerStep, step % pair * TicksPerStep);
        return within <= half
            ? start + (within * (half + late) / half)
            : start + half + late + ((within - half) * (half - late) / half);
    }

    /// <summary>A note on the song's beats.</summary>
    public static Note ToNote(StepNote note, double swing, int swingUnit)
    {
        var start = Tick(note.Step, swing, swingUnit);
        var end = Tick(note.Step + note.Steps, swing, swingUnit);
        return new Note((double)start / TicksPerBeat, (double)(end - start) / TicksPerBeat, note.Pitch, Math.Clamp(note.Velocity, 1, 127));
    }
}

/// <summary>A note in sixteenths.</summary>
internal readonly record struct StepNote(int Step, int Steps, int Pitch, int Velocity);
