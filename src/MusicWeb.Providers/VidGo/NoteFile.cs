using System.Buffers.Binary;
using System.Text;

namespace MusicWeb.Providers.VidGo;

/// <summary>Writes notes whose times are known as a standard MIDI file of type 1. Time runs at 120 beats a minute, because no tempo is known: every note stands where it is heard.</summary>
internal static class NoteFile
{
    private const int TicksPerBeat = 480;
    private const int TicksPerSecond = 2 * TicksPerBeat;
    private const int Channels = 16;
    private const int DrumChannel = 9;
    private const byte TrackName = 0x03;

    // General MIDI, in its order.
    private const string Programs =
        "Acoustic Grand Piano|Bright Acoustic Piano|Electric Grand Piano|Honky-tonk Piano|Electric Piano 1|Electric Piano 2|Harpsichord|Clavinet|Celesta|Glockenspiel|Music Box|Vibraphone|Marimba|Xylophone|" +
        "Tubular Bells|Dulcimer|Drawbar Organ|Percussive Organ|Rock Organ|Church Organ|Reed Organ|Accordion|Harmonica|Tango Accordion|Acoustic Guitar (nylon)|Acoustic Guitar (steel)|Electric Guitar (jazz)|" +
        "Electric Guitar (clean)|Electric Guitar (muted)|Overdriven Guitar|Distortion Guitar|Guitar Harmonics|Acoustic Bass|Electric Bass (finger)|Electric Bass (pick)|Fretless Bass|Slap Bass 1|Slap Bass 2|" +
        "Synth Bass 1|Synth Bass 2|Violin|Viola|Cello|Contrabass|Tremolo Strings|Pizzicato Strings|Orchestral Harp|Timpani|String Ensemble 1|String Ensemble 2|Synth Strings 1|Synth Strings 2|Choir Aahs|" +
        "Voice Oohs|Synth Choir|Orchestra Hit|Trumpet|Trombone|Tuba|Muted Trumpet|French Horn|Brass Section|Synth Brass 1|Synth Brass 2|Soprano Sax|Alto Sax|Tenor Sax|Baritone Sax|Oboe|English Horn|Bassoon|" +
        "Clarinet|Piccolo|Flute|Recorder|Pan Flute|Blown Bottle|Shakuhachi|Whistle|Ocarina|Lead 1 (square)|Lead 2 (sawtooth)|Lead 3 (calliope)|Lead 4 (chiff)|Lead 5 (charang)|Lead 6 (voice)|Lead 7 (fifths)|" +
        "Lead 8 (bass + lead)|Pad 1 (new age)|Pad 2 (warm)|Pad 3 (polysynth)|Pad 4 (choir)|Pad 5 (bowed)|Pad 6 (metallic)|Pad 7 (halo)|Pad 8 (sweep)|FX 1 (rain)|FX 2 (soundtrack)|FX 3 (crystal)|FX 4 (atmosphere)|" +
        "FX 5 (brightness)|FX 6 (goblins)|FX 7 (echoes)|FX 8 (sci-fi)|Sitar|Banjo|Shamisen|Koto|Kalimba|Bagpipe|Fiddle|Shanai|Tinkle Bell|Agogo|Steel Drums|Woodblock|Taiko Drum|Melodic Tom|Synth Drum|" +
        "Reverse Cymbal|Guitar Fret Noise|Breath Noise|Seashore|Bird Tweet|Telephone Ring|Helicopter|Applause|Gunshot";

    private static readonly string[] _programs = Programs.Split('|');

    /// <summary>The bytes of the file.</summary>
    /// <param name="instruments">At least one.</param>
    public static byte[] Of(IReadOnlyList<HeardInstrument> instruments)
    {
        using var file = new MemoryStream();
        file.Write("MThd"u8);
        WriteNumber(file, 6, bytes: 4);
        WriteNumber(file, 1, bytes: 2);
        WriteNumber(file, instruments.Count, bytes: 2);
        WriteNumber(file, TicksPerBeat, bytes: 2);
        var channel = 0;
        foreach (var instrument in instruments)
        {
            var isDrums = instrument.Name.Contains("drum", StringComparison.OrdinalIgnoreCase) || instrument.Name.Contains("percussion", StringComparison.OrdinalIgnoreCase);
            WriteTrack(file, instrument, isDrums ? DrumChannel : channel);
            if (!isDrums) channel = (channel + 1) % Channels is DrumChannel ? DrumChannel + 1 : (channel + 1) % Channels;
        }

        return file.ToArray();
    }

    private static void WriteTrack(MemoryStream file, HeardInstrument instrument, int channel)
    {
        using var track = new MemoryStream();
        var name = Encoding.UTF8.GetBytes(instrument.Name);
        track.Write([0, 0xFF, TrackName]);
        WriteLength(track, name.Length);
        track.Write(name);
        if (channel != DrumChannel) track.Write([0, (byte)(0xC0 | channel), (byte)Math.Max(0, Array.FindIndex(_programs, program => program.Equals(instrument.Name, StringComparison.OrdinalIgnoreCase)))]);
        long at = 0;
        foreach (var (tick, velocity, pitch) in Events(instrument.Notes))
        {
            WriteLength(track, tick - at);
            track.Write([(byte)((velocity > 0 ? 0x90 : 0x80) | channel), (byte)pitch, (byte)velocity]);
            at = tick;
        }

        track.Write([0, 0xFF, 0x2F, 0]);
        file.Write("MTrk"u8);
        WriteNumber(file, (int)track.Length, bytes: 4);
        track.WriteTo(file);
    }

    // At one moment the ends come first, so that a repeated note is not cut by the end of the one before.
    private static IEnumerable<(long Tick, int Velocity, int Pitch)> Events(IReadOnlyList<HeardNote> notes)
    {
        var begins = notes.Select(note => (Tick: Tick(note.StartSeconds), note.Velocity, note.Pitch));
        var ends = notes.Select(note => (Tick: Math.Max(Tick(note.StartSeconds) + 1, Tick(note.EndSeconds)), Velocity: 0, note.Pitch));
        return ends.Concat(begins).OrderBy(one => one.Tick).ThenBy(one => one.Velocity > 0);
    }

    private static long Tick(double seconds) => (long)Math.Round(seconds * TicksPerSecond);

    private static void WriteNumber(MemoryStream stream, int number, int bytes)
    {
        Span<byte> buffer = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(buffer, number);
        stream.Write(buffer[^bytes..]);
    }

    private static void WriteLength(MemoryStream stream, long number)
    {
        Span<byte> buffer = stackalloc byte[10];
        var at = buffer.Length - 1;
        buffer[at] = (byte)(number & 0x7F);
        while ((number >>= 7) > 0) buffer[--at] = (byte)(0x80 | (number & 0x7F));
        stream.Write(buffer[at..]);
    }
}
