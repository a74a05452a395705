namespace MusicWeb.Engine.Mix;

/// <summary>What makes a master of a mix: the same for all its stems.</summary>
/// <param name="Tone">Its filters.</param>
/// <param name="Curve">Its gain over time.</param>
internal sealed record Mastering(Tone Tone, MasterCurve Curve);
