using MusicWeb.Providers.Outbound;

namespace MusicWeb.Providers.MusicApi;

/// <summary>The calls that cost nothing, one after the other, each beside what the documents say of it (<c>providers/musicapi-common.md</c>).</summary>
internal sealed class MusicApiContract(VendorHttp http, Uri baseUrl, IReadOnlyList<string> taskPaths, VendorKey? ownKey)
{
    /// <summary>Makes the calls with a key, the installation's own for null; none when there is no key at all.</summary>
    public async Task<IReadOnlyList<ContractCheck>> CheckAsync(VendorKey? key, CancellationToken ct)
    {
        if ((key ?? ownKey) is not { } used) return [];
        var probe = new ContractProbe(http, baseUrl);
        return
        [
            await probe.AskAsync("Balance", used, MusicApiCredits.Path, ReadBalance, ct),
            .. await UnknownTasksAsync(probe, used, ct),
            await probe.AskAsync("Balance with a wrong key", ContractProbe.WrongKey, MusicApiCredits.Path, ReadWrongKey, ct),
        ];
    }

    // Each product is asked in its own place.
    private async Task<List<ContractCheck>> UnknownTasksAsync(ContractProbe probe, VendorKey key, CancellationToken ct)
    {
        var checks = new List<ContractCheck>();
        foreach (var path in taskPaths)
        {
            var (name, read) = _products.GetValueOrDefault(path, ("A task that does not exist", ReadUnknownTask));
            checks.Add(await probe.AskAsync(name, key, $"{path}{Guid.CreateVersion7():D}", read, ct));
        }

        return checks;
    }

    private static readonly Dictionary<string, (string Name, Func<VendorReply, (string Reading, bool IsAsDocumented)> Read)> _products = new()
    {
        [ProducerManifest.TaskPath] = ("A task that does not exist, of Producer", ReadUnknownProducerTask),
        [NuroManifest.TaskPath] = ("A task that does not exist, of Nuro", ReadUnknownNuroTask),
    };

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

    private static (string, bool) ReadUnknownNuroTask(VendorReply reply) => MusicApiError.Of(reply) switch
    {
        { Fault: MusicApiFault.Gone } error => ($"Nuro is retired here as well: leave it off. {error.Text}", true),
        { Fault: MusicApiFault.Request } error => ($"Nuro is there: an unknown task is refused, so a task would count as failed: {error.Text}", true),
        { } error => ($"Refused in another way than documented ({error.Fault}): {error.Text}", false),
        null => ("Read as a task, which cannot be.", false),
    };

    private static (string, bool) ReadUnknownProducerTask(VendorReply reply) => MusicApiError.Of(reply) is not null
        ? ReadUnknownTask(reply)
        : ($"Read as a task in the state “{ProducerWire.ReadTask(reply.Body).State}”: it would be asked for until its deadline.", false);

    private static (string, bool) ReadWrongKey(VendorReply reply) => MusicApiCredits.Read(reply) is KeyAnswer.Refused refused
        ? ($"A wrong key is told from other faults: {refused.Text}", true)
        : ("A wrong key is not told from other faults, so its owner would not be told.", false);
}
