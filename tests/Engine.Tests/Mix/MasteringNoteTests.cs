using System.Buffers.Binary;
using Engine.Tests.Compose;
using MusicWeb.Engine.Mix;
using MusicWeb.Engine.Score;

namespace Engine.Tests.Mix;

public sealed class MasteringNoteTests
{
    private const int Second = 44100;
    private static readonly SongScore _old = Songs.Compose("pop", seconds: 60);
    private static readonly SongScore _new = Songs.Compose("rock", seconds: 30);
    private static readonly SongScore _other = Songs.Compose("lofi", seconds: 30);
    private static readonly byte[] _oldNote = MasteringNote.Of(_old, Mastered(_old));
    private static readonly byte[] _newNote = MasteringNote.Of(_new, Mastered(_new));

    // A song of which ten seconds were made anew: the old score is heard before and after them.
    private static readonly Stretch[] _stretches = [new(0, 0, 1, _old), new(20 * Second, -18 * Second, 1, _new), new(30 * Second, 0, 1, _old)];
    private static readonly HeardScore _heardNew = new(_new, 2 * Second, (12 * Second) + Stretch.FadeFrames);

    [Fact]
    public void A_score_that_is_heard_twice_is_one_with_all_between()
    {
        var heard = HeardScore.Of(_stretches, 40 * Second);
        Assert.Equal([new HeardScore(_old, 0, 40 * Second), _heardNew], heard);
    }

    [Fact]
    public void The_note_of_one_rendering_is_read_for_all_and_for_any_part_of_it()
    {
        var frames = SongRenderer.Frames(_old);
        foreach (var heard in (HeardScore[])[new(_old, 0, frames), new(_old, 5 * Second, 6 * Second)])
        {
            var found = MasteringNote.Find(_oldNote, heard)!;
            Same(Mastered(_old), found, 0, frames);
        }

        Assert.Null(MasteringNote.Find(_oldNote, new HeardScore(_new, 0, 1)));
        Assert.Null(MasteringNote.Find([], new HeardScore(_old, 0, 1)));
    }

    [Fact]
    public void The_note_of_an_edit_has_every_score_for_where_it_is_heard_and_no_more()
    {
        var note = NoteOf(_stretches, 40 * Second, _oldNote, _newNote);
        Same(Mastered(_new), MasteringNote.Find(note, _heardNew)!, _heardNew.First, _heardNew.End);
        Same(Mastered(_old), MasteringNote.Find(note, new HeardScore(_old, 0, 40 * Second))!, 0, 40 * Second);
        Assert.Null(MasteringNote.Find(note, _heardNew with { First = 0 }));
        Assert.Null(MasteringNote.Find(note, _heardNew with { End = SongRenderer.Frames(_new) }));
        Assert.Null(MasteringNote.Find(note, new HeardScore(_other, 0, 1)));
        Assert.InRange(note.Length, 2800 * 50, 2800 * 57);
    }

    [Fact]
    public void What_an_edit_of_an_edit_still_hears_is_kept_and_the_rest_is_not()
    {
        var first = NoteOf(_stretches, 40 * Second, _oldNote, _newNote);
        Stretch[] shorter = [_stretches[0], _stretches[1], new(25 * Second, 0, 1, _other)];
        var second = NoteOf(shorter, 35 * Second, first, MasteringNote.Of(_other, Mastered(_other)));
        foreach (var heard in HeardScore.Of(shorter, 35 * Second)) Same(Mastered(heard.Score), MasteringNote.Find(second, heard)!, heard.First, heard.End);
        Assert.Null(MasteringNote.Find(second, _heardNew));

        // A cut may be a frame or two elsewhere the next time.
        Assert.NotNull(MasteringNote.Find(NoteOf(_stretches, 40 * Second, first), _heardNew with { First = _heardNew.First - 3, End = _heardNew.End + 3 }));
    }

