using System.Text.Json;

namespace MusicWeb.Providers.Outbound;

/// <summary>Makes calls that cost nothing and keeps what was sent, what came and how it was understood, with secrets masked.</summary>
/// <param name="http">The wire.</param>
/// <param name="baseUrl">Where it leads.</param>
internal sealed class ContractProbe(VendorHttp http, Uri baseUrl)
{
    private const int AnswerLimit = 4000;
    private static readonly TimeSpan _timeout = TimeSpan.FromSeconds(20);

    /// <summary>Nobody's key, and it looks it.</summary>
    public static readonly VendorKey WrongKey = new("not-a-key-of-anybody");

    /// <summary>Asks with GET.</summary>
    public Task<ContractCheck> AskAsync(string name, VendorKey? key, string path, Func<VendorReply, (string Reading, bool IsAsDocumented)> read, CancellationToken ct) =>
        AskAsync(name, key, path, body: null, read, ct);

    /// <summary>Sends a body with POST, or asks with GET where there is none; a vendor that cannot be reached is an answer too.</summary>
    /// <param name="name">What is asked.</param>
    /// <param name="key">The key; null where none is asked for.</param>
    /// <param name="path">Below the address.</param>
    /// <param name="body">JSON to post; null to get.</param>
    /// <param name="read">How the answer is understood, and whether it is what the documents say.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<ContractCheck> AskAsync(string name, VendorKey? key, string path, string? body, Func<VendorReply, (string Reading, bool IsAsDocumented)> read, CancellationToken ct)
    {
        var method = body is null ? HttpMethod.Get : HttpMethod.Post;
        var request = $"{method} {new Uri(baseUrl, path)}";
        try
        {
            var wire = await http.ReadCorrectionsAsync(ct);
            request = $"{method} {new Uri(baseUrl, wire.PathOf(path))}{(key is null ? "" : $"\nAuthorization: Bearer {key}")}{(body is null ? "" : $"\n\n{wire.Write(path, body)}")}";
            var reply = await http.SendAsync(key?.Text, method, path, body, _timeout, ct);
            var (reading, isAsDocumented) = read(reply);
            return new ContractCheck(name, request, Shown(reply, key), reading, isAsDocumented);
        }
        catch (Exception fault) when (fault is RequestNotSentException or HttpRequestException or ProviderProtocolException)
        {
            return new ContractCheck(name, request, fault.Message, "No answer that could be read.", IsAsDocumented: false);
        }
    }

    private static string Shown(VendorReply reply, VendorKey? key)
    {
        var body = reply.Came.ValueKind is JsonValueKind.Undefined ? "(no JSON)" : reply.Came.GetRawText();
        // A vendor that repeats what it was sent shall not show it here either.
        var text = $"{(int)reply.Status} {reply.Status}\n{body}";
        if (key is not null) text = text.Replace(key.Text, $"{key}", StringComparison.Ordinal);
        return text.Length <= AnswerLimit ? text : text[..AnswerLimit] + "…";
    }
}
