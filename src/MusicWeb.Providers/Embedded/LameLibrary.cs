using System.Runtime.InteropServices;
using MusicWeb.Engine.Codec;

namespace MusicWeb.Providers.Embedded;

/// <summary>libmp3lame, when it is installed: the program neither brings it along nor needs it.</summary>
internal sealed unsafe class LameLibrary
{
    private const int Kilobits = 192;
    private const int FramesPerCall = 1 << 14;
    private static readonly string[] _names = ["libmp3lame.so.0", "libmp3lame.0.dylib", "libmp3lame.dll", "mp3lame"];
    private static readonly Lazy<LameLibrary?> _installed = new(Find);

    private readonly delegate* unmanaged<nint> _init;
    private readonly delegate* unmanaged<nint, int, int> _setRate;
    private readonly delegate* unmanaged<nint, int, int> _setChannels;
    private readonly delegate* unmanaged<nint, int, int> _setKilobits;
    private readonly delegate* unmanaged<nint, int> _start;
    private readonly delegate* unmanaged<nint, short*, int, byte*, int, int> _encode;
    private readonly delegate* unmanaged<nint, byte*, int, int> _flush;
    private readonly delegate* unmanaged<nint, byte*, nuint, nuint> _tag;
    private readonly delegate* unmanaged<nint, int> _close;

    private LameLibrary(nint library)
    {
        _init = (delegate* unmanaged<nint>)NativeLibrary.GetExport(library, "lame_init");
        _setRate = (delegate* unmanaged<nint, int, int>)NativeLibrary.GetExport(library, "lame_set_in_samplerate");
        _setChannels = (delegate* unmanaged<nint, int, int>)NativeLibrary.GetExport(library, "lame_set_num_channels");
        _setKilobits = (delegate* unmanaged<nint, int, int>)NativeLibrary.GetExport(library, "lame_set_brate");
        _start = (delegate* unmanaged<nint, int>)NativeLibrary.GetExport(library, "lame_init_params");
        _encode = (delegate* unmanaged<nint, short*, int, byte*, int, int>)NativeLibrary.GetExport(library, "lame_encode_buffer_interleaved");
        _flush = (delegate* unmanaged<nint, byte*, int, int>)NativeLibrary.GetExport(library, "lame_encode_flush");
        _tag = (delegate* unmanaged<nint, byte*, nuint, nuint>)NativeLibrary.GetExport(library, "lame_get_lametag_frame");
        _close = (delegate* unmanaged<nint, int>)NativeLibrary.GetExport(library, "lame_close");
    }

    /// <summary>The library; null where it is not installed.</summary>
    public static LameLibrary? Installed => _installed.Value;

    /// <summary>Writes MP3 at 192 kbit/s, with the tag that tells players the exact length.</summary>
    /// <param name="pcm">The sound.</param>
    /// <param name="output">Must seek.</param>
    /// <param name="progress">Takes the share that is done.</param>
    /// <param name="ct">Looked at a few times per second of sound.</param>
    /// <exception cref="InvalidOperationException">The library does not take this sound.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public void Encode(Pcm pcm, Stream output, IProgress<double> progress, CancellationToken ct)
    {
        var encoder = _init();
        if (encoder == 0) throw new InvalidOperationException("libmp3lame does not start.");
        try
        {
            _ = _setRate(encoder, pcm.SampleRate);
            _ = _setChannels(encoder, 2);
            _ = _setKilobits(encoder, Kilobits);
            if (_start(encoder) < 0) throw new InvalidOperationException("libmp3lame does not take this sound.");
            var buffer = new byte[FramesPerCall * 5 / 4 + 7200];
            fixed (byte* bytes = buffer)
            {
                for (var from = 0; from < pcm.Frames; from += FramesPerCall)
                {
                    ct.ThrowIfCancellationRequested();
                    fixed (short* samples = pcm.Samples.AsSpan(from * 2))
                    {
                        Write(output, buffer, _encode(encoder, samples, Math.Min(FramesPerCall, pcm.Frames - from), bytes, buffer.Length));
                    }

                    progress.Report((double)from / pcm.Frames);
                }

                Write(output, buffer, _flush(encoder, bytes, buffer.Length));
                // The library kept the first frame free for it.
                var size = (int)_tag(encoder, bytes, (nuint)buffer.Length);
                output.Position = 0;
                if (size > 0 && size <= buffer.Length) output.Write(buffer, 0, size);
            }
        }
        finally
        {
            _ = _close(encoder);
        }
    }

    private static void Write(Stream output, byte[] buffer, int size)
    {
        if (size < 0) throw new InvalidOperationException($"libmp3lame failed ({size}).");
        output.Write(buffer, 0, size);
    }

    private static LameLibrary? Find()
    {
        foreach (var name in _names)
        {
            if (!NativeLibrary.TryLoad(name, out var library)) continue;
            try
            {
                return new LameLibrary(library);
            }
            catch (EntryPointNotFoundException)
            {
                // Something else of that name.
            }
        }

        return null;
    }
}
