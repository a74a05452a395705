using System.Globalization;
using System.Text.Json.Serialization;
using MusicWeb.Core.Library;
using MusicWeb.Core.Tasks;

namespace MusicWeb.Api.MusicApi;

/// <summary>A clip in MusicAPI's shape; until it is there, what is known of it.</summary>
internal sealed record SonicClip(
    string? ClipId, string State, string? Title, string? Tags, string? Lyrics, string? ImageUrl, string? AudioUrl, string? VideoUrl, string CreatedAt,
    string Mv, string? GptDescriptionPrompt, string? Duration, string? NegativeTags, double? StyleWeight, double? WeirdnessConstraint,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ErrorMessage = null);

/// <summary>The answer to <c>GET /api/v1/sonic/task/{id}</c>.</summary>
internal sealed record SonicTask(int Code, string Message, IReadOnlyList<SonicClip> Data)
{
    /// <summary>A task with what it yielded.</summary>
    /// <param name="task">The task.</param>
    /// <param name="takes">Its clips, once there are any.</param>
    /// <param name="linkTo">Makes the address of a file that can be fetched without a key.</param>
    public static SonicTask Of(TaskView task, IReadOnlyList<ClipView> takes, Func<Guid, string> linkTo)
    {
        var state = StateOf(task.State);
        SonicClip[] data = takes.Count > 0
            ? [.. takes.Select(clip => Done(task, clip, linkTo))]
            : [.. Enumerable.Repeat(Open(task, state), Math.Max(1, task.Takes))];
        return new SonicTask(StatusCodes.Status200OK, "success", data);
    }

    private static SonicClip Done(TaskView task, ClipView clip, Func<Guid, string> linkTo)
    {
        // Most clients expect MP3; where there is none, what a browser would play.
        var file = clip.Files.FirstOrDefault(file => file.Kind == "mp3") ?? clip.Playable;
        return new SonicClip(
            clip.Id.ToString(), "succeeded", clip.Title, clip.Styles, clip.Lyrics, ImageUrl: null, file is null ? null : linkTo(file.Id), VideoUrl: null, Iso(clip.CreatedAt),
            clip.Model, task.Request.Description, clip.DurationSeconds.ToString("0.00", CultureInfo.InvariantCulture), task.Request.NegativeStyles, task.Request.StyleWeight, task.Request.Weirdness);
    }

    private static SonicClip Open(TaskView task, string state) => new(
        ClipId: null, state, task.Request.Title, task.Request.Styles, task.Request.Lyrics, ImageUrl: null, AudioUrl: null, VideoUrl: null, Iso(task.CreatedAt),
        task.Model, task.Request.Description, Duration: null, task.Request.NegativeStyles, task.Request.StyleWeight, task.Request.Weirdness,
        state is "failed" ? task.Reason ?? "The task was cancelled." : null);

    private static string StateOf(TaskState state) => state switch
    {
        TaskState.Queued => "pending",
        TaskState.Succeeded => "succeeded",
        TaskState.Failed or TaskState.Cancelled => "failed",
        _ => "running",
    };

    private static string Iso(DateTime moment) => moment.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
