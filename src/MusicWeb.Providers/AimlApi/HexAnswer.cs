using System.Buffers;

namespace MusicWeb.Providers.AimlApi;

/// <summary>The sound in an answer is longer than any song.</summary>
internal sealed class SoundTooLongException() : Exception("The sound of this song is too long to be one.");

/// <summary>
/// Reads an answer that carries its sound as hexadecimal text. The sound goes into a file as it comes, so that it is never held as a
/// whole; what is left is the answer without it.
/// </summary>
/// <param name="path">The file, which is there afterwards when there was any sound.</param>
/// <param name="maxBytes">Longest answer, in bytes of its text.</param>
/// <param name="field">The field with the sound.</param>
internal sealed class HexAnswer(string path, long maxBytes, string field) : IAsyncDisposable
{
    private const int BufferBytes = 64 * 1024;
    private const int MaxRestBytes = 64 * 1024;

    private readonly byte[] _field = System.Text.Encoding.UTF8.GetBytes(field);
    private readonly byte[] _sound = ArrayPool<byte>.Shared.Rent(BufferBytes);
    private readonly MemoryStream _rest = new();
    private readonly List<byte> _string = [];
    private FileStream? _file;
    private int _filled;
    private int _high = -1;
    private bool _isEscaped;
    private Place _place = Place.Outside;
    private bool _isAfterSoundField;

    private enum Place
    {
        Outside,
        InString,
        AtSound,
        InSound,
    }

    /// <summary>How many bytes of sound there were.</summary>
    public long SoundBytes { get; private set; }

    /// <summary>The text was not the whole of a sound: half a byte, or something that is no digit.</summary>
    public bool IsDamaged { get; private set; }

    /// <summary>Reads the body and answers with it, the sound replaced by an empty text.</summary>
    /// <exception cref="SoundTooLongException">The sound does not end.</exception>
    /// <exception cref="ProviderProtocolException">The rest of it is too long to be the answer.</exception>
    public async Task<byte[]> ReadAsync(HttpContent content, CancellationToken ct)
    {
        if (content.Headers.ContentLength > maxBytes) throw new SoundTooLongException();
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            await using var body = await content.ReadAsStreamAsync(ct);
            long all = 0;
            for (int count; (count = await body.ReadAsync(buffer, ct)) > 0;)
            {
                if ((all += count) > maxBytes) throw new SoundTooLongException();
                for (var i = 0; i < count; i++)
                {
                    Take(buffer[i]);
                    if (_filled == BufferBytes) await FlushAsync(ct);
                }
            }

            if (_filled > 0) await FlushAsync(ct);
            return _rest.ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            // Whoever opens the file next shall see all of it.
            if (_file is not null) await _file.DisposeAsync();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        ArrayPool<byte>.Shared.Return(_sound);
        await _rest.DisposeAsync();
        if (_file is not null) await _file.DisposeAsync();
    }

    private void Take(byte letter)
    {
        if (_place is Place.AtSound) _place = letter == '"' || Digit(letter) >= 0 ? Place.InSound : Place.InString;
        if (_place is Place.InSound) TakeSound(letter);
        else TakeRest(letter);
    }

    private void TakeSound(byte letter)
    {
        if (letter == '"')
        {
            if (_high >= 0) IsDamaged = true;
            (_place, _high) = (Place.Outside, -1);
            Keep(letter);
            return;
        }

        var digit = Digit(letter);
        if (digit < 0) IsDamaged = true;
        if (IsDamaged) return;
        if (_high < 0)
        {
            _high = digit;
            return;
        }

        _sound[_filled++] = (byte)((_high << 4) | digit);
        (SoundBytes, _high) = (SoundBytes + 1, -1);
    }

    private void TakeRest(byte letter)
    {
        Keep(letter);
        if (_place is Place.InString)
        {
            if (_isEscaped) _isEscaped = false;
            else if (letter == '\\') _isEscaped = true;
            else if (letter == '"') _place = Place.Outside;
            else if (_string.Count <= _field.Length) _string.Add(letter);
            return;
        }

        if (letter == '"')
        {
            _place = _isAfterSoundField ? Place.AtSound : Place.InString;
            _isAfterSoundField = false;
            _string.Clear();
        }
        else if (letter == ':')
        {
            _isAfterSoundField = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_string).SequenceEqual(_field);
        }
        else if (letter is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
        {
            _isAfterSoundField = false;
        }
    }

    private void Keep(byte letter)
    {
        if (_rest.Length == MaxRestBytes) throw new ProviderProtocolException("AI/ML API's answer is too long.");
        _rest.WriteByte(letter);
    }

    private async Task FlushAsync(CancellationToken ct)
    {
        _file ??= new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);
        await _file.WriteAsync(_sound.AsMemory(0, _filled), ct);
        _filled = 0;
    }

    private static int Digit(byte letter) => letter switch
    {
        >= (byte)'0' and <= (byte)'9' => letter - '0',
        >= (byte)'a' and <= (byte)'f' => letter - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => letter - 'A' + 10,
        _ => -1,
    };
}
