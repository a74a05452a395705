using MusicWeb.Providers.Outbound;

namespace MusicWeb.Providers.VidGo;

/// <summary>The one call that costs nothing, with a task that does not exist: it tells whether a key is accepted, and whether an unknown task ends (<c>providers/vidgo.md</c>, errors).</summary>
internal sealed class VidGoContract(VendorHttp http, Uri baseUrl, VendorKey? ownKey)
{
    /// <summary>What the vendor says about a key, the installation's own for null. It has no balance to tell.</summary>
    public async Task<KeyAnswer> AskAsync(VendorKey? key, CancellationToken ct) =>
        (key ?? ownKey) is { } used ? await KeyQuestion.AskAsync(http, used, NoTask, Read, ct) : new KeyAnswer.Refused(VidGoVendor.NoKey);

    /// <summary>Makes the calls with a key, the installation's own for null; none when there is no key at all.</summary>
    public async Task<IReadOnlyList<ContractCheck>> CheckAsync(VendorKey? key, CancellationToken ct)
    {
        if ((key ?? ownKey) is not { } used) return [];
        var probe = new ContractProbe(http, baseUrl);
        return
        [
            await probe.AskAsync("A task that does not exist", used, NoTask, ReadUnknownTask, ct),
            await probe.AskAsync("A task with a wrong key", ContractProbe.WrongKey, NoTask, ReadWrongKey, ct),
        ];
    }

    // No task of anybody. A refusal of it comes from behind the door, so the key has opened that.
    private static string NoTask => VidGoManifest.DetailPath + Uri.EscapeDataString($"{Guid.CreateVersion7():N}");

    private static KeyAnswer Read(VendorReply reply) => VidGoError.Of(reply) switch
    {
        null or { Fault: VidGoFault.Request } => new KeyAnswer.Works(Credits: null),
        { Fault: VidGoFault.Account } error => new KeyAnswer.Refused(error.Text),
        { } error => new KeyAnswer.Unclear(error.Text),
    };

    private static (string, bool) ReadUnknownTask(VendorReply reply) => VidGoError.Of(reply) switch
    {
        { Fault: VidGoFault.Request } error => ($"The key is accepted, and an unknown task is refused, so a task would count as failed: {error.Text}", true),
        // A documented answer all the same: it is the key that is at fault.
        { Fault: VidGoFault.Account } error => ($"The key is not accepted: {error.Text}", true),
        { } error => ($"Refused in another way than documented ({error.Fault}): {error.Text}", false),
        null => (VidGoWire.ReadTask(reply.Body) is { } task
            ? $"An unknown task is called {task.Status}: it would be asked for until its deadline."
            : "The answer names no task and no error: a task would be asked for until its deadline.", false),
    };

    private static (string, bool) ReadWrongKey(VendorReply reply) => Read(reply) is KeyAnswer.Refused refused
        ? ($"A wrong key is told from other faults: {refused.Text}", true)
        : ("A wrong key is not told from other faults, so a test of a key says nothing, and its owner would not be told.", false);
}
