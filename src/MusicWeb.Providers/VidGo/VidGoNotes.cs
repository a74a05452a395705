using System.Text.Json;
using MusicWeb.Providers.Outbound;

namespace MusicWeb.Providers.VidGo;

/// <summary>A note as it was heard.</summary>
/// <param name="Pitch">MIDI key, 0 to 127.</param>
/// <param name="StartSeconds">Where it begins.</param>
/// <param name="EndSeconds">Where it ends, after its beginning.</param>
/// <param name="Velocity">How hard it is played, 1 to 127.</param>
internal sealed record HeardNote(int Pitch, double StartSeconds, double EndSeconds, int Velocity);

/// <summary>What an instrument plays.</summary>
/// <param name="Name">As the vendor calls it.</param>
/// <param name="Notes">At least one.</param>
internal sealed record HeardInstrument(string Name, IReadOnlyList<HeardNote> Notes);

/// <summary>Reads the notes of a song, which come as a text, in the documents without braces around it.</summary>
internal static class VidGoNotes
{
    private const int KeyLimit = 127;

    // Longer than any song.
    private const double MaxSeconds = 24 * 60 * 60;

    /// <summary>The instruments that play anything; what is no note is left out.</summary>
    public static IReadOnlyList<HeardInstrument> Read(JsonElement file)
    {
        var instruments = VidGoText.Open(file.Field("midi_data")).Field("instruments");
        if (instruments.ValueKind is not JsonValueKind.Array) return [];
        return
        [
            .. from instrument in instruments.EnumerateArray()
               let heard = new HeardInstrument(VidGoText.Words(instrument, "name") ?? "", ReadNotes(instrument.Field("notes")))
               where heard.Notes.Count > 0
               select heard,
        ];
    }

    private static List<HeardNote> ReadNotes(JsonElement list)
    {
        var notes = new List<HeardNote>();
        if (list.ValueKind is not JsonValueKind.Array) return notes;
        foreach (var note in list.EnumerateArray())
        {
            if (note.Number("pitch") is not (>= 0 and <= KeyLimit and var pitch) || note.Number("start") is not (>= 0 and < MaxSeconds and var start) || note.Number("end") is not (< MaxSeconds and var end) || end <= start) continue;
            // The documents show 1 for every note: a share. A sister counts to 127.
            var velocity = note.Number("velocity") ?? 1;
            notes.Add(new HeardNote((int)pitch, start, end, (int)Math.Clamp(Math.Round(velocity <= 1 ? velocity * KeyLimit : velocity), 1, KeyLimit)));
        }

        return notes;
    }
}
