using MusicWeb.Providers.Outbound;

namespace MusicWeb.Providers.AimlApi;

/// <summary>What kind of no the vendor said.</summary>
internal enum AimlApiFault
{
    /// <summary>The order itself: words, moderation, the length of a recording. Its author reads the vendor's text whole.</summary>
    Request,

    /// <summary>Key or credits of whoever owns the key, who reads the vendor's text; not the author's business.</summary>
    Account,

    /// <summary>Too much at once: certainly not made, later is better.</summary>
    Busy,

    /// <summary>The model itself says that it failed: there is no song, and there will be none.</summary>
    Failed,

    /// <summary>A fault somewhere on the way; whether something was done and charged is unknown.</summary>
    Unknown,
}

/// <summary>An error of AI/ML API or of the model behind it (<c>providers/aimlapi-music01.md</c>, errors).</summary>
/// <param name="Fault">Its kind.</param>
/// <param name="Text">The vendor's words, or ours where it has none.</param>
internal sealed record AimlApiError(AimlApiFault Fault, string Text)
{
    /// <summary>The error of an answer, or null when it is none. The model's own number counts, also under HTTP 200.</summary>
    public static AimlApiError? Of(VendorReply reply)
    {
        var model = reply.Body.Field("base_resp");
        if (model.Number("status_code") is { } code and not 0) return new AimlApiError(FaultOfModel(code), Told(model.Text("status_msg") ?? $"AI/ML API answered {code} and gave no reason.", reply));
        var status = (int)reply.Status;
        if (status is >= 200 and < 300) return null;
        return new AimlApiError(FaultOf(status), Told(TextOf(reply) ?? $"AI/ML API answered {status} and gave no reason.", reply));
    }

    private static AimlApiFault FaultOf(int status) => status switch
    {
        401 or 402 or 403 => AimlApiFault.Account,
        429 => AimlApiFault.Busy,
        >= 400 and < 500 => AimlApiFault.Request,
        _ => AimlApiFault.Unknown,
    };

    private static AimlApiFault FaultOfModel(double code) => code switch
    {
        1004 or 1008 => AimlApiFault.Account,
        1002 or 1039 or 1041 => AimlApiFault.Busy,
        1026 or 1027 or 1042 or 2013 or 2037 => AimlApiFault.Request,
        _ => AimlApiFault.Failed,
    };

    private static string? TextOf(VendorReply reply) => reply.Body.Text("message") ?? reply.Body.Field("error").Text("message") ?? reply.Body.Text("error") ?? reply.Body.Text("detail");

    // What the vendor's support asks for; it is of no use to anybody else.
    private static string Told(string text, VendorReply reply) =>
        (reply.Body.Text("trace_id") ?? reply.Body.Text("requestId")) is { } trace ? $"{text} ({trace})" : text;
}
