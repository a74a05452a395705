using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;
using MusicWeb.Core.Library;
using MusicWeb.Providers;

namespace MusicWeb.Core.Tasks;

/// <summary>Keeps settings of a form under a name.</summary>
public sealed class SavePreset(WriteQueue writes, TimeProvider time)
{
    /// <summary>Saves, over the preset of this id where there is one.</summary>
    /// <param name="actor">Who saves.</param>
    /// <param name="id">Chosen by the caller, so that a double click saves once.</param>
    /// <param name="formKey">Which form.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="json">The form's fields.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The id; <c>bad_name</c> (with the field), <c>bad_preset</c>, <c>not_found</c> or <c>forbidden</c>.</returns>
    public Task<Result<Guid>> RunAsync(Actor actor, Guid id, string formKey, string name, string json, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(json);
        var keptName = name.Trim();
        if (ShortText.RefuseName(keptName) is { } refusal) return Task.FromResult<Result<Guid>>(refusal);
        if (json.Length > Preset.JsonLimit || !RequestRules.IsReadable(json)) return Task.FromResult<Result<Guid>>(new Error("bad_preset", "These settings are too long to be kept: shorten them."));
        if (!actor.CanWrite) return Task.FromResult<Result<Guid>>(Error.Forbidden);
        return writes.RunAsync<Guid>(async db =>
        {
            if (!await db.Presets.AnyAsync(preset => preset.Id == id, ct))
            {
                db.Presets.Add(new Preset { Id = id, WorkspaceId = actor.WorkspaceId, OwnerId = actor.UserId, FormKey = formKey, Name = keptName, Json = json, CreatedAt = time.GetUtcNow().UtcDateTime });
                db.Announce($"workspace:{actor.WorkspaceId}", LiveKinds.Preset, id);
                return id;
            }

            var found = await db.FindManagedAsync<Preset>(actor, id, ct);
            if (!found.IsOk) return found.Error;
            (found.Value.Name, found.Value.Json) = (keptName, json);
            await db.AnnounceAsync(found.Value, ct);
            return id;
        }, ct);
    }
}
