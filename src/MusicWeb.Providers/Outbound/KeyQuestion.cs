namespace MusicWeb.Providers.Outbound;

/// <summary>Asks a vendor about a key by a call that costs nothing; that nobody answers is an answer too.</summary>
internal static class KeyQuestion
{
    private static readonly TimeSpan _timeout = TimeSpan.FromSeconds(20);

    /// <summary>What the vendor says.</summary>
    /// <param name="http">The wire.</param>
    /// <param name="key">The key.</param>
    /// <param name="path">Below the vendor's address.</param>
    /// <param name="read">How an answer is understood.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<KeyAnswer> AskAsync(VendorHttp http, VendorKey key, string path, Func<VendorReply, KeyAnswer> read, CancellationToken ct)
    {
        try
        {
            return read(await http.SendAsync(key.Text, HttpMethod.Get, path, body: null, _timeout, ct));
        }
        catch (Exception fault) when (fault is RequestNotSentException or HttpRequestException or ProviderProtocolException)
        {
            return new KeyAnswer.Unclear(fault.Message);
        }
    }
}
