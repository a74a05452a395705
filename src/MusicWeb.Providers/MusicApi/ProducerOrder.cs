using System.Text.Json.Nodes;

namespace MusicWeb.Providers.MusicApi;

/// <summary>An order in Producer's words: where it goes and what it says (<c>providers/musicapi-producer.md</c>).</summary>
/// <param name="Path">Below the vendor's address.</param>
/// <param name="Body">JSON.</param>
internal sealed record ProducerOrder(string Path, string Body)
{
    private const string SourceGone = "The song this was to be made from is not there any more, or MusicAPI gave no id for it.";
    private const string NoFile = "This song has no file that MusicAPI could fetch.";

    /// <summary>The order of a call; or why there is none.</summary>
    public static bool TryWrite(ProviderCall call, out ProducerOrder order, out string reason)
    {
        (order, reason) = (null!, "");
        var (request, source) = (call.Request, call.Sources.Count > 0 ? call.Sources[^1] : null);
        if (request.Op is Ops.Upload) reason = source is null ? SourceGone : source.FindPublicFile() is null ? NoFile : "";
        else if (request.Op is not Ops.Create && source?.ProviderClipId is null) reason = SourceGone;
        if (reason.Length > 0) return false;
        order = request.Op switch
        {
            Ops.Upload => new(ProducerManifest.UploadPath, new JsonObject { ["url"] = source!.FindPublicFile()!.PublicAddress!.AbsoluteUri }.ToJsonString()),
            Ops.Wav => new(ProducerManifest.DownloadPath, new JsonObject { ["clip_id"] = source!.ProviderClipId, ["format"] = "wav" }.ToJsonString()),
            _ => new(ProducerManifest.CreatePath, WriteSong(request, source, call.Hook)),
        };
        return true;
    }

    /// <summary>What a new song is to sound like: all there is to say goes into one field.</summary>
    public static string Sound(MusicRequest request) => Join(request.Description, request.Styles, Without(request.NegativeStyles), request.Instrumental ? ProducerManifest.NoVoice : null);

    private static string WriteSong(MusicRequest request, SourceClip? source, HookTarget? hook)
    {
        var body = new JsonObject();
        switch (request.Op)
        {
            case Ops.Extend:
                body["task_type"] = "extend_music";
                body["clip_id"] = source!.ProviderClipId;
                body["starts_at"] = request.ContinueAtSeconds;
                body["instruction"] = Instruction(request, ProducerManifest.GoOn);
                if (!request.Instrumental) Add(body, "lyrics", request.Lyrics);
                break;
            case Ops.ReplaceSection:
                body["task_type"] = "replace_music";
                body["clip_id"] = source!.ProviderClipId;
                body["starts_at"] = request.RangeStartSeconds;
                body["ends_at"] = request.RangeEndSeconds;
                // There is no field for words here.
                body["instruction"] = Instruction(request, ProducerManifest.MakeAnew) + (request.Instrumental || string.IsNullOrWhiteSpace(request.Lyrics) ? "" : $"\nSing these words:\n{request.Lyrics}");
                break;
            case Ops.Cover:
                body["task_type"] = source!.IsUploaded ? "cover_upload_music" : "cover_music";
                body["clip_id"] = source.ProviderClipId;
                body["instruction"] = Instruction(request, "");
                // Theirs says how far to move away, ours how close to stay.
                if (request.AudioWeight is { } weight) body["strength"] = Math.Round(1 - weight, 4);
                Add(body, "title", request.Title);
                break;
            default:
                body["task_type"] = "create_music";
                Add(body, "sound", Sound(request));
                if (!request.Instrumental) Add(body, "lyrics", request.Lyrics);
                Add(body, "title", request.Title);
                break;
        }

        if (hook is not null)
        {
            body["webhook_url"] = hook.Address.AbsoluteUri;
            // Without one the vendor signs with a secret that nobody else knows.
            body["webhook_secret"] = hook.Secret;
        }

        return body.ToJsonString();
    }

    private static string Instruction(MusicRequest request, string otherwise) => Join(
        string.IsNullOrWhiteSpace(request.Styles) ? otherwise : request.Styles, Without(request.NegativeStyles), request.Instrumental ? ProducerManifest.NoVoice : null);

    // No field for it either; said in the way in which the vendor's page says "no vocals".
    private static string? Without(string? styles) =>
        styles is null ? null : string.Join(", ", styles.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(style => $"no {style}"));

    private static string Join(params IEnumerable<string?> parts) => string.Join(", ", parts.Where(part => !string.IsNullOrWhiteSpace(part)));

    private static void Add(JsonObject body, string name, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value)) body[name] = value;
    }
}
