using System.Buffers;
using System.Text.Json;
using MusicWeb.Core;

namespace MusicWeb.Api;

/// <summary>The JSON object of a request. Reads fields by name and remembers the first one of a wrong type.</summary>
internal sealed class JsonBody
{
    private const int LimitBytes = 64 * 1024; // The longest lyrics with every sign escaped, twice.
    private const int MaxDepth = 8;
    private readonly JsonElement _root;

    private JsonBody(JsonElement root) => _root = root;

    /// <summary>The first field whose type is wrong; null when none was.</summary>
    public (string Field, string Type)? Fault { get; private set; }

    /// <summary>Reads a request's body.</summary>
    /// <returns>The object; <c>too_large</c> or <c>bad_json</c>.</returns>
    public static async Task<Result<JsonBody>> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        var tooLarge = new Error("too_large", "The body is larger than {0} bytes.", LimitBytes);
        if (request.ContentLength > LimitBytes) return tooLarge;
        var buffer = ArrayPool<byte>.Shared.Rent(LimitBytes + 1);
        try
        {
            var length = await request.Body.ReadAtLeastAsync(buffer.AsMemory(0, LimitBytes + 1), LimitBytes + 1, throwOnEndOfStream: false, ct);
            if (length > LimitBytes) return tooLarge;
            using var document = JsonDocument.Parse(buffer.AsMemory(0, length), new JsonDocumentOptions { MaxDepth = MaxDepth });
            return document.RootElement.ValueKind is JsonValueKind.Object ? new JsonBody(document.RootElement.Clone()) : new Error("bad_json", "The body should be a JSON object.");
        }
        catch (JsonException fault)
        {
            return new Error("bad_json", "The body is no valid JSON: see line {0}, byte {1}.", (fault.LineNumber ?? 0) + 1, (fault.BytePositionInLine ?? 0) + 1);
        }
        catch (BadHttpRequestException fault)
        {
            return fault.StatusCode is StatusCodes.Status413PayloadTooLarge ? tooLarge : new Error("bad_json", "The body could not be read.");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    /// <summary>A text; null when it is absent or empty, as clients send fields they do not use.</summary>
    public string? Text(string name) => Find(name, "a string", JsonValueKind.String) is { } value && ReadText(name, value) is { Length: > 0 } text ? text : null;

    /// <summary>A truth; null when absent.</summary>
    public bool? Flag(string name) => Find(name, "boolean", JsonValueKind.True, JsonValueKind.False)?.GetBoolean();

    /// <summary>A number; null when absent.</summary>
    public double? Number(string name) => Find(name, "a number", JsonValueKind.Number)?.GetDouble();

    // A half of a character may be escaped in JSON, but is no text.
    private string? ReadText(string name, JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            Fault ??= (name, "a string");
            return null;
        }
    }

    private JsonElement? Find(string name, string type, params ReadOnlySpan<JsonValueKind> kinds)
    {
        if (!_root.TryGetProperty(name, out var value) || value.ValueKind is JsonValueKind.Null) return null;
        if (kinds.Contains(value.ValueKind)) return value;
        Fault ??= (name, type);
        return null;
    }
}
