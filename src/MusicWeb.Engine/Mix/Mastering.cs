namespace MusicWeb.Engine.Mix;

/// <summary>
/// What makes a master of a mix: the same for all its stems. Finding it takes a whole rendering, so a song keeps it beside its sound
/// (<see cref="MasteringNote"/>), and its stems need not find it again.
/// </summary>
/// <param name="Tone">Its filters.</param>
/// <param name="Curve">Its gain over time.</param>
/// <param name="Levels">Loudness of its parts in LUFS before they were mixed.</param>
internal sealed record Mastering(Tone Tone, MasterCurve Curve, double?[] Levels);
