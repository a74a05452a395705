using MusicWeb.Providers.Outbound;

namespace MusicWeb.Providers.AimlApi;

/// <summary>The calls that cost nothing, one after the other, each beside what the documents say of it (<c>providers/aimlapi-music01.md</c>).</summary>
internal sealed class AimlApiContract(VendorHttp http, Uri baseUrl, VendorKey? ownKey)
{
    /// <summary>Makes the calls with a key, the installation's own for null; none when there is no key at all.</summary>
    public async Task<IReadOnlyList<ContractCheck>> CheckAsync(VendorKey? key, CancellationToken ct)
    {
        if ((key ?? ownKey) is not { } used) return [];
        var probe = new ContractProbe(http, baseUrl);
        return
        [
            await probe.AskAsync("Balance", used, AimlApiBalance.Path, ReadBalance, ct),
            // Without a model and words there is nothing that could be made.
            await probe.AskAsync("An order without words", used, Music01Manifest.GeneratePath, "{}", ReadRefusedOrder, ct),
            await probe.AskAsync("Balance with a wrong key", ContractProbe.WrongKey, AimlApiBalance.Path, ReadWrongKey, ct),
        ];
    }

    private static (string, bool) ReadBalance(VendorReply reply) => AimlApiBalance.Read(reply) switch
    {
        KeyAnswer.Works works => ($"The key works and has {works.Credits} credits, at {AimlApiBalance.Rate} of the vendor's for one.", true),
        // A documented answer all the same: it is the key that is at fault.
        KeyAnswer.Refused refused => ($"The key is not accepted: {refused.Text}", true),
        KeyAnswer.Unclear unclear => ($"Not understood: {unclear.Text}", false),
        _ => throw new InvalidOperationException("An answer of a kind nobody knows."),
    };

    private static (string, bool) ReadRefusedOrder(VendorReply reply) => AimlApiError.Of(reply) switch
    {
        { Fault: AimlApiFault.Request } error => ($"An order that is wrong is refused, and its author would read why: {error.Text}", true),
        { Fault: AimlApiFault.Account } error => ($"The key orders nothing: {error.Text}", true),
        { } error => ($"Refused in another way than documented ({error.Fault}): {error.Text}", false),
        null => ("Taken, which cannot be.", false),
    };

    private static (string, bool) ReadWrongKey(VendorReply reply) => AimlApiBalance.Read(reply) is KeyAnswer.Refused refused
        ? ($"A wrong key is told from other faults: {refused.Text}", true)
        : ("A wrong key is not told from other faults, so its owner would not be told.", false);
}
