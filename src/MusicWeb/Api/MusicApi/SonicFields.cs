namespace MusicWeb.Api.MusicApi;

/// <summary>The fields of <c>POST /api/v1/sonic/create</c>. What is not among them is ignored, as at MusicAPI.</summary>
internal sealed record SonicFields(
    string TaskType, bool? CustomMode, string? Mv, string? Prompt, string? Description, bool AutoLyrics, string? Title, string? Tags,
    string? NegativeTags, bool Instrumental, string? VocalGender, double? StyleWeight, double? Weirdness, double? AudioWeight,
    string? ContinueClipId, double? ContinueAt, string? PersonaId, double? Duration, string? WebhookUrl)
{
    public static SonicFields Of(JsonBody body)
    {
        _ = body.Flag("use_suno_cdn"); // Accepted with the right type; there is only one place to fetch songs from.
        return new SonicFields(
            body.Text("task_type") ?? "create_music", body.Flag("custom_mode"), body.Text("mv"), body.Text("prompt"), body.Text("gpt_description_prompt"),
            body.Flag("auto_lyrics") ?? false, body.Text("title"), body.Text("tags"), body.Text("negative_tags"), body.Flag("make_instrumental") ?? false,
            body.Text("vocal_gender"), body.Number("style_weight"), body.Number("weirdness_constraint"), body.Number("audio_weight"),
            body.Text("continue_clip_id"), body.Number("continue_at"), body.Text("persona_id"), body.Number("duration"), body.Text("webhook_url"));
    }

    /// <summary>How a field of a request is called here.</summary>
    public string? NameOf(string? property) => property switch
    {
        nameof(Providers.MusicRequest.Lyrics) => "prompt",
        nameof(Providers.MusicRequest.Description) => CustomMode is true ? "prompt" : "gpt_description_prompt",
        nameof(Providers.MusicRequest.Styles) => "tags",
        nameof(Providers.MusicRequest.NegativeStyles) => "negative_tags",
        nameof(Providers.MusicRequest.Title) => "title",
        nameof(Providers.MusicRequest.Model) => "mv",
        nameof(Providers.MusicRequest.Op) => "task_type",
        nameof(Providers.MusicRequest.VocalGender) => "vocal_gender",
        nameof(Providers.MusicRequest.StyleWeight) => "style_weight",
        nameof(Providers.MusicRequest.Weirdness) => "weirdness_constraint",
        nameof(Providers.MusicRequest.DurationSeconds) => "duration",
        nameof(Providers.MusicRequest.SourceClipId) or nameof(Providers.MusicRequest.SourceClipIds) => "continue_clip_id",
        nameof(Providers.MusicRequest.ContinueAtSeconds) => "continue_at",
        nameof(Providers.MusicRequest.AudioWeight) => "audio_weight",
        nameof(Providers.MusicRequest.PersonaId) => "persona_id",
        _ => null,
    };
}
