using System.Text.Json;
using MusicWeb.Providers.Outbound;

namespace MusicWeb.Providers.MusicApi;

/// <summary>What kind of no the vendor said.</summary>
internal enum MusicApiFault
{
    /// <summary>The order itself: words, style, moderation. Its author reads the vendor's text whole.</summary>
    Request,

    /// <summary>Key, credits or subscription of whoever owns the key, who reads the vendor's text; not the author's business.</summary>
    Account,

    /// <summary>Too much at once: certainly not taken, later is better.</summary>
    Busy,

    /// <summary>The vendor gave up, and its credits came back.</summary>
    TimedOut,

    /// <summary>The operation or the thing is gone for good.</summary>
    Gone,

    /// <summary>A fault on the vendor's side; whether it did something is unknown.</summary>
    Unknown,
}

/// <summary>A refusal of the vendor, understood (<c>providers/musicapi-common.md</c>, errors).</summary>
/// <param name="Fault">Its kind.</param>
/// <param name="Text">The vendor's words, or the status when there are none.</param>
internal sealed record MusicApiError(MusicApiFault Fault, string Text)
{
    /// <summary>What the author of an order reads.</summary>
    public string ForAuthor => Fault switch
    {
        MusicApiFault.Gone => $"MusicAPI no longer offers this. {Text}",
        _ => Text,
    };

    /// <summary>The error in a reply, or null when it is none. A success whose <c>code</c> is another is an error too.</summary>
    public static MusicApiError? Of(VendorReply reply)
    {
        var status = (int)reply.Status;
        if (status is >= 200 and < 300)
        {
            if (Code(reply.Body) is not { } code || code is >= 200 and < 300) return null;
            status = code;
        }

        var text = TextOf(reply.Body) ?? $"MusicAPI answered with {status}.";
        return new MusicApiError(FaultOf(status, text), text);
    }

    /// <summary>What it means for an order that was handed in with this reply.</summary>
    /// <exception cref="RequestNotSentException">It was turned away at the door.</exception>
    /// <exception cref="HttpRequestException">Nobody can say whether it was taken before this went wrong.</exception>
    public SubmitAnswer AnswerSubmit(VendorReply reply) => Fault switch
    {
        MusicApiFault.Account => new SubmitAnswer.KeyRefused(Text),
        MusicApiFault.Busy => throw new RequestNotSentException(Text) { RetryAfter = reply.RetryAfter },
        MusicApiFault.Unknown or MusicApiFault.TimedOut => throw new HttpRequestException(Text, inner: null, reply.Status),
        _ => new SubmitAnswer.Refused(ForAuthor),
    };

    /// <summary>What it means for a task that was asked for with this reply; null when the vendor is busy and has to be asked later.</summary>
    /// <exception cref="KeyRefusedException">The song may be there all the same, once the key's owner has settled things with the vendor.</exception>
    /// <exception cref="HttpRequestException">Nothing is known from this reply.</exception>
    public ProviderStatus? AnswerPoll(VendorReply reply) => Fault switch
    {
        MusicApiFault.Request or MusicApiFault.Gone or MusicApiFault.TimedOut => new ProviderStatus.Failed(ForAuthor),
        MusicApiFault.Busy => null,
        MusicApiFault.Account => throw new KeyRefusedException(Text),
        _ => throw new HttpRequestException(Text, inner: null, reply.Status),
    };

    private static MusicApiFault FaultOf(int status, string text) => status switch
    {
        _ when Says(text, "concurrent") => MusicApiFault.Busy,
        401 => MusicApiFault.Account,
        402 => MusicApiFault.Account,
        403 when Says(text, "credits are not enough") || Says(text, "not enough credits") || Says(text, "subscription") => MusicApiFault.Account,
        410 => MusicApiFault.Gone,
        429 => MusicApiFault.Busy,
        504 => MusicApiFault.TimedOut,
        >= 400 and < 500 => MusicApiFault.Request,
        _ => MusicApiFault.Unknown,
    };

    private static bool Says(string text, string fragment) => text.Contains(fragment, StringComparison.OrdinalIgnoreCase);

    private static int? Code(JsonElement body) =>
        body.ValueKind is JsonValueKind.Object && body.TryGetProperty("code", out var code) && code.ValueKind is JsonValueKind.Number && code.TryGetInt32(out var value) ? value : null;

    private static string? TextOf(JsonElement body)
    {
        if (body.ValueKind is not JsonValueKind.Object) return null;
        foreach (var name in (ReadOnlySpan<string>)["detail", "error", "message"])
        {
            if (body.TryGetProperty(name, out var text) && text.ValueKind is JsonValueKind.String && text.GetString() is { } words && !string.IsNullOrWhiteSpace(words)) return words.Trim();
        }

        return null;
    }
}
