using System.Text.Json.Nodes;

namespace MusicWeb.Providers.MusicApi;

/// <summary>An order in Sonic's words: where it goes and what it says (<c>providers/musicapi-sonic.md</c>).</summary>
/// <param name="Path">Below the vendor's address.</param>
/// <param name="Body">JSON.</param>
internal sealed record SonicOrder(string Path, string Body)
{
    private const string SourceGone = "The song this was to be made from is not there any more, or MusicAPI gave no id for it.";
    private const string NoRecording = "MusicAPI takes a voice as MP3 or WAV, and this song has neither.";
    /// <summary>Why a song cannot be sent.</summary>
    public const string NoFile = "This song has no file that MusicAPI could fetch.";
    private const string PersonaGone = "This persona is not there any more, or MusicAPI gave no id for it.";

    /// <summary>The order of a call; or why there is none.</summary>
    /// <param name="call">What is asked for.</param>
    /// <param name="voice">The voice that was marked in the source, for a persona.</param>
    /// <param name="order">The order.</param>
    /// <param name="reason">Why there is none.</param>
    public static bool TryWrite(ProviderCall call, SonicVoice? voice, out SonicOrder order, out string reason)
    {
        (order, reason) = (null!, "");
        var (request, source) = (call.Request, call.Sources.Count > 0 ? call.Sources[^1] : null);
        if (IsUpload(request.Op)) reason = source is null ? SourceGone : source.FindPublicFile() is null ? NoFile : "";
        else if (request.Op is Ops.VoiceCreate) reason = source is null ? SourceGone : VoiceOf(source) is null ? NoRecording : "";
        else if (NeedsSource(request.Op) && (source is null || call.Sources.Any(one => one.ProviderClipId is null))) reason = SourceGone;
        else if (request.Op is Ops.Persona && string.IsNullOrWhiteSpace(call.Persona?.Data)) reason = PersonaGone;
        else if (ModelOf(call) is { } model && Words(request, request.Op is Ops.Mashup ? call.Sources[0] : source)?.Length > model.LyricsLimit) reason = $"The lyrics of the song are too long for {model.DisplayName}: choose a newer model.";
        if (reason.Length > 0) return false;
        order = Write(call, source, voice);
        return true;
    }

    /// <summary>The order that makes a song known; null when it has no file that could be fetched.</summary>
    public static SonicOrder? Upload(SourceClip source) => source.FindPublicFile() is null ? null : new(SonicManifest.UploadPath, WriteAddress(source).ToJsonString());

    /// <summary>The vendor fetches the song before it answers.</summary>
    public static bool IsUpload(string op) => op is Ops.Upload or Ops.UploadExtend or Ops.UploadCover;

    private static readonly string[] _recordings = ["wav", "mp3"];

    private static SourceFile? VoiceOf(SourceClip source) => _recordings.Select(source.FindFile).FirstOrDefault(file => file?.PublicAddress is not null);

    private static bool NeedsSource(string op) => op is not (Ops.Create or Ops.Persona or Ops.Lyrics or Ops.StyleBoost);

    private static SonicOrder Write(ProviderCall call, SourceClip? source, SonicVoice? voice) => call.Request.Op switch
    {
        Ops.Lyrics => new(SonicManifest.LyricsPath, new JsonObject { ["description"] = call.Request.Description }.ToJsonString()),
        Ops.StyleBoost => new(SonicManifest.TagsPath, new JsonObject { ["tags"] = call.Request.Styles }.ToJsonString()),
        Ops.Upload => Upload(source!)!,
        Ops.UploadExtend => new(SonicManifest.UploadExtendPath, WriteUploadExtend(call, source!)),
        Ops.UploadCover => new(SonicManifest.UploadCoverPath, WriteUploadCover(call.Request, source!, call.Hook)),
        Ops.ReplaceSection => new(SonicManifest.ReplacePath, WriteReplace(call.Request, source!, call.Hook)),
        Ops.PersonaCreate => new(SonicManifest.PersonaPath, WritePersona(call.Request, source!, voice)),
        Ops.VoiceCreate => new(SonicManifest.VoicePath, WriteVoice(source!, call.Hook)),
        Ops.Sample => new(SonicManifest.SamplePath, WriteSample(call.Request, source!, call.Hook)),
        Ops.Mashup => new(SonicManifest.MashupPath, WriteMashup(call)),
        Ops.Bpm => new(SonicManifest.BpmPath, WriteClip(source!)),
        Ops.Vox => new(SonicManifest.VoxPath, WriteStretch(call.Request, source!)),
        Ops.StemsBasic => new(SonicManifest.StemsBasicPath, WriteClip(source!)),
        Ops.StemsFull => new(SonicManifest.StemsFullPath, WriteClip(source!)),
        Ops.Wav => new(SonicManifest.WavPath, WriteClip(source!)),
        Ops.Midi => new(SonicManifest.MidiPath, WriteClip(source!)),
        Ops.LyricsTimeline => new(SonicManifest.TimelinePath, WriteClip(source!)),
        _ => new(SonicManifest.CreatePath, WriteSong(call, source)),
    };

