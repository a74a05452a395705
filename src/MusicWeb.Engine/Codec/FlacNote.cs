namespace MusicWeb.Engine.Codec;

/// <summary>How a note of ours is marked in a FLAC file: a block for applications, which everybody else passes over.</summary>
internal static class FlacNote
{
    /// <summary>The type of the block.</summary>
    public const byte BlockType = 2;

    /// <summary>Whose it is.</summary>
    public static ReadOnlySpan<byte> Id => "MWeb"u8;
}
