using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;

namespace MusicWeb.Core.Data;

/// <summary>Keeps the Data Protection key ring in the database, so that every process on it reads the same cookies and a move takes them along.</summary>
public sealed class DatabaseKeyRing(IDbContextFactory<MusicDb> databases, TimeProvider time) : IXmlRepository
{
    /// <inheritdoc/>
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var db = databases.CreateDbContext();
        return [.. db.Set<DatabaseKey>().OrderBy(key => key.CreatedAt).Select(key => key.Xml).AsEnumerable().Select(xml => XElement.Parse(xml))];
    }

    /// <inheritdoc/>
    public void StoreElement(XElement element, string friendlyName)
    {
        ArgumentNullException.ThrowIfNull(element);
        using var db = databases.CreateDbContext();
        var now = time.GetUtcNow();
        db.Add(new DatabaseKey { Id = Guid.CreateVersion7(now), Name = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting), CreatedAt = now.UtcDateTime });
        db.SaveChanges();
    }
}
