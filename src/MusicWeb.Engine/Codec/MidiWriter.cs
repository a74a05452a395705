using System.Buffers.Binary;
using System.Text;
using MusicWeb.Engine.Score;

namespace MusicWeb.Engine.Codec;

/// <summary>Writes a score as a standard MIDI file of type 1, 960 ticks a beat: one track a part, drums on channel 10, words on the melody.</summary>
public static class MidiWriter
{
    /// <summary>Ticks in a beat, the score's own grid, so that no note moves.</summary>
    public const int TicksPerBeat = ScoreJson.TicksPerBeat;

    private const int DrumChannel = 9;
    private const byte Lyric = 0x05;
    private const byte TrackName = 0x03;

    /// <summary>Writes the file; the stream is left open.</summary>
    public static void Write(Stream stream, SongScore score)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(score);
        Span<byte> header = stackalloc byte[14];
        "MThd"u8.CopyTo(header);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], 6);
        BinaryPrimitives.WriteInt16BigEndian(header[8..], 1);
        BinaryPrimitives.WriteInt16BigEndian(header[10..], (short)(score.Parts.Count + 1));
        BinaryPrimitives.WriteInt16BigEndian(header[12..], TicksPerBeat);
        stream.Write(header);

        var end = (long)score.Bars * score.BeatsPerBar * TicksPerBeat;
        WriteTrack(stream, Conductor(score), end);
        var channel = 0;
        foreach (var part in score.Parts)
        {
            var isDrums = part.Role is PartRole.Drums or PartRole.Percussion;
            WriteTrack(stream, Events(score, part, isDrums ? DrumChannel : channel), end);
            if (!isDrums) channel = (channel + 1) % 16 is DrumChannel ? DrumChannel + 1 : (channel + 1) % 16;
        }
    }

    private static List<Event> Conductor(SongScore score)
    {
        var tempo = (int)Math.Round(60_000_000 / score.Bpm);
        var events = new List<Event>
        {
            Meta(0, TrackName, Encoding.UTF8.GetBytes(score.Title)),
            Meta(0, 0x51, [(byte)(tempo >> 16), (byte)(tempo >> 8), (byte)tempo]),
            Meta(0, 0x58, score.Metre == Metre.SixEight ? [6, 3, 36, 8] : [(byte)score.BeatsPerBar, 2, 24, 8]),
            Meta(0, 0x59, [(byte)(sbyte)Accidentals(score.KeyRoot, score.Mode), (byte)(score.Mode is Mode.Minor ? 1 : 0)]),
        };
        events.AddRange(score.Sections.Select(section => Meta((long)section.StartBar * score.BeatsPerBar * TicksPerBeat, 0x06, Encoding.UTF8.GetBytes(section.Kind))));
        return events;
    }

    private static List<Event> Events(SongScore score, Part part, int channel)
    {
        var events = new List<Event>
        {
            Meta(0, TrackName, Encoding.UTF8.GetBytes(part.Role.ToString())),
            new(0, 1, [(byte)(0xC0 | channel), (byte)MidiPrograms.For(part)]),
        };
        foreach (var note in part.Notes)
        {
            var start = ScoreJson.Ticks(note.StartBeat);

            // Offs come before the ons of their moment, so that a repeated note is not cut.
            events.Add(new Event(start, 4, [(byte)(0x90 | channel), (byte)note.Pitch, (byte)note.Velocity]));
            events.Add(new Event(start + ScoreJson.Ticks(note.LengthBeats), 2, [(byte)(0x80 | channel), (byte)note.Pitch, 64]));
        }

        // An edited song may have two melodies: a voice and an instrument.
        if (part.Role is not PartRole.Melody || part != score.Parts.Where(other => other.Role is PartRole.Melody).OrderByDescending(VoiceProfile.Sings).First()) return events;
        foreach (var word in score.Lines.SelectMany(line => line.Words))
        {
            for (var i = 0; i < word.Syllables.Count; i++)
            {
                var syllable = word.Syllables[i];
                var text = syllable.Text + (i == word.Syllables.Count - 1 ? " " : "");
                events.Add(Meta(ScoreJson.Ticks(syllable.StartBeat), Lyric, Encoding.UTF8.GetBytes(text)) with { Order = 3 });
            }
        }

        return events;
    }

    /// <summary>Sharps (above 0) or flats (below) of a key, -5 to 6.</summary>
    private static int Accidentals(int root, Mode mode)
    {
        var fifths = (mode is Mode.Major ? root : root + 3) * 7 % 12;
        return fifths > 6 ? fifths - 12 : fifths;
    }

    private static Event Meta(long tick, byte kind, byte[] text)
    {
        var bytes = new List<byte> { 0xFF, kind };
        AddNumber(bytes, text.Length);
        bytes.AddRange(text);
        return new Event(tick, 0, [.. bytes]);
    }

    private static void WriteTrack(Stream stream, List<Event> events, long endTick)
    {
        var bytes = new List<byte>();
        long tick = 0;
        foreach (var item in events.OrderBy(item => item.Tick).ThenBy(item => item.Order))
        {
            AddNumber(bytes, item.Tick - tick);
            bytes.AddRange(item.Bytes);
            tick = item.Tick;
        }

        AddNumber(bytes, Math.Max(0, endTick - tick));
        bytes.AddRange([0xFF, 0x2F, 0x00]);
        Span<byte> header = stackalloc byte[8];
        "MTrk"u8.CopyTo(header);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], bytes.Count);
        stream.Write(header);
        stream.Write(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(bytes));
    }

    // Seven bits a byte, the highest first.
    private static void AddNumber(List<byte> bytes, long number)
    {
        for (var shift = 28; shift > 0; shift -= 7)
        {
            if (number >> shift != 0) bytes.Add((byte)(0x80 | ((number >> shift) & 0x7F)));
        }

        bytes.Add((byte)(number & 0x7F));
    }

    private readonly record struct Event(long Tick, int Order, byte[] Bytes);
}
