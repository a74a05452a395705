using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Library;

/// <summary>A persona with its data, to take along.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Description">What its owner says about it.</param>
/// <param name="Provider">The provider that understands it.</param>
/// <param name="Data">What the provider wants back.</param>
public sealed record PersonaExport(string Name, string? Description, string Provider, string Data);

/// <summary>The one way by which a persona's data leaves: for its owner and for those it was given to manage.</summary>
public sealed class ExportPersona(IDbContextFactory<MusicDb> databases)
{
    /// <summary>Reads it.</summary>
    /// <returns>The persona; <c>not_found</c>, or <c>forbidden</c> for who may only use it.</returns>
    public async Task<Result<PersonaExport>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await databases.CreateDbContextAsync(ct);
        var found = await db.FindManagedAsync<Persona>(actor, id, ct);
        return found.IsOk ? new PersonaExport(found.Value.Name, found.Value.Description, found.Value.Provider, found.Value.Data) : found.Error;
    }
}
