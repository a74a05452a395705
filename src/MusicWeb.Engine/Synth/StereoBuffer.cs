namespace MusicWeb.Engine.Synth;

/// <summary>Stereo sound under construction at the engine's one sample rate; its memory is used again for the next part and the next song.</summary>
internal sealed class StereoBuffer
{
    /// <summary>Frames per second of everything the engine renders.</summary>
    public const int SampleRate = 44100;

    /// <summary>What <see cref="First"/> is a multiple of, for effects that move so many frames at once.</summary>
    public const int FirstStep = 16;

    private float[] _left = [];
    private float[] _right = [];

    /// <summary>The first frame that counts: 0, unless only a later part of a song is wanted. What is before it is not read and may be anything.</summary>
    public int First { get; private set; }

    /// <summary>Length of the song in frames, or of its beginning where no more is wanted.</summary>
    public int Frames { get; private set; }

    /// <summary>The left channel.</summary>
    public Span<float> Left => _left.AsSpan(0, Frames);

    /// <summary>The right channel.</summary>
    public Span<float> Right => _right.AsSpan(0, Frames);

    /// <summary>Becomes silence of the given length.</summary>
    public void Reset(int frames, int first = 0)
    {
        Resize(frames, first);
        Left[first..].Clear();
        Right[first..].Clear();
    }

    /// <summary>Takes a length; what is in it is to be overwritten.</summary>
    public void Resize(int frames, int first = 0)
    {
        if (_left.Length < frames)
        {
            // The other take has its own tempo and so a few seconds more or less: with some room for those it needs no memory of its own.
            var room = frames + frames / 16;
            (_left, _right) = ([], []);
            _left = GC.AllocateUninitializedArray<float>(room);
            _right = GC.AllocateUninitializedArray<float>(room);
        }
        (First, Frames) = (first, frames);
    }

    /// <summary>Lets go of its memory; it is silence of no length until it is reset.</summary>
    public void LetGo() => (_left, _right, First, Frames) = ([], [], 0, 0);
}
