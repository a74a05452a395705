using System.Buffers.Binary;

namespace MusicWeb.Providers.Recordings;

/// <summary>What an encoder noted in the first frame of an MP3: how many frames of sound follow it.</summary>
internal static class Mp3Promise
{
    private const int VbriOffset = 32;
    private const int VbriFrames = 14;

    /// <summary>The number that was noted; null where the first frame is one of sound. Leaves the file where it is, behind the frame's header.</summary>
    public static uint? Read(Stream file, Mp3Frame first)
    {
        var at = file.Position;
        var body = new byte[Math.Clamp(first.Bytes - Mp3Frame.HeaderBytes, 0, 200)];
        var read = file.ReadAtLeast(body, body.Length, throwOnEndOfStream: false);
        file.Position = at;
        return OfXing(body.AsSpan(0, read), first.SideBytes) ?? OfVbri(body.AsSpan(0, read));
    }

    private static uint? OfXing(ReadOnlySpan<byte> body, int offset)
    {
        if (body.Length < offset + 12 || !(body[offset..].StartsWith("Xing"u8) || body[offset..].StartsWith("Info"u8))) return null;
        var hasFrames = (body[offset + 7] & 1) != 0;
        return hasFrames ? BinaryPrimitives.ReadUInt32BigEndian(body[(offset + 8)..]) : 0;
    }

    private static uint? OfVbri(ReadOnlySpan<byte> body) =>
        body.Length >= VbriOffset + VbriFrames + 4 && body[VbriOffset..].StartsWith("VBRI"u8) ? BinaryPrimitives.ReadUInt32BigEndian(body[(VbriOffset + VbriFrames)..]) : null;
}
