using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;
using MusicWeb.Core.Library;

namespace MusicWeb.Core.Tasks;

/// <summary>A preset as people see it.</summary>
/// <param name="Belonging">Name, owner, rights.</param>
/// <param name="Json">The form's fields.</param>
public sealed record PresetView(BelongingView Belonging, string Json);

/// <summary>Reads the presets of a form that a workspace has or was given.</summary>
public sealed class PresetList(IDbContextFactory<MusicDb> databases)
{
    /// <summary>A page, newest first, 1 to 100 rows.</summary>
    public async Task<Page<PresetView>> PageAsync(Actor actor, string formKey, Cursor? before, int take, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await databases.CreateDbContextAsync(ct);
        var page = await db.PageAsync<Preset>(actor, presets => presets.Where(preset => preset.FormKey == formKey), trashed: false, before, take, ct);
        return new Page<PresetView>([.. page.Items.Select(shown => new PresetView(shown.View, shown.Item.Json))], page.Next);
    }
}
