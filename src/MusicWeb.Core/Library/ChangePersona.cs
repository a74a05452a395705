using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Library;

/// <summary>Gives a persona another name and description. What it sounds like never changes.</summary>
public sealed class ChangePersona(WriteQueue writes)
{
    /// <summary>Renames and describes.</summary>
    /// <returns>The id; <c>bad_name</c> or <c>bad_text</c> (with the field), <c>not_found</c> or <c>forbidden</c>.</returns>
    public Task<Result<Guid>> RunAsync(Actor actor, Guid id, string name, string description, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(description);
        var (keptName, keptDescription) = (name.Trim(), description.Trim());
        if (ShortText.RefuseName(keptName) is { } badName) return Task.FromResult<Result<Guid>>(badName);
        if (ShortText.Refuse("Description", keptDescription, Persona.DescriptionLimit, "Shorten the description: {0} of {1} characters.", "Delete the control characters from the description.") is { } badText) return Task.FromResult<Result<Guid>>(badText);
        return writes.RunAsync<Guid>(async db =>
        {
            var found = await db.FindManagedAsync<Persona>(actor, id, ct);
            if (!found.IsOk) return found.Error;
            (found.Value.Name, found.Value.Description) = (keptName, keptDescription.Length == 0 ? null : keptDescription);
            await db.AnnounceAsync(found.Value, ct);
            return id;
        }, ct);
    }
}
