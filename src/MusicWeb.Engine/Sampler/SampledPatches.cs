using MusicWeb.Engine.Score;
using MusicWeb.Engine.Synth;

namespace MusicWeb.Engine.Sampler;

/// <summary>Which of our instruments are played from a bank: those of wood, metal and strings. Synthesizers stay synthesizers.</summary>
internal static class SampledPatches
{
    private const int DrumBank = 128;

    // Programs of General MIDI, the best first.
    private static readonly Dictionary<string, (int Bank, int[] Programs, float Strum)> _places = new(StringComparer.Ordinal)
    {
        ["piano"] = (0, [0, 1], 0),
        ["e-piano"] = (0, [4, 5], 0),
        ["vibes"] = (0, [11], 0),
        ["guitar-clean"] = (0, [27, 25, 24], 0.011f),
        ["guitar-drive"] = (0, [30, 29], 0.004f),
        ["bass-finger"] = (0, [33], 0),
        ["bass-pick"] = (0, [34, 33], 0),
        ["pad-strings"] = (0, [48, 49], 0),
        ["lead-flute"] = (0, [73, 75], 0),
        ["kit-acoustic"] = (DrumBank, [0], 0),
        ["kit-rock"] = (DrumBank, [16, 0], 0),
        ["kit-soft"] = (DrumBank, [40, 0], 0),
        ["perc"] = (DrumBank, [0], 0),
    };

    /// <summary>Whether a bank has any of them.</summary>
    public static bool IsOneIn(SoundFontLists lists) => _places.Values.Any(place => place.Programs.Any(program => lists.Find(place.Bank, program) is not null));

    /// <summary>The instrument of a part; null where the bank has none that plays all of its notes.</summary>
    public static Patch? Find(SoundBank bank, SoundFontLists lists, Part part)
    {
        if (!_places.TryGetValue(part.Patch, out var place)) return null;
        var pitches = part.Notes.Select(note => note.Pitch).Distinct().ToList();
        foreach (var program in place.Programs)
        {
            if (lists.Find(place.Bank, program) is { } zones && pitches.TrueForAll(pitch => zones.Any(zone => pitch >= zone.Keys.Low && pitch <= zone.Keys.High))) return new SampledPatch(bank, zones, place.Bank == DrumBank, place.Strum);
        }

        return null;
    }
}
