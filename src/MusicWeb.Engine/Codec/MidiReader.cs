using System.Buffers.Binary;
using System.Text;
using MusicWeb.Engine.Score;

namespace MusicWeb.Engine.Codec;

/// <summary>Reads standard MIDI files of type 0 and 1 with a tempo in beats.</summary>
public static class MidiReader
{
    /// <summary>Reads a file to the end of its last track.</summary>
    /// <exception cref="InvalidDataException">The stream is no MIDI file, or one cut short.</exception>
    public static MidiSong Read(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        var bytes = copy.ToArray().AsSpan();
        try
        {
            return Read(bytes);
        }
        catch (Exception error) when (error is ArgumentOutOfRangeException or IndexOutOfRangeException)
        {
            throw new InvalidDataException("The MIDI file is cut short.", error);
        }
    }

    private static MidiSong Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 14 || !bytes[..4].SequenceEqual("MThd"u8)) throw new InvalidDataException("This is no MIDI file.");
        var division = BinaryPrimitives.ReadInt16BigEndian(bytes[12..]);
        if (division <= 0) throw new InvalidDataException("MIDI files timed in film frames are not read.");
        var state = new State(division);
        var tracks = new List<MidiTrack>();
        var at = 8 + BinaryPrimitives.ReadInt32BigEndian(bytes[4..]);
        while (at + 8 <= bytes.Length)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(bytes[(at + 4)..]);
            var body = bytes.Slice(at + 8, length);
            if (bytes.Slice(at, 4).SequenceEqual("MTrk"u8) && ReadTrack(body, state) is { } track) tracks.Add(track);
            at += 8 + length;
        }

        return new MidiSong(state.Bpm ?? 120, state.BeatsPerBar ?? 4, state.BeatUnit ?? 4, state.KeyRoot, state.Mode, tracks);
    }

    private static MidiTrack? ReadTrack(ReadOnlySpan<byte> body, State state)
    {
        var name = "";
        int? channel = null, program = null;
        var notes = new List<Note>();
        var lyrics = new List<(double, string)>();
        var sounding = new Dictionary<(int Channel, int Pitch), Queue<(long Tick, int Velocity)>>();
        var (at, tick, status) = (0, 0L, 0);
        while (at < body.Length)
        {
            tick += ReadNumber(body, ref at);
            if (body[at] >= 0x80) status = body[at++];
            if (status is 0xFF)
            {
                var kind = body[at++];
                var length = (int)ReadNumber(body, ref at);
                var data = body.Slice(at, length);
                at += length;
                if (kind is 0x2F) break;
                if (kind is 0x03) name = Encoding.UTF8.GetString(data);
                else if (kind is 0x05) lyrics.Add((state.Beat(tick), Encoding.UTF8.GetString(data)));
                else state.Read(kind, data);
            }
            else if (status is 0xF0 or 0xF7)
            {
                at += (int)ReadNumber(body, ref at);
            }
            else
            {
                var (first, second) = (body[at], (status & 0xF0) is 0xC0 or 0xD0 ? (byte)0 : body[at + 1]);
                at += (status & 0xF0) is 0xC0 or 0xD0 ? 1 : 2;
                var key = (status & 0x0F, (int)first);
                var kind = status & 0xF0;
                if (kind is 0xC0) program ??= first;
                if (kind is not (0x80 or 0x90)) continue;
                channel ??= status & 0x0F;
                if (kind is 0x90 && second > 0)
                {
                    if (!sounding.TryGetValue(key, out var queue)) sounding[key] = queue = new();
                    queue.Enqueue((tick, second));
                }
                else if (sounding.TryGetValue(key, out var open) && open.TryDequeue(out var on))
                {
                    notes.Add(new Note(state.Beat(on.Tick), state.Beat(tick - on.Tick), first, on.Velocity));
                }
            }
        }

        return notes.Count == 0 && lyrics.Count == 0 ? null : new MidiTrack(name, channel ?? 0, program, [.. notes.OrderBy(note => note.StartBeat).ThenBy(note => note.Pitch)], lyrics);
    }

    private static long ReadNumber(ReadOnlySpan<byte> bytes, ref int at)
    {
        long number = 0;
        byte next;
        do
        {
            next = bytes[at++];
            number = (number << 7) | (uint)(next & 0x7F);
        }
        while (next >= 0x80);
        return number;
    }

    /// <summary>What holds for the whole file; the first of each counts.</summary>
    private sealed class State(int ticksPerBeat)
    {
        public double? Bpm { get; private set; }

        public int? BeatsPerBar { get; private set; }

        public int? BeatUnit { get; private set; }

        public int? KeyRoot { get; private set; }

        public Mode? Mode { get; private set; }

        public double Beat(long tick) => (double)tick / ticksPerBeat;

        public void Read(int kind, ReadOnlySpan<byte> data)
        {
            if (kind is 0x51 && data.Length >= 3) Bpm ??= Math.Round(60_000_000.0 / Math.Max(1, (data[0] << 16) | (data[1] << 8) | data[2]), 3);
            else if (kind is 0x58 && data.Length >= 2 && BeatsPerBar is null) (BeatsPerBar, BeatUnit) = (data[0], 1 << Math.Min((int)data[1], 6));
            else if (kind is 0x59 && data.Length >= 2 && KeyRoot is null)
            {
                Mode = data[1] == 1 ? Score.Mode.Minor : Score.Mode.Major;
                KeyRoot = ((((sbyte)data[0] * 7) + (Mode is Score.Mode.Minor ? 9 : 0)) % 12 + 12) % 12;
            }
        }
    }
}
