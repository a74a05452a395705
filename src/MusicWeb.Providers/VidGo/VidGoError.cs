using MusicWeb.Providers.Outbound;

namespace MusicWeb.Providers.VidGo;

/// <summary>What kind of no the vendor said.</summary>
internal enum VidGoFault
{
    /// <summary>The order itself; its author reads the vendor's text whole.</summary>
    Request,

    /// <summary>Key or credits of whoever owns the key, who reads the vendor's text; not the author's business.</summary>
    Account,

    /// <summary>Too much at once, or closed for repair: certainly not taken.</summary>
    Busy,

    /// <summary>Anything else: nobody can say what became of it.</summary>
    Unknown,
}

/// <summary>An error of VidGo. Its list is not published: the numbers are those of its sister interfaces (<c>providers/vidgo.md</c>, errors).</summary>
/// <param name="Fault">Which kind.</param>
/// <param name="Text">The vendor's words, or ours where it has none.</param>
internal sealed record VidGoError(VidGoFault Fault, string Text)
{
    /// <summary>The error of an answer, or null when it is none. The number in the envelope counts, also under HTTP 200.</summary>
    public static VidGoError? Of(VendorReply reply)
    {
        var code = VidGoWire.ReadCode(reply.Body) ?? (int)reply.Status;
        if (code is 200 or 0 && (int)reply.Status < 400) return null;
        if (code is 200 or 0) code = (int)reply.Status;
        var text = VidGoWire.ReadMessage(reply.Body) ?? $"VidGo answered {code} and gave no reason.";
        return new VidGoError(FaultOf(code, text), text);
    }

    private static VidGoFault FaultOf(int code, string text) => code switch
    {
        401 or 402 or 403 => VidGoFault.Account,
        // In this family of interfaces it can mean too fast, and it can mean out of credits.
        429 when text.Contains("credit", StringComparison.OrdinalIgnoreCase) => VidGoFault.Account,
        405 or 429 or 430 or 455 => VidGoFault.Busy,
        >= 400 and < 500 => VidGoFault.Request,
        _ => VidGoFault.Unknown,
    };
}
