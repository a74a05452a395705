using MusicWeb.Engine.Lyrics;
using MusicWeb.Engine.Score;

namespace MusicWeb.Engine.Compose;

/// <summary>A section with its place in the song.</summary>
internal sealed record FormSection(Metre Metre, string Kind, int StartBar, int Bars, double Energy, IReadOnlyList<LineSlot> Lines)
{
    public int StartStep => StartBar * Metre.StepsPerBar;

    public int EndStep => EndBar * Metre.StepsPerBar;

    public int EndBar => StartBar + Bars;
}

/// <summary>The bars a melody phrase has.</summary>
/// <param name="Bar">First bar, counted from the section's start.</param>
/// <param name="Bars">One, two or four.</param>
/// <param name="Line">The words; null where the melody plays alone.</param>
internal sealed record LineSlot(int Bar, int Bars, SungLine? Line);

/// <summary>A section before it has a place: how long it wants to be.</summary>
internal sealed record Block(string Kind, int Bars, IReadOnlyList<LineSlot> Lines);