    private static JsonObject WriteAddress(SourceClip source) => new() { ["url"] = source.FindPublicFile()!.PublicAddress!.AbsoluteUri };

    private static string WriteUploadExtend(ProviderCall call, SourceClip source)
    {
        var body = WriteAddress(source);
        body["continue_at"] = call.Request.ContinueAtSeconds;
        body["auto_concat"] = true;
        AddExtension(body, call, source);
        body["use_suno_cdn"] = false;
        AddHook(body, call.Hook);
        return body.ToJsonString();
    }

    private static string WriteUploadCover(MusicRequest request, SourceClip source, HookTarget? hook)
    {
        var body = WriteAddress(source);
        AddCover(body, request, source);
        if (request.AudioWeight is { } weight) body["audio_weight"] = weight;
        body["use_suno_cdn"] = false;
        AddHook(body, hook);
        return body.ToJsonString();
    }

    // Without a style it goes on as it was.
    private static void AddExtension(JsonObject body, ProviderCall call, SourceClip source) =>
        AddWords(body, call.Request with { Styles = Given(call.Request.Styles) ?? (Given(source.Styles) is { } styles && styles.Length <= ModelOf(call)?.StylesLimit ? styles : null) });

    // A song that has no words stays without.
    private static void AddCover(JsonObject body, MusicRequest request, SourceClip source)
    {
        var words = Words(request, source);
        AddWords(body, request with { Lyrics = words, Instrumental = request.Instrumental || (words is null && Given(request.Description) is null) });
    }

    // A kind of task each; what they share is said in the same way.
    private static string WriteSong(ProviderCall call, SourceClip? source)
    {
        var request = call.Request;
        var body = new JsonObject();
        switch (request.Op)
        {
            case Ops.Extend:
                body["task_type"] = source!.IsUploaded ? "extend_upload_music" : "extend_music";
                body["continue_clip_id"] = source.ProviderClipId;
                body["continue_at"] = request.ContinueAtSeconds;
                AddExtension(body, call, source);
                break;
            case Ops.Cover:
                body["task_type"] = source!.IsUploaded ? "cover_upload_music" : "cover_music";
                body["continue_clip_id"] = source.ProviderClipId;
                AddCover(body, request, source);
                // Documented for covers of what was made there.
                if (request.AudioWeight is { } weight && !source.IsUploaded) body["audio_weight"] = weight;
                break;
            case Ops.Concat:
                // Nothing else: the vendor knows what the last part goes on from.
                body["task_type"] = "concat_music";
                body["continue_clip_id"] = source!.ProviderClipId;
                break;
            case Ops.Remaster:
                body["task_type"] = "remaster";
                body["continue_clip_id"] = source!.ProviderClipId;
                body["mv"] = request.Model;
                Add(body, "variation_category", request.Variation);
                break;
            case Ops.AddVocals:
                body["task_type"] = "add_vocals";
                body["continue_clip_id"] = source!.ProviderClipId;
                AddWords(body, request);
                break;
            case Ops.AddInstrumental:
                body["task_type"] = "add_instrumental";
                body["continue_clip_id"] = source!.ProviderClipId;
                body["mv"] = request.Model;
                Add(body, "title", request.Title);
                Add(body, "tags", request.Styles);
                break;
            case Ops.Persona:
                body["task_type"] = "persona_music";
                body["persona_id"] = call.Persona!.Data;
                AddWords(body, request);
                break;
            default:
                body["task_type"] = "create_music";
                AddWords(body, request);
                break;
        }

        // Documented as required in one place; live calls and a sister host accept it always.
        body["use_suno_cdn"] = false;
        AddHook(body, call.Hook);
        return body.ToJsonString();
    }

    // Lyrics go as prompt in custom mode. A description alone goes in description mode, which takes neither title nor tags; with one of
    // them it goes as the brief of auto_lyrics, which keeps both. An instrumental with a style only is custom mode without a prompt.
    private static void AddWords(JsonObject body, MusicRequest request)
    {
        var (lyrics, description) = (Given(request.Lyrics), Given(request.Description));
        var isNamed = Given(request.Title) is not null || Given(request.Styles) is not null;
        var isCustom = lyrics is not null || description is null || (isNamed && !request.Instrumental);
        body["custom_mode"] = isCustom;
        body["mv"] = request.Model;
        if (!isCustom) body["gpt_description_prompt"] = description;
        else if (lyrics is not null && !request.Instrumental) body["prompt"] = lyrics;
        else if (description is not null)
        {
            body["auto_lyrics"] = true;
            body["prompt"] = description;
        }

        if (isCustom)
        {
            Add(body, "title", request.Title);
            Add(body, "tags", request.Styles);
        }

        Add(body, "negative_tags", request.NegativeStyles);
        if (request.Instrumental) body["make_instrumental"] = true;
        AddControls(body, request);
    }

