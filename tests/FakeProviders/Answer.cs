using System.Text;
using System.Text.Json.Serialization;

namespace FakeProviders;

/// <summary>What the host does with one request. Everything a vendor has done to somebody is a switch here.</summary>
public sealed record Answer
{
    /// <summary>The HTTP status, 200 unless said.</summary>
    public int Status { get; init; } = 200;

    public string ContentType { get; init; } = "application/json";

    /// <summary>The body as text; <see cref="Bytes"/> goes before it.</summary>
    public string Body { get; init; } = "";

    /// <summary>The body as bytes, base64 in a script.</summary>
    public byte[]? Bytes { get; init; }

    /// <summary>More response headers, <c>Retry-After</c> for example.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Waits this long before the first byte.</summary>
    public int DelayMilliseconds { get; init; }

    /// <summary>Promises the whole body and closes the connection after this many bytes of it.</summary>
    public int? CutAfterBytes { get; init; }

    /// <summary>Answers with this many bytes that mean nothing, the same ones every time, under the content type promised.</summary>
    public int? GarbageBytes { get; init; }

    /// <summary>Waits for a test's signal before the first byte; the way to see a request while it hangs, without a clock.</summary>
    [JsonIgnore]
    public Task? Gate { get; init; }

    public static Answer Json(string body, int status = 200) => new() { Body = body, Status = status };

    public static Answer File(byte[] bytes, string contentType) => new() { Bytes = bytes, ContentType = contentType };

    public static Answer Refusal(int status, string body = "") => new() { Status = status, Body = body };

    public static Answer Garbage(int bytes = 512) => new() { GarbageBytes = bytes };

    public Answer After(TimeSpan delay) => this with { DelayMilliseconds = (int)delay.TotalMilliseconds };

    public Answer After(Task gate) => this with { Gate = gate };

    public Answer CutAfter(int bytes) => this with { CutAfterBytes = bytes };

    internal byte[] ToBytes()
    {
        if (GarbageBytes is not { } length) return Bytes ?? Encoding.UTF8.GetBytes(Body);
        var garbage = new byte[length];
        new Random(length).NextBytes(garbage);
        return garbage;
    }
}
