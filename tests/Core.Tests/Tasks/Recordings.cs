using System.Buffers.Binary;
using MusicWeb.Core;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Tasks;

namespace Core.Tests.Tasks;

/// <summary>Recordings that people bring, for tests.</summary>
internal static class Recordings
{
    private static readonly string[] _folders = ["media", "work"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A tone as PCM of 8 bit and 4 kHz; another seed, other bytes.</summary>
    public static byte[] Wav(double seconds = 2, int seed = 1)
    {
        const int Rate = 4000, Head = 44;
        var frames = (int)(seconds * Rate);
        var bytes = new byte[Head + frames];
        "RIFF"u8.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), bytes.Length - 8);
        "WAVEfmt "u8.CopyTo(bytes.AsSpan(8));
        (bytes[16], bytes[20], bytes[22], bytes[32], bytes[34]) = (16, 1, 1, 1, 8);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(24), Rate);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(28), Rate);
        "data"u8.CopyTo(bytes.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(40), frames);
        for (var i = 0; i < frames; i++) bytes[Head + i] = (byte)(i * seed);
        return bytes;
    }

    public static RecordingOffer Offer(TestApp app, string title = "Kitchen take") => new(Guid.CreateVersion7(app.Clock.GetUtcNow()), title, HasRights: true);

    public static Task<Result<Guid>> AddRecordingAsync(this TestApp app, Actor actor, RecordingOffer? offer = null, byte[]? bytes = null) =>
        app.AddRecordingAsync(actor, offer ?? Offer(app), new MemoryStream(bytes ?? Wav()));

    public static Task<Result<Guid>> AddRecordingAsync(this TestApp app, Actor actor, RecordingOffer offer, Stream body) => app.Get<AddRecording>().RunAsync(actor, offer, body, Token);

    /// <summary>Everything in the media store and the work folder.</summary>
    public static string[] FilesOnDisk(this TestApp app) =>
        [.. _folders.Select(folder => Path.Combine(app.Store.Folder, folder)).Where(Directory.Exists).SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))];
}