    // The words around the stretch go as prompt and the new ones beside them. Merged, because the new stretch alone is no song.
    private static string WriteReplace(MusicRequest request, SourceClip source, HookTarget? hook)
    {
        const string NoVoice = "[Instrumental]";
        var lyrics = request.Instrumental ? NoVoice : Given(request.Lyrics);
        var body = new JsonObject
        {
            ["clip_id"] = source.ProviderClipId,
            ["mv"] = request.Model,
            ["infill_start_s"] = request.RangeStartSeconds,
            ["infill_end_s"] = request.RangeEndSeconds,
            ["prompt"] = Given(request.Description) ?? Given(source.Lyrics) ?? lyrics,
            ["auto_concat"] = true,
        };
        Add(body, "infill_lyrics", lyrics);
        Add(body, "title", request.Title);
        Add(body, "tags", request.Styles);
        Add(body, "negative_tags", request.NegativeStyles);
        AddControls(body, request);
        AddHook(body, hook);
        return body.ToJsonString();
    }

    // Words as in a new song, below the stretch that they are made for.
    private static string WriteSample(MusicRequest request, SourceClip source, HookTarget? hook)
    {
        var body = new JsonObject { ["sample_clip_id"] = source.ProviderClipId, ["chop_sample_start_s"] = request.RangeStartSeconds, ["chop_sample_end_s"] = request.RangeEndSeconds };
        AddWords(body, request);
        AddHook(body, hook);
        return body.ToJsonString();
    }

    // Where no words are given, those of the song that sings are sung.
    private static string WriteMashup(ProviderCall call)
    {
        var body = new JsonObject { ["mashup_clip_ids"] = new JsonArray([.. call.Sources.Select(source => JsonValue.Create(source.ProviderClipId))]) };
        AddCover(body, call.Request, call.Sources[0]);
        AddHook(body, call.Hook);
        return body.ToJsonString();
    }

    private static string WriteVoice(SourceClip source, HookTarget? hook)
    {
        var body = new JsonObject { ["audio_url"] = VoiceOf(source)!.PublicAddress!.AbsoluteUri };
        AddHook(body, hook);
        return body.ToJsonString();
    }

    private static string WriteStretch(MusicRequest request, SourceClip source) =>
        new JsonObject { ["clip_id"] = source.ProviderClipId, ["vocal_start_s"] = request.RangeStartSeconds, ["vocal_end_s"] = request.RangeEndSeconds }.ToJsonString();

    private static string WritePersona(MusicRequest request, SourceClip source, SonicVoice? voice)
    {
        var body = new JsonObject { ["name"] = request.Title?.Trim(), ["clip_id"] = source.ProviderClipId };
        Add(body, "describe", request.Description);
        Add(body, "styles", source.Styles);
        Add(body, "vox_audio_id", voice?.Id);
        if (voice?.StartSeconds is { } start) body["vocal_start_s"] = start;
        if (voice?.EndSeconds is { } end) body["vocal_end_s"] = end;
        return body.ToJsonString();
    }

    /// <summary>The order of what only needs to know which clip.</summary>
    private static string WriteClip(SourceClip source) => new JsonObject { ["clip_id"] = source.ProviderClipId }.ToJsonString();

    // A cover sings the words of its song, unless others are given; the words around a section have to fit as well.
    private static string? Words(MusicRequest request, SourceClip? source) => request.Op switch
    {
        Ops.Cover or Ops.UploadCover or Ops.Mashup when request.Instrumental || Given(request.Description) is not null => null,
        Ops.Cover or Ops.UploadCover or Ops.Mashup => Given(request.Lyrics) ?? Given(source?.Lyrics),
        Ops.ReplaceSection when Given(request.Description) is null => Given(source?.Lyrics),
        _ => null,
    };

    private static ModelSpec? ModelOf(ProviderCall call) => call.Model ?? SonicManifest.Manifest.FindModel(call.Request.Model);

    private static void AddControls(JsonObject body, MusicRequest request)
    {
        Add(body, "vocal_gender", request.VocalGender);
        if (request.StyleWeight is { } weight) body["style_weight"] = weight;
        if (request.Weirdness is { } weirdness) body["weirdness_constraint"] = weirdness;
    }

    private static void AddHook(JsonObject body, HookTarget? hook)
    {
        if (hook is null) return;
        body["webhook_url"] = hook.Address.AbsoluteUri;
        // Without one the vendor signs with a secret that nobody else knows.
        body["webhook_secret"] = hook.Secret;
    }

    private static void Add(JsonObject body, string name, string? value)
    {
        if (Given(value) is not null) body[name] = value;
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
