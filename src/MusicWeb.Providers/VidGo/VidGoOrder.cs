using System.Text.Json.Nodes;

namespace MusicWeb.Providers.VidGo;

/// <summary>An order in the words of VidGo: one door for everything, a name for what is wanted, and its input (<c>providers/vidgo.md</c>).</summary>
internal static class VidGoOrder
{
    private const string SourceGone = "The song this was to be made from is not there any more, or VidGo gave no id for it.";
    private const string NoFile = "This song has no file that VidGo could fetch.";
    private const string PersonaGone = "This persona is not there any more, or VidGo gave no id for it.";
    private const string NoStyle = "Name a style: VidGo asks for one here, and this song has none.";
    private const string NotSplit = "VidGo writes the notes of what it split itself, and gave no id for that.";

    /// <summary>The body of a call's order; or why there is none.</summary>
    public static bool TryWrite(ProviderCall call, out string body, out string reason)
    {
        (body, reason) = ("", "");
        var (request, source) = (call.Request, call.Sources.Count > 0 ? call.Sources[0] : null);
        var isKnown = IsKnown(source);
        if (VidGoManifest.Manifest.FindOperation(request.Op) is { Needs: var needs } operation && needs.HasFlag(OperationNeeds.SourceClip))
        {
            if (source is null || (operation.SourceById && !isKnown)) reason = SourceGone;
            else if (operation.Sends(isKnown) && source.FindPublicFile() is null) reason = NoFile;
        }

        if (reason.Length == 0 && request.Op is Ops.Persona && string.IsNullOrWhiteSpace(call.Persona?.Data)) reason = PersonaGone;
        if (reason.Length == 0 && request.Op is Ops.ReplaceSection && StylesOf(call, source!) is null) reason = NoStyle;
        if (reason.Length == 0 && request.Op is Ops.Midi && SplitTask(source!) is null) reason = NotSplit;
        if (reason.Length == 0 && ModelOf(call) is { } model && CoverWords(request, source)?.Length > model.LyricsLimit) reason = $"The lyrics of the song are too long for {model.DisplayName}: choose a newer model.";
        if (reason.Length > 0) return false;
        var (name, input) = Write(call, source, isKnown);
        var order = new JsonObject { ["model"] = name };
        if (call.Hook is { } hook) order["callback_url"] = hook.Address.AbsoluteUri;
        order["input"] = input;
        body = order.ToJsonString();
        return true;
    }

    private static (string Name, JsonObject Input) Write(ProviderCall call, SourceClip? source, bool isKnown) => call.Request.Op switch
    {
        Ops.Extend => isKnown ? ("extend-music", WriteExtend(GoneOn(call, source!), source!)) : ("upload-and-extend-audio", WriteUploadExtend(GoneOn(call, source!), source!)),
        Ops.Cover => ("upload-and-cover-audio", WriteCover(call.Request, source!)),
        Ops.ReplaceSection => ("replace-section", WriteReplace(GoneOn(call, source!), source!)),
        Ops.AddVocals => ("add-vocals", WriteAdded(call.Request, source!, "style")),
        Ops.AddInstrumental => ("add-instrumental", WriteAdded(call.Request, source!, "tags")),
        Ops.StemsBasic => ("separate-vocals", WriteClip(source!)),
        Ops.StemsFull => isKnown ? ("stem-split", WriteClip(source!)) : ("upload-and-separate-vocals", WriteSeparate(source!)),
        Ops.Wav => ("convert-to-wav", WriteClip(source!)),
        Ops.Midi => ("generate-midi", new JsonObject { ["task_id"] = SplitTask(source!) }),
        Ops.CoverArt => ("generate-music-cover", new JsonObject { ["task_id"] = source!.ProviderTaskId }),
        Ops.LyricsTimeline => ("get-timestamped-lyrics", WriteClip(source!)),
        Ops.Video => ("create-music-video", WriteClip(source!)),
        Ops.Lyrics => ("generate-lyrics", new JsonObject { ["prompt"] = call.Request.Description }),
        Ops.StyleBoost => ("boost-music-style", new JsonObject { ["content"] = call.Request.Styles }),
        Ops.PersonaCreate => ("generate-persona", WritePersona(call.Request, source!)),
        _ => ("generate-music", WriteCreate(call.Request, call.Persona)),
    };

