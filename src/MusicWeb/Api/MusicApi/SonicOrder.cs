using MusicWeb.Core;
using MusicWeb.Providers;

namespace MusicWeb.Api.MusicApi;

/// <summary>Turns an order in MusicAPI's words into ours, and refuses in theirs: clients compare the sentences, so they stand here word for word.</summary>
internal static class SonicOrder
{
    private const int DescriptionLimit = 400;
    private const int TitleLimit = 80;
    private const int MaxDurationSeconds = 3600;

    // Every kind of task there, and what each needs beside mode and model. Whether a clip was uploaded is known from the clip.
    private static readonly Dictionary<string, TaskType> _types = new()
    {
        ["create_music"] = new(Ops.Create),
        ["extend_music"] = new(Ops.Extend, NeedsClip: true, NeedsPosition: true),
        ["cover_music"] = new(Ops.Cover, NeedsClip: true),
        ["concat_music"] = new(Ops.Concat, NeedsClip: true, IsClipAlone: true),
        ["persona_music"] = new(Ops.Persona, NeedsPersona: true),
        ["extend_upload_music"] = new(Ops.Extend, NeedsClip: true, NeedsPosition: true),
        ["cover_upload_music"] = new(Ops.Cover, NeedsClip: true),
    };

    /// <summary>The request for a provider; or why there is none, with the field by its name on the wire.</summary>
    public static Result<MusicRequest> Read(JsonBody body, SonicFields fields, ProviderManifest manifest)
    {
        if (body.Fault is var (field, type)) return Bad(field, $"{field} should be {type}");
        if (!_types.TryGetValue(fields.TaskType, out var task)) return Bad("task_type", "task_type field is invalid");
        if ((Missing(fields, task) ?? OutOfRange(fields)) is { } refusal) return refusal;
        if (manifest.FindOperation(task.Op) is null) return new Error("not_offered", "task_type {0} is not offered by this installation", fields.TaskType) { Field = "task_type" };
        Guid? clipId = null;
        if (task.NeedsClip)
        {
            if (!Guid.TryParse(fields.ContinueClipId, out var id)) return Bad("continue_clip_id", "continue_clip_id field is invalid");
            clipId = id;
        }

        if (task.IsClipAlone) return new MusicRequest { Op = task.Op, Model = manifest.Models[0].Name, SourceClipId = clipId };
        if (SonicMaker.ModelFor(manifest, fields.Mv) is not var (model, limits)) return Bad("mv", "mv field is invalid");
        if ((TooLong(fields, limits) ?? Unfit(fields, limits)) is { } unfit) return unfit;
        Guid? personaId = null;
        if (task.NeedsPersona)
        {
            if (!Guid.TryParse(fields.PersonaId, out var id)) return Bad("persona_id", "persona_id field is invalid");
            personaId = id;
        }

        var isBrief = fields.CustomMode is false || fields.AutoLyrics;
        return new MusicRequest
        {
            Op = task.Op,
            Model = model.Name,
            Title = fields.Title,
            Lyrics = isBrief ? null : fields.Prompt,
            Description = fields.CustomMode is false ? fields.Description : fields.AutoLyrics ? fields.Prompt : null,
            Styles = fields.Tags,
            NegativeStyles = fields.NegativeTags,
            Instrumental = fields.Instrumental,
            VocalGender = fields.VocalGender,
            StyleWeight = fields.StyleWeight,
            Weirdness = fields.Weirdness,
            DurationSeconds = (int?)fields.Duration,
            PersonaId = personaId,
            SourceClipId = clipId,
            ContinueAtSeconds = task.NeedsPosition ? fields.ContinueAt : null,
            // As at MusicAPI, where concat_music makes the whole song.
            OnlyNewPart = task.NeedsPosition,
            AudioWeight = task.Op == Ops.Cover ? fields.AudioWeight : null,
        };
    }

    private static Error? Missing(SonicFields fields, TaskType task)
    {
        if (task.NeedsClip && fields.ContinueClipId is null) return Bad("continue_clip_id", "continue_clip_id is required");
        if (task.NeedsPersona && fields.PersonaId is null) return Bad("persona_id", "persona_id is required");
        if (task.NeedsPosition && fields.ContinueAt is null) return Bad("continue_at", "continue_at is required");
        if (task.IsClipAlone) return null;
        if (fields.CustomMode is null) return Bad("custom_mode", "custom_mode should be boolean");
        if (fields.AutoLyrics && fields.CustomMode is false) return Bad("auto_lyrics", "auto_lyrics needs custom_mode true");
        if (fields.CustomMode is false && fields.Description is null) return Bad("gpt_description_prompt", "gpt_description_prompt is required");
        return fields is { CustomMode: true, Prompt: null, Instrumental: false } ? Bad("prompt", "prompt is required") : null;
    }

    private static Error? OutOfRange(SonicFields fields)
    {
        if (fields.AudioWeight is < 0 or > 1) return Bad("audio_weight", "audio_weight should be 0-1");
        if (fields.StyleWeight is < 0 or > 1) return Bad("style_weight", "style_weight should be 0-1");
        if (fields.Weirdness is < 0 or > 1) return Bad("weirdness_constraint", "weirdness_constraint should be 0-1");
        if (fields.Duration is { } seconds && (seconds is < 1 or > MaxDurationSeconds || seconds != Math.Floor(seconds))) return Bad("duration", "duration should be a whole number of seconds");
        if (fields.VocalGender is not (null or "f" or "m")) return Bad("vocal_gender", "vocal_gender should be f or m");
        // Silence would let a client wait for a call that never comes.
        return fields.WebhookUrl is null ? null : new Error("not_offered", "webhook_url is not offered by this installation: ask for the task instead") { Field = "webhook_url" };
    }

    private static Error? TooLong(SonicFields fields, SonicModel limits)
    {
        var promptLimit = fields.AutoLyrics ? DescriptionLimit : limits.PromptLimit;
        if (fields.Prompt?.Length > promptLimit) return Bad("prompt", "prompt length exceeded");
        if (fields.Description?.Length > DescriptionLimit) return Bad("gpt_description_prompt", "gpt_description_prompt length exceeded");
        if (fields.Tags?.Length > limits.TagsLimit) return Bad("tags", "tags length exceeded");
        if (fields.NegativeTags?.Length > limits.TagsLimit) return Bad("negative_tags", "negative_tags length exceeded");
        return fields.Title?.Length > TitleLimit ? Bad("title", "title length exceeded") : null;
    }

    private static Error? Unfit(SonicFields fields, SonicModel limits) =>
        fields.VocalGender is not null && !limits.VocalGender ? Bad("vocal_gender", $"vocal_gender is not supported by {limits.Name}") : null;

    // Braces in a client's own words must not be taken for places of arguments.
    private static Error Bad(string field, string text) => new("invalid_field", "{0}", text) { Field = field };

    private sealed record TaskType(string Op, bool NeedsClip = false, bool NeedsPosition = false, bool NeedsPersona = false, bool IsClipAlone = false);
}
