using MusicWeb.Providers.Outbound;

namespace MusicWeb.Providers.MusicApi;

/// <summary>The calls that cost nothing, one after the other, each beside what the documents say of it (<c>providers/musicapi-common.md</c>).</summary>
internal sealed class MusicApiContract(VendorHttp http, Uri baseUrl, IReadOnlyList<string> taskPaths, VendorKey? ownKey)
{
    // Nobody's key, and it looks it.
    private static readonly VendorKey _wrongKey = new("not-a-key-of-anybody");

    /// <summary>Makes the calls with a key, the installation's own for null; none when there is no key at all.</summary>
    public async Task<IReadOnlyList<ContractCheck>> CheckAsync(VendorKey? key, CancellationToken ct)
    {
        if ((key ?? ownKey) is not { } used) return [];
        return
        [
            await CallAsync("Balance", used, MusicApiCredits.Path, ReadBalance, ct),
            .. await UnknownTasksAsync(used, ct),
            await CallAsync("Balance with a wrong key", _wrongKey, MusicApiCredits.Path, ReadWrongKey, ct),
        ];
    }

    // Each product is asked in its own place.
    private async Task<List<ContractCheck>> UnknownTasksAsync(VendorKey key, CancellationToken ct)
    {
        var checks = new List<ContractCheck>();
        foreach (var path in taskPaths)
        {
            var name = path == ProducerManifest.TaskPath ? "A task that does not exist, of Producer" : "A task that does not exist";
            checks.Add(await CallAsync(name, key, $"{path}{Guid.CreateVersion7():D}", path == ProducerManifest.TaskPath ? ReadUnknownProducerTask : ReadUnknownTask, ct));
        }

        return checks;
    }

    private Task<ContractCheck> CallAsync(string name, VendorKey key, string path, Func<VendorReply, (string Reading, bool IsAsDocumented)> read, CancellationToken ct) =>
        ContractCall.MakeAsync(http, baseUrl, name, key, path, body: null, read, ct);

    private static (string, bool) ReadBalance(VendorReply reply) => MusicApiCredits.Read(reply) switch
    {
        KeyAnswer.Works works => ($"The key works and has {works.Credits} credits.", true),
        // A documented answer all the same: it is the key that is at fault.
        KeyAnswer.Refused refused => ($"The key is not accepted: {refused.Text}", true),
        KeyAnswer.Unclear unclear => ($"Not understood: {unclear.Text}", false),
        _ => throw new InvalidOperationException("An answer of a kind nobody knows."),
    };

    private static (string, bool) ReadUnknownTask(VendorReply reply) => MusicApiError.Of(reply) switch
    {
        { Fault: MusicApiFault.Request } error => ($"An unknown task is refused, so a task would count as failed: {error.Text}", true),
        { } error => ($"Refused in another way than documented ({error.Fault}): {error.Text}", false),
        null => (SonicWire.HasNoClips(reply) ? "Read as a task that is not ready yet: it would be asked for until its deadline." : "Read as a task with clips, which cannot be.", false),
    };

    private static (string, bool) ReadUnknownProducerTask(VendorReply reply) => MusicApiError.Of(reply) is not null
        ? ReadUnknownTask(reply)
        : ($"Read as a task in the state “{ProducerWire.ReadTask(reply.Body).State}”: it would be asked for until its deadline.", false);

    private static (string, bool) ReadWrongKey(VendorReply reply) => MusicApiCredits.Read(reply) is KeyAnswer.Refused refused
        ? ($"A wrong key is told from other faults: {refused.Text}", true)
        : ("A wrong key is not told from other faults, so its owner would not be told.", false);
}
