using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MusicWeb.Providers.AceStep;

/// <summary>An order in the server's words (<c>providers/ace-step.md</c>): fields, and the song that is sent along.</summary>
/// <param name="Fields">Numbers, texts and booleans by name.</param>
/// <param name="Source">The song; null where none is needed. Its bytes go along, because the server takes no addresses.</param>
internal sealed record AceStepOrder(JsonObject Fields, SourceFile? Source)
{
    // Best first: on the way to one's own server, size is no matter.
    private static readonly string[] _formats = ["flac", "wav", "mp3", "m4a"];

    /// <summary>The file of a song that is sent; null when it has none that can be.</summary>
    public static SourceFile? FileOf(SourceClip source) => _formats.Select(source.FindFile).FirstOrDefault(file => file is not null);

    /// <summary>The orders of a request: one, or for all stems one for each track.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="source">The song it starts from; null where there is none.</param>
    /// <param name="abilities">What the server has loaded.</param>
    public static IReadOnlyList<AceStepOrder> Write(MusicRequest request, SourceClip? source, AceStepAbilities abilities)
    {
        var file = source is null ? null : FileOf(source);
        return request.Op switch
        {
            Ops.StemsFull => [.. AceStepManifest.Tracks.Select(track => new AceStepOrder(Extract(request, abilities, track), file))],
            Ops.Vox => [new AceStepOrder(Extract(request, abilities, "vocals"), file)],
            Ops.Bpm => [new AceStepOrder(new JsonObject { ["full_analysis_only"] = true }, file)],
            Ops.Create => [new AceStepOrder(Create(request, abilities), Source: null)],
            _ => [new AceStepOrder(FromSong(request, source!, abilities), file)],
        };
    }

    /// <summary>The body: JSON, or a form where a song goes along.</summary>
    /// <param name="ct">Cancels opening the song.</param>
    public async Task<HttpContent> ToContentAsync(CancellationToken ct)
    {
        if (Source is null) return new StringContent(Fields.ToJsonString(), Encoding.UTF8, "application/json");
        var form = new MultipartFormDataContent();
        foreach (var (name, value) in Fields) form.Add(new StringContent(Plain(value!)), $"\"{name}\"");
        var song = new StreamContent(await Source.OpenAsync(ct));
        song.Headers.ContentType = new MediaTypeHeaderValue(Source.ContentType);
        song.Headers.ContentLength = Source.SizeBytes;
        // The server looks at the name's end.
        form.Add(song, "\"src_audio\"", $"\"song.{Source.Kind}\"");
        return form;
    }

    // A description is written out by the server's language model where it has one, and is a style otherwise.
    private static JsonObject Create(MusicRequest request, AceStepAbilities abilities)
    {
        var fields = Task(request, abilities, "text2music");
        var wish = string.Join(", ", new[] { request.Description, request.Styles }.Where(text => !string.IsNullOrWhiteSpace(text)));
        var isWrittenOut = abilities.HasLanguageModel is not false && !request.Instrumental && string.IsNullOrWhiteSpace(request.Lyrics);
        fields[isWrittenOut ? "sample_query" : "prompt"] = wish;
        if (request.Instrumental) fields["lyrics"] = AceStepManifest.Instrumental;
        else if (!isWrittenOut) fields["lyrics"] = request.Lyrics ?? "";
        // Of use for new songs only: what starts from a song shall listen to it, and not to a plan.
        if (abilities.HasLanguageModel is true) fields["thinking"] = true;
        if (!string.IsNullOrWhiteSpace(request.NegativeStyles)) fields["lm_negative_prompt"] = request.NegativeStyles;
        if (request.DurationSeconds is { } seconds) fields["audio_duration"] = seconds;
        return fields;
    }

    private static JsonObject FromSong(MusicRequest request, SourceClip source, AceStepAbilities abilities)
    {
        var fields = Task(request, abilities, request.Op switch { Ops.Cover => "cover", Ops.Extend or Ops.ReplaceSection => "repaint", _ => "complete" });
        // Left empty, it goes on as it was.
        fields["prompt"] = Given(request.Styles) ?? Given(source.Styles) ?? "";
        fields["lyrics"] = AceStepWords.Sung(request, source) ?? AceStepManifest.Instrumental;
        switch (request.Op)
        {
            case Ops.Cover:
                // 1 stays close to the song, as our own measure does.
                if (request.AudioWeight is { } weight) fields["audio_cover_strength"] = weight;
                break;
            case Ops.Extend:
                fields["repainting_start"] = request.ContinueAtSeconds;
                fields["repainting_end"] = request.ContinueAtSeconds + (request.DurationSeconds ?? AceStepManifest.ExtensionSeconds);
                break;
            case Ops.ReplaceSection:
                fields["repainting_start"] = request.RangeStartSeconds;
                fields["repainting_end"] = request.RangeEndSeconds;
                break;
            default:
                fields["instruction"] = $"Complete the input track with {string.Join(", ", request.Op is Ops.AddVocals ? AceStepManifest.Voices : AceStepManifest.Band)}:";
                break;
        }

        return fields;
    }

    private static JsonObject Extract(MusicRequest request, AceStepAbilities abilities, string track)
    {
        var fields = Task(request, abilities, "extract");
        fields["batch_size"] = 1;
        // Newer builds read the name, older ones the sentence.
        fields["track_name"] = track;
        fields["instruction"] = $"Extract the {track} track from the audio:";
        return fields;
    }

    private static JsonObject Task(MusicRequest request, AceStepAbilities abilities, string type)
    {
        var fields = new JsonObject
        {
            ["task_type"] = type,
            ["batch_size"] = AceStepManifest.Takes,
            ["audio_format"] = "flac",
            ["inference_steps"] = abilities.IsBase(request.Model) ? AceStepManifest.BaseSteps : AceStepManifest.TurboSteps,
        };
        if (request.Model != AceStepManifest.DefaultModel) fields["model"] = request.Model;
        return fields;
    }

    private static string Plain(JsonNode value) => value.GetValueKind() is JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString();

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
