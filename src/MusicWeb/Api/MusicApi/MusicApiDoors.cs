using Microsoft.Extensions.Options;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Library;
using MusicWeb.Core.Mail;
using MusicWeb.Core.Media;
using MusicWeb.Core.Tasks;
using MusicWeb.Providers;

namespace MusicWeb.Api.MusicApi;

/// <summary>
/// The surface of MusicAPI that existing clients use: they need another address and a key, and nothing else. Behind it stand the verbs
/// of the pages.
/// </summary>
internal static class MusicApiDoors
{
    public static void MapMusicApi(this IEndpointRouteBuilder v1)
    {
        v1.MapPost("/sonic/create", CreateAsync);
        v1.MapGet("/sonic/task/{id}", FindAsync);
        v1.MapGet("/get-credits", CreditsAsync);
    }

    private static async Task<IResult> CreateAsync(HttpContext context, SonicMaker sonic, FindLine lines, EnqueueTask enqueue, TimeProvider time, CancellationToken ct)
    {
        var actor = ApiKeyDoor.ActorOf(context);
        if (!actor.CanCreate) return ApiAnswer.Refusal(context, new("forbidden", "This API key may not create: its scopes or its owner's role do not allow it."));
        var body = await JsonBody.ReadAsync(context.Request, ct);
        if (!body.IsOk) return ApiAnswer.Refusal(context, body.Error!);
        var fields = SonicFields.Of(body.Value);
        if (await sonic.FindAsync(actor, fields.ContinueClipId, ct) is not { } manifest) return ApiAnswer.Problem(StatusCodes.Status503ServiceUnavailable, "No provider makes sonic's songs on this installation.", "no_provider");
        var request = SonicOrder.Read(body.Value, fields, manifest);
        if (!request.IsOk) return ApiAnswer.Refusal(context, request.Error!, request.Error!.Field);
        var order = request.Value;
        if (order.Op == Ops.Concat)
        {
            // The part's name is enough there: what it goes on from is known.
            Guid[] line = [.. (await lines.RunAsync(actor, order.SourceClipId!.Value, ct)).Select(clip => clip.Id)];
            if (line.Length < 2) return ApiAnswer.Refusal(context, new("no_source", "This clip goes on from no other, so there is nothing to join."), "continue_clip_id");
            order = order with { SourceClipId = null, SourceClipIds = line };
        }

        var id = RepeatKey.IdFor(context.Request, actor, time.GetUtcNow());
        if (!id.IsOk) return ApiAnswer.Refusal(context, id.Error!);
        var task = await enqueue.RunAsync(actor, id.Value, manifest.Name, order, retryOfId: null, ct);
        return task.IsOk ? ApiAnswer.Ok(new { message = "success", task_id = task.Value }) : ApiAnswer.Refusal(context, task.Error!, fields.NameOf(task.Error!.Field));
    }

    private static async Task<IResult> FindAsync(string id, HttpContext context, FindTask find, ListTakes takes, MediaLinks links, IOptions<AddressOptions> address, CancellationToken ct)
    {
        var actor = ApiKeyDoor.ActorOf(context);
        if (!Guid.TryParse(id, out var taskId) || await find.RunAsync(actor, taskId, ct) is not { } task) return ApiAnswer.Problem(StatusCodes.Status404NotFound, "task not found.", "not_found");
        var clips = task.State is TaskState.Succeeded ? await takes.RunAsync(actor, taskId, ct) : [];
        var (request, known) = (context.Request, address.Value.PublicUrl);
        var site = known.Length > 0 ? known.TrimEnd('/') : $"{request.Scheme}://{request.Host}{request.PathBase}";
        return ApiAnswer.Ok(SonicTask.Of(task, clips, fileId => $"{site}/media/signed/{links.Sign(fileId)}"));
    }

    private static async Task<IResult> CreditsAsync(HttpContext context, CreditBalance balance, CancellationToken ct)
    {
        var credits = await balance.FindAsync(ApiKeyDoor.ActorOf(context), ct);
        return ApiAnswer.Ok(new { credits = credits.Available, extra_credits = 0 });
    }
}