    [Fact]
    public void What_nothing_is_known_of_is_left_out()
    {
        Assert.Empty(NoteOf(_stretches, 40 * Second));
        Assert.Empty(NoteOf(_stretches, 40 * Second, default, MasteringNote.Of(_other, Mastered(_other))));
        var note = NoteOf(_stretches, 40 * Second, default, _newNote);
        Assert.NotNull(MasteringNote.Find(note, _heardNew));
        Assert.Null(MasteringNote.Find(note, new HeardScore(_old, 0, 1)));
    }

    [Fact]
    public void A_note_has_its_limit()
    {
        var songs = Enumerable.Range(0, 6).Select(seed => _old with { Seed = seed, Bars = _old.Bars * 10 }).ToList();
        var stretches = songs.Concat(songs).Select((song, i) => new Stretch(i * 70 * Second, 0, 1, song)).ToList();
        var note = MasteringNote.Of(stretches, 840 * Second, [.. songs.Select(song => (ReadOnlyMemory<byte>)MasteringNote.Of(song, Mastered(song)))]);
        Assert.InRange(note.Length, MasteringNote.MaxBytes / 2, MasteringNote.MaxBytes);
        var found = HeardScore.Of(stretches, 840 * Second).Count(heard => MasteringNote.Find(note, heard) is not null);
        Assert.InRange(found, 2, 3);
    }

    [Fact]
    public void A_damaged_note_is_no_note()
    {
        var note = NoteOf(_stretches, 40 * Second, _newNote);
        Assert.NotNull(MasteringNote.Find(note, _heardNew));
        const int Head = 1 + sizeof(int), Levels = Head + 32 + 24;
        var gains = Levels + sizeof(int) + (8 * SongRenderer.Sounding(_new).Length) + sizeof(int);
        for (var length = 0; length < note.Length; length += length < gains + 8 ? 1 : 4099) Assert.Null(MasteringNote.Find(note.AsSpan(0, length), _heardNew));
        foreach (var (at, value) in ((int, int)[])
        [
            (0, 3), (1, -1), (1, int.MaxValue), (1, note.Length - Head - 1), (1, note.Length - Head + 1), (1, 0), (1, 40), (Head, 7), (Levels, -1), (Levels, int.MaxValue),
            (gains - 4, -1), (gains - 4, int.MaxValue), (gains - 4, int.MinValue), (gains, BitConverter.SingleToInt32Bits(float.NaN)), (gains + 400, BitConverter.SingleToInt32Bits(-1)),
            (Head + 32 + 4, BitConverter.SingleToInt32Bits(float.NaN)), (Head + 32 + 4, 0x7FF80000),
        ])
        {
            var copy = note.ToArray();
            BinaryPrimitives.WriteInt32LittleEndian(copy.AsSpan(at), value);
            Assert.Null(MasteringNote.Find(copy, _heardNew));
        }

        Assert.Null(MasteringNote.Find(_newNote.AsSpan(0, _newNote.Length - 4), _heardNew));
        Assert.Empty(NoteOf(_stretches, 40 * Second, _newNote.AsMemory(0, _newNote.Length - 4)));
    }

    private static byte[] NoteOf(Stretch[] stretches, int frames, params ReadOnlyMemory<byte>[] notes) => MasteringNote.Of(stretches, frames, notes);

    private static Mastering Mastered(SongScore score)
    {
        var gains = Enumerable.Range(0, MasterCurve.BlocksOf(SongRenderer.Frames(score))).Select(i => 1 + (i / 1e6f)).ToArray();
        return new Mastering(new Tone(1, -2, 3), new MasterCurve(gains), [.. SongRenderer.Sounding(score).Select((_, i) => i == 1 ? (double?)null : -20 - i)]);
    }

    /// <summary>Whether two masters make the same of some frames.</summary>
    private static void Same(Mastering expected, Mastering actual, int first, int end)
    {
        Assert.Equal(expected.Tone, actual.Tone);
        Assert.Equal(expected.Levels, actual.Levels);
        float[] Applied(MasterCurve curve)
        {
            var (left, right) = (Enumerable.Repeat(1f, end - first).ToArray(), new float[end - first]);
            curve.Apply(first, left, right);
            return left;
        }

        Assert.True(Applied(expected.Curve).AsSpan().SequenceEqual(Applied(actual.Curve)));
    }
}