    // Simple mode for a description, custom mode for own words, style or title.
    private static JsonObject WriteCreate(MusicRequest request, SourcePersona? persona)
    {
        var isSimple = Given(request.Description) is not null;
        var input = new JsonObject { ["custom_mode"] = !isSimple, ["instrumental"] = request.Instrumental, ["mv"] = request.Model };
        if (isSimple) input["prompt"] = request.Description;
        else
        {
            if (!request.Instrumental) Add(input, "prompt", request.Lyrics);
            Add(input, "style", request.Styles);
            Add(input, "title", request.Title);
            Add(input, "vocal_gender", request.VocalGender);
        }

        Add(input, "persona_id", persona?.Data);
        AddControls(input, request);
        return input;
    }

    private static JsonObject WriteExtend(MusicRequest request, SourceClip source)
    {
        var input = new JsonObject { ["default_param_flag"] = true, ["audio_id"] = source.ProviderClipId, ["mv"] = request.Model, ["continue_at"] = Rounded(request.ContinueAtSeconds) };
        // There is no switch for an instrumental here.
        Add(input, "prompt", request.Instrumental ? VidGoManifest.NoVoice : Given(request.Lyrics) ?? request.Description);
        AddExtension(input, request, source);
        return input;
    }

    private static JsonObject WriteUploadExtend(MusicRequest request, SourceClip source)
    {
        var input = new JsonObject
        {
            ["upload_url"] = AddressOf(source),
            ["default_param_flag"] = true,
            ["mv"] = request.Model,
            ["continue_at"] = Rounded(request.ContinueAtSeconds),
            ["instrumental"] = request.Instrumental,
        };
        if (!request.Instrumental) Add(input, "prompt", Given(request.Lyrics) ?? request.Description);
        AddExtension(input, request, source);
        return input;
    }

    // Left empty, it goes on as it was.
    private static MusicRequest GoneOn(ProviderCall call, SourceClip source) => call.Request with { Styles = StylesOf(call, source) };

    private static void AddExtension(JsonObject input, MusicRequest request, SourceClip source)
    {
        Add(input, "style", request.Styles);
        Add(input, "title", TitleOf(request, source));
        Add(input, "vocal_gender", request.VocalGender);
        AddControls(input, request);
    }

    private static JsonObject WriteCover(MusicRequest request, SourceClip source)
    {
        var words = CoverWords(request, source);
        var input = new JsonObject { ["upload_url"] = AddressOf(source), ["custom_mode"] = true, ["instrumental"] = words is null, ["mv"] = request.Model };
        Add(input, "prompt", words);
        Add(input, "style", request.Styles);
        Add(input, "title", TitleOf(request, source));
        Add(input, "vocal_gender", request.VocalGender);
        AddControls(input, request);
        return input;
    }

    // All but the things to avoid is required.
    private static JsonObject WriteReplace(MusicRequest request, SourceClip source)
    {
        var input = WriteClip(source);
        input["prompt"] = request.Instrumental ? VidGoManifest.NoVoice : Given(request.Lyrics) ?? request.Description;
        input["tags"] = request.Styles;
        input["title"] = TitleOf(request, source);
        input["infill_start_s"] = Rounded(request.RangeStartSeconds);
        input["infill_end_s"] = Rounded(request.RangeEndSeconds);
        Add(input, "negative_tags", request.NegativeStyles);
        return input;
    }

