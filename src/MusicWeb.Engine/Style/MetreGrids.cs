using System.Text.Json;
using MusicWeb.Engine.Score;

namespace MusicWeb.Engine.Style;

/// <summary>What is played in metres other than 4/4: by metre, then by <see cref="StyleProfile.Feel"/>. Grids as in a profile, with twelve characters a bar.</summary>
/// <param name="Grooves">Grooves by tier.</param>
/// <param name="Fills">Last bars before a section change.</param>
/// <param name="Comping">Chord patterns by tier.</param>
/// <param name="Figures">Counter melodies by tier.</param>
internal sealed record MetreGrids(Dictionary<string, Groove[]> Grooves, Dictionary<int, string>[] Fills, Dictionary<string, string[]> Comping, Dictionary<string, string[]> Figures)
{
    private static readonly Dictionary<string, Dictionary<string, MetreGrids>> _all = Load();

    /// <summary>The grids of a feel.</summary>
    public static MetreGrids Of(Metre metre, string feel) => _all[metre.Name][feel];

    private static Dictionary<string, Dictionary<string, MetreGrids>> Load()
    {
        using var stream = typeof(MetreGrids).Assembly.GetManifestResourceStream("style/metres.json") ?? throw new InvalidOperationException("The grids of other metres are missing from the assembly.");
        return JsonSerializer.Deserialize(stream, StyleJson.Default.DictionaryStringDictionaryStringMetreGrids) ?? throw new InvalidOperationException("The grids of other metres are empty.");
    }
}
