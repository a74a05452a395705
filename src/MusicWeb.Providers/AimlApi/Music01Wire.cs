using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MusicWeb.Providers.Outbound;

namespace MusicWeb.Providers.AimlApi;

/// <summary>What the vendor calls a voice and what plays, as a persona keeps them.</summary>
/// <param name="VoiceId">The voice; null where there was none.</param>
/// <param name="InstrumentalId">What plays; null where there was nothing.</param>
internal sealed record Music01Reference(string? VoiceId, string? InstrumentalId)
{
    /// <summary>What everybody reads who may use it, in English.</summary>
    public string Summary => (VoiceId, InstrumentalId) switch
    {
        (not null, not null) => "A voice and what plays to it",
        (not null, null) => "A voice alone: its songs are sung without music",
        _ => "Music alone: its songs are played to your words",
    };
}

/// <summary>Everything that is odd about the wire of music-01 stays in here (<c>providers/aimlapi-music01.md</c>).</summary>
internal static partial class Music01Wire
{
    private const string Accompanied = "##";

    /// <summary>The form that carries a recording.</summary>
    public static MultipartFormDataContent WriteUpload(string purpose, Stream sound, bool isMp3)
    {
        // Names in quotes and a boundary without them: that is what everybody else sends, and some servers know nothing else.
        var boundary = $"musicweb-{Guid.CreateVersion7():N}";
        var form = new MultipartFormDataContent(boundary);
        form.Headers.ContentType = MediaTypeHeaderValue.Parse($"multipart/form-data; boundary={boundary}");
        var word = new StringContent(purpose);
        word.Headers.ContentType = null;
        form.Add(word, "\"purpose\"");
        var file = new StreamContent(sound);
        file.Headers.ContentType = new MediaTypeHeaderValue(isMp3 ? "audio/mpeg" : "audio/wav");
        file.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = "\"file\"", FileName = isMp3 ? "\"song.mp3\"" : "\"song.wav\"" };
        form.Add(file);
        return form;
    }

    /// <summary>What a recording is called from now on; null when the answer names nothing.</summary>
    public static Music01Reference? ReadReference(JsonElement body)
    {
        var (voice, instrumental) = (body.Text("voice_id"), body.Text("instrumental_id"));
        return voice is null && instrumental is null ? null : new Music01Reference(voice, instrumental);
    }

    /// <summary>What a persona keeps.</summary>
    public static string WriteReference(Music01Reference reference)
    {
        var data = new JsonObject();
        if (reference.VoiceId is { } voice) data["voice_id"] = voice;
        if (reference.InstrumentalId is { } instrumental) data["instrumental_id"] = instrumental;
        return data.ToJsonString();
    }

    /// <summary>Reads what a persona kept; null when there is none of ours.</summary>
    public static Music01Reference? ReadReference(string? data)
    {
        try
        {
            return data is null ? null : ReadReference(JsonElement.Parse(data));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The order of a song.</summary>
    public static string WriteGenerate(MusicRequest request, Music01Reference reference)
    {
        var body = new JsonObject { ["model"] = Music01Manifest.Model, ["lyrics"] = Words(request.Lyrics ?? "", isAccompanied: reference.InstrumentalId is not null) };
        if (reference.VoiceId is { } voice) body["refer_voice"] = voice;
        if (reference.InstrumentalId is { } instrumental) body["refer_instrumental"] = instrumental;
        body["audio_setting"] = new JsonObject { ["format"] = Music01Manifest.Format, ["sample_rate"] = Music01Manifest.SampleRate, ["bitrate"] = Music01Manifest.Bitrate };
        return body.ToJsonString();
    }

    /// <summary>Where the sound is, when the answer does not carry it itself.</summary>
    public static Uri? ReadAddress(JsonElement body) => body.Field("data").Address("audio");

    /// <summary>What the vendor's support asks for.</summary>
    public static string? ReadTrace(JsonElement body) => body.Text("trace_id");

    /// <summary>The length in seconds, 0 when it is not told. Lengths are in milliseconds; what is certain about a file of constant rate goes first.</summary>
    public static double ReadSeconds(JsonElement body)
    {
        var info = body.Field("extra_info");
        var (bytes, bits) = (info.Number("audio_size") ?? info.Number("music_size"), info.Number("audio_bitrate") ?? info.Number("bitrate"));
        if (bytes is > 0 && bits is > 0) return bytes.Value * 8 / bits.Value;
        return (info.Number("audio_length") ?? info.Number("music_duration")) is { } length and > 0 && double.IsFinite(length) ? length / 1000 : 0;
    }

    // The model knows no section markers and would sing them: where one stood, it pauses. Marked as accompanied, the words are not sung alone.
    private static string Words(string lyrics, bool isAccompanied)
    {
        var words = Pauses().Replace(Markers().Replace(lyrics.ReplaceLineEndings("\n"), ""), "\n\n").Trim();
        var isMarked = words.StartsWith(Accompanied, StringComparison.Ordinal) || words.Length + (2 * Accompanied.Length) > Music01Manifest.Manifest.Models[0].LyricsLimit;
        return isAccompanied && !isMarked ? Accompanied + words + Accompanied : words;
    }

    [GeneratedRegex(@"^[ \t]*\[[^\]\n]*\][ \t]*$", RegexOptions.Multiline)]
    private static partial Regex Markers();

    [GeneratedRegex(@"\n[ \t]*\n\s*")]
    private static partial Regex Pauses();
}
