using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MusicWeb.Providers.Outbound;

/// <summary>Puts the corrections of a provider between its adapter, which speaks as the documents do, and the wire.</summary>
internal sealed class CorrectedWire(IReadOnlyList<WireCorrection> corrections)
{
    private const string Json = "application/json";

    // Everything that comes is read again by us, and everything that goes is read by a vendor's parser.
    private static readonly JsonWriterOptions _plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Where a call really goes.</summary>
    public string PathOf(string path)
    {
        foreach (var (kind, _, documented, actual) in corrections)
        {
            if (kind is WireKind.Path && IsCall(documented, path, out var id)) return actual.Replace(WireCorrection.Id, id, StringComparison.Ordinal);
        }

        return path;
    }

    /// <summary>What the vendor calls a field of an answer.</summary>
    public string NameOf(string path, string field) => Of(WireKind.ReadField, path).LastOrDefault(correction => correction.Documented == field)?.Actual ?? field;

    /// <summary>The JSON of a body as it is really sent.</summary>
    public string Write(string path, string body)
    {
        var (fields, texts) = (Fields(path, WireKind.SentField), Of(WireKind.SentValue, path).ToList());
        return fields.Count == 0 && texts.Count == 0 ? body : Encoding.UTF8.GetString(Rewrite(JsonElement.Parse(body), fields, texts));
    }

    /// <summary>A body as it is really sent; of a form, its parts are taken over.</summary>
    public async Task<HttpContent?> WriteAsync(string path, HttpContent? content, CancellationToken ct)
    {
        var (fields, texts) = (Fields(path, WireKind.SentField), Of(WireKind.SentValue, path).ToList());
        if (content is null || (fields.Count == 0 && texts.Count == 0)) return content;
        if (content is MultipartFormDataContent form) return await WriteAsync(form, fields, texts, ct);
        return content.Headers.ContentType?.MediaType is Json ? new StringContent(Write(path, await content.ReadAsStringAsync(ct)), Encoding.UTF8, Json) : content;
    }

    /// <summary>An answer as the documents would have it.</summary>
    public JsonElement Read(string path, JsonElement body)
    {
        var fields = Of(WireKind.ReadField, path).GroupBy(correction => correction.Actual).ToDictionary(same => same.Key, same => same.Last().Documented);
        return fields.Count == 0 || body.ValueKind is JsonValueKind.Undefined ? body : JsonElement.Parse(Rewrite(body, fields, texts: null));
    }

    private static async Task<HttpContent> WriteAsync(MultipartFormDataContent form, Dictionary<string, string> fields, List<WireCorrection> texts, CancellationToken ct)
    {
        var sent = new MultipartFormDataContent();
        foreach (var part in form)
        {
            var named = part;
            if (part.Headers.ContentDisposition is { Name: { } quoted } disposition && quoted.Trim('"') is var name)
            {
                if (part is StringContent && Find(texts, name, await part.ReadAsStringAsync(ct)) is { } text) named = new StringContent(text) { Headers = { ContentDisposition = disposition, ContentType = part.Headers.ContentType } };
                disposition.Name = $"\"{fields.GetValueOrDefault(name, name)}\"";
            }

            sent.Add(named);
        }

        return sent;
    }

    private Dictionary<string, string> Fields(string path, WireKind kind) =>
        Of(kind, path).GroupBy(correction => correction.Documented).ToDictionary(same => same.Key, same => same.Last().Actual);

    // What is said of one call goes before what is said of all.
    private IEnumerable<WireCorrection> Of(WireKind kind, string path) =>
        corrections.Where(correction => correction.Kind == kind && (correction.Path.Length == 0 || IsCall(correction.Path, path, out _))).OrderBy(correction => correction.Path.Length > 0);

    private static string? Find(List<WireCorrection>? texts, string field, string? text) => texts?.FindLast(correction => correction.Documented == $"{field}={text}")?.Actual;

    private static bool IsCall(string documented, string path, out string id)
    {
        var place = documented.IndexOf(WireCorrection.Id, StringComparison.Ordinal);
        id = place >= 0 && path.StartsWith(documented[..place], StringComparison.Ordinal) ? path[place..] : "";
        return place >= 0 ? id.Length > 0 : path == documented;
    }

    private static byte[] Rewrite(JsonElement value, Dictionary<string, string> fields, List<WireCorrection>? texts)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, _plain)) Rewrite(writer, value, field: "", fields, texts);
        return bytes.ToArray();
    }

    private static void Rewrite(Utf8JsonWriter writer, JsonElement value, string field, Dictionary<string, string> fields, List<WireCorrection>? texts)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in value.EnumerateObject().Where(property => !IsHidden(property, value, fields)))
                {
                    // Some vendors write stray spaces around their names.
                    writer.WritePropertyName(fields.GetValueOrDefault(property.Name.Trim(), property.Name));
                    Rewrite(writer, property.Value, property.Name, fields, texts);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray()) Rewrite(writer, item, field, fields, texts);
                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                var text = value.GetString()!;
                writer.WriteStringValue(Find(texts, field, text) ?? (texts is null ? Inside(text, fields) : text));
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    // Where the vendor uses both names, the one it was corrected to is meant.
    private static bool IsHidden(JsonProperty property, JsonElement owner, Dictionary<string, string> fields) =>
        !fields.ContainsKey(property.Name.Trim()) && fields.Any(field => field.Value == property.Name && owner.TryGetProperty(field.Key, out _));

    // An answer can carry JSON as text.
    private static string Inside(string text, Dictionary<string, string> fields)
    {
        if (text.AsSpan().TrimStart() is not ['{' or '[', ..]) return text;
        try
        {
            return Encoding.UTF8.GetString(Rewrite(JsonElement.Parse(text), fields, texts: null));
        }
        catch (JsonException)
        {
            return text;
        }
    }
}
