namespace MusicWeb.Engine.Synth;

/// <summary>Stereo sound under construction at the engine's one sample rate; its memory is used again for the next part and the next song.</summary>
internal sealed class StereoBuffer
{
    /// <summary>Frames per second of everything the engine renders.</summary>
    public const int SampleRate = 44100;

    private float[] _left = [];
    private float[] _right = [];

    /// <summary>Length of the song in frames.</summary>
    public int Frames { get; private set; }

    /// <summary>The left channel.</summary>
    public Span<float> Left => _left.AsSpan(0, Frames);

    /// <summary>The right channel.</summary>
    public Span<float> Right => _right.AsSpan(0, Frames);

    /// <summary>Becomes silence of the given length.</summary>
    public void Reset(int frames)
    {
        Resize(frames);
        Left.Clear();
        Right.Clear();
    }

    /// <summary>Takes a length; what is in it is to be overwritten.</summary>
    public void Resize(int frames)
    {
        if (_left.Length < frames)
        {
            // The other take has its own tempo and so a few seconds more or less: with some room for those it needs no memory of its own.
            var room = frames + frames / 16;
            (_left, _right) = ([], []);
            _left = GC.AllocateUninitializedArray<float>(room);
            _right = GC.AllocateUninitializedArray<float>(room);
        }
        Frames = frames;
    }

    /// <summary>Lets go of its memory; it is silence of no length until it is reset.</summary>
    public void LetGo() => (_left, _right, Frames) = ([], [], 0);
}
