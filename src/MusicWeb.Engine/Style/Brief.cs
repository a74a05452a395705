using MusicWeb.Engine.Compose;
using MusicWeb.Engine.Score;

namespace MusicWeb.Engine.Style;

/// <summary>A plan's words turned into musical decisions: what all composing starts from.</summary>
internal sealed record Brief
{
    public required StyleProfile Profile { get; init; }

    /// <summary>The seed as given; consecutive ones are the takes of one request.</summary>
    public required long Seed { get; init; }

    /// <summary>Key of the style words alone: the same for all takes.</summary>
    public required ulong PlanKey { get; init; }

    /// <summary>Key of style words and seed: every keyed choice descends from it. Lyrics are not in it, so editing a word keeps the song.</summary>
    public required ulong Key { get; init; }

    /// <summary>Quarter notes a minute.</summary>
    public required double Bpm { get; init; }

    public required Metre Metre { get; init; }

    public required int Root { get; init; }

    public required Mode Mode { get; init; }

    /// <summary>Added to every section's energy.</summary>
    public required double EnergyBias { get; init; }

    /// <summary>Chosen patch by role of the profile (female, male, solo, chords, pad, bass, lead, drums).</summary>
    public required IReadOnlyDictionary<string, string> Patches { get; init; }

    /// <summary>Roles that stay silent.</summary>
    public required IReadOnlySet<string> Muted { get; init; }

    /// <summary><c>f</c> or <c>m</c>.</summary>
    public required string Voice { get; init; }

    /// <summary>How many semitones the melody lies above (or below) where the voice or solo instrument usually is.</summary>
    public required double RegisterShift { get; init; }

    public required bool IsInstrumental { get; init; }

    /// <summary>sad, happy, love or plain: the words a lyric writer reaches for.</summary>
    public required string Mood { get; init; }

    /// <summary>0 to 1.</summary>
    public required double StyleWeight { get; init; }

    /// <summary>0 to 1.</summary>
    public required double Weirdness { get; init; }

    /// <summary>What it is a piece of; null for a song of its own.</summary>
    public required Piece? Piece { get; init; }

    /// <summary>The profile's swing.</summary>
    public double Swing => Profile.Swing;

    /// <summary>A voice that is not built in; null for the built-in one.</summary>
    public required VoiceProfile? OwnVoice { get; init; }

    /// <summary>Who sings: a voice of its own, else the built-in one of that kind.</summary>
    public VoiceProfile VoiceProfile => OwnVoice ?? (Voice is "m" ? VoiceProfile.Male : VoiceProfile.Female);

    public string ModeName => Mode is Mode.Major ? "major" : "minor";

    public double BarSeconds => 60 * Metre.QuartersPerBar / Bpm;

    /// <summary>Bars of a phrase: two, or four where they are short.</summary>
    public int PhraseBars => Metre.PhraseBars(BarSeconds);

    /// <summary>Whether a role plays at an energy.</summary>
    public bool Plays(string role, double energy) => !Muted.Contains(role) && energy >= Profile.Layers[role];

    /// <summary>How many of the profile's choices are near enough to its heart, at least one.</summary>
    public int Typical(int count) => Math.Clamp((int)Math.Ceiling(count * (1 - (0.5 * StyleWeight))), Math.Min(2, count), count);
}
