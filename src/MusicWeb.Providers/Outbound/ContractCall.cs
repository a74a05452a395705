using System.Text.Json;

namespace MusicWeb.Providers.Outbound;

/// <summary>One call of a check against a vendor's documents, with what was sent and came.</summary>
internal static class ContractCall
{
    private const int AnswerLimit = 4000;
    private static readonly TimeSpan _timeout = TimeSpan.FromSeconds(20);

    /// <summary>Makes the call; a vendor that cannot be reached is an answer too.</summary>
    /// <param name="http">The wire.</param>
    /// <param name="baseUrl">Where the vendor is, only to be shown.</param>
    /// <param name="name">What is asked.</param>
    /// <param name="key">The key; null where none is asked for.</param>
    /// <param name="path">Below the address.</param>
    /// <param name="body">JSON to post; null to get.</param>
    /// <param name="read">How the answer is understood, and whether it is what the documents say.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<ContractCheck> MakeAsync(
        VendorHttp http, Uri baseUrl, string name, VendorKey? key, string path, string? body, Func<VendorReply, (string Reading, bool IsAsDocumented)> read, CancellationToken ct)
    {
        var method = body is null ? HttpMethod.Get : HttpMethod.Post;
        var request = string.Join('\n', new[] { $"{method} {new Uri(baseUrl, path)}", key is null ? null : $"Authorization: Bearer {key}", body }.OfType<string>());
        try
        {
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
        var body = reply.Body.ValueKind is JsonValueKind.Undefined ? "(no JSON)" : reply.Body.GetRawText();
        var text = $"{(int)reply.Status} {reply.Status}\n{body}";
        // A vendor that repeats what it was sent shall not show it here either.
        if (key is not null) text = text.Replace(key.Text, $"{key}", StringComparison.Ordinal);
        return text.Length <= AnswerLimit ? text : text[..AnswerLimit] + "…";
    }
}
