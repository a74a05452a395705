using System.Globalization;
using System.Text.Json;
using MusicWeb.Engine.Score;
using MusicWeb.Engine.Style;

namespace MusicWeb.Providers.Embedded;

/// <summary>Personas of the embedded engine: what the stored score of a song says about its style, tempo, key, instruments and voice. Nothing is guessed.</summary>
internal static class SketchPersona
{
    /// <summary>What the person reads when a persona's data is not ours.</summary>
    public const string Unreadable = "This persona cannot be read: make it anew from its song.";

    // A score of four minutes has a tenth of this.
    private const int MaxScoreBytes = 8 * 1024 * 1024;

    /// <summary>Reads the persona of a song that this engine made.</summary>
    public static async Task<SubmitAnswer> MakeAsync(ProviderCall call, CancellationToken ct)
    {
        if (call.Sources is not [{ } source] || source.FindFile("score") is not { SizeBytes: <= MaxScoreBytes } file) return new SubmitAnswer.Refused("Choose a song that the sketch engine made: a persona is read from its stored score.");
        var bytes = new byte[file.SizeBytes];
        await using (var stream = await file.OpenAsync(ct)) await stream.ReadExactlyAsync(bytes, ct);
        try
        {
            var profile = SongProfile.Of(ScoreJson.Read(bytes));
            return new SubmitAnswer.MadePersona(new PersonaResult(Summary(profile), profile.ToJson()));
        }
        catch (JsonException)
        {
            return new SubmitAnswer.Refused("The stored score of this song cannot be read, so no persona can be made from it.");
        }
    }

    /// <summary>The profile in a persona's data.</summary>
    public static bool TryRead(SourcePersona? persona, out SongProfile? profile)
    {
        profile = null;
        if (persona is null) return false;
        try
        {
            profile = SongProfile.FromJson(persona.Data);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string Summary(SongProfile profile)
    {
        var instruments = new[] { PartRole.Chords, PartRole.Bass, PartRole.Drums }.Where(profile.Patches.ContainsKey).Select(role => Spoken(profile.Patches[role]));
        var first = profile.Patches.TryGetValue(PartRole.Melody, out var melody) ? [Spoken(melody)] : (string[])[];
        return string.Create(CultureInfo.InvariantCulture, $"{profile.Style}, {profile.Bpm:0} bpm, {KeyNames.Of(profile.KeyRoot, profile.Mode)}: {string.Join(", ", [.. first, .. instruments])}");
    }

    // "voice-female" is a female voice, "kit-lofi" a lofi kit; the other names read as they are.
    private static string Spoken(string patch) => patch.Split('-') switch
    {
        ["voice" or "kit" or "bass" or "pad" or "lead" or "stab" or "arp" or "guitar", var kind] => $"{kind} {patch.Split('-')[0]}",
        _ => patch,
    };
}