    // The wanted style has another name in each of both. Where the engine's version goes is unclear, so it is named only where it is not the usual one.
    private static JsonObject WriteAdded(MusicRequest request, SourceClip source, string styleField)
    {
        var input = new JsonObject
        {
            ["upload_url"] = AddressOf(source),
            ["title"] = TitleOf(request, source),
            [styleField] = request.Styles,
            ["negative_tags"] = Given(request.NegativeStyles) ?? VidGoManifest.NothingToAvoid,
        };
        if (request.Op is Ops.AddVocals) input["prompt"] = Given(request.Lyrics) ?? request.Description;
        if (request.Model == VidGoManifest.NamedAddingModel) input["mv"] = request.Model;
        Add(input, "vocal_gender", request.VocalGender);
        AddControls(input, request);
        return input;
    }

    private static JsonObject WriteSeparate(SourceClip source)
    {
        var input = new JsonObject { ["audio_url"] = AddressOf(source), ["model_name"] = VidGoManifest.SeparationModel, ["output_type"] = VidGoManifest.SeparationOutput };
        Add(input, "title", Fit(source.Title, VidGoManifest.Manifest.Models[0].TitleLimit));
        return input;
    }

    // The vendor insists on a description; nobody has to write one here.
    private static JsonObject WritePersona(MusicRequest request, SourceClip source)
    {
        var input = WriteClip(source);
        input["name"] = request.Title?.Trim();
        input["description"] = Given(request.Description) ?? Given(source.Styles) ?? request.Title?.Trim();
        return input;
    }

    // What needs only to know which song: the task it came of and its own id.
    private static JsonObject WriteClip(SourceClip source) => new() { ["task_id"] = source.ProviderTaskId, ["audio_id"] = source.ProviderClipId };

    private static bool IsKnown(SourceClip? source) => source is { ProviderClipId: not null, ProviderTaskId: not null } && source.Provider == VidGoManifest.Manifest.Name;

    private static string? SplitTask(SourceClip source) => VidGoStems.Basic.Select(kind => source.FindFile(kind)?.ProviderTaskId).FirstOrDefault(id => id is not null);

    private static string AddressOf(SourceClip source) => source.FindPublicFile()!.PublicAddress!.AbsoluteUri;

    // A cover sings the words of its song, unless others are given.
    private static string? CoverWords(MusicRequest request, SourceClip? source) => request.Op is Ops.Cover && !request.Instrumental ? Given(request.Lyrics) ?? Given(source?.Lyrics) : null;

    private static ModelSpec? ModelOf(ProviderCall call) => call.Model ?? VidGoManifest.Manifest.FindModel(call.Request.Model);

    private static string? StylesOf(ProviderCall call, SourceClip source) =>
        Given(call.Request.Styles) ?? (source.Styles?.Length <= ModelOf(call)?.StylesLimit ? Given(source.Styles) : null);

    private static string TitleOf(MusicRequest request, SourceClip source) => Given(request.Title) ?? Fit(source.Title, VidGoManifest.Manifest.Models[0].TitleLimit);

    private static string Fit(string text, int limit) => text.Length <= limit ? text : text[..(char.IsHighSurrogate(text[limit - 1]) ? limit - 1 : limit)];

    private static void AddControls(JsonObject input, MusicRequest request)
    {
        if (!input.ContainsKey("negative_tags")) Add(input, "negative_tags", request.NegativeStyles);
        Add(input, "style_weight", request.StyleWeight);
        Add(input, "weirdness_constraint", request.Weirdness);
        Add(input, "audio_weight", request.AudioWeight);
    }

    private static void Add(JsonObject input, string name, string? value)
    {
        if (Given(value) is not null) input[name] = value;
    }

    private static void Add(JsonObject input, string name, double? value)
    {
        if (value is not null) input[name] = Rounded(value);
    }

    // Two decimals are taken.
    private static double? Rounded(double? value) => value is { } number ? Math.Round(number, 2) : null;

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
