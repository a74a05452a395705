using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Credits;

/// <summary>The tables of this room.</summary>
public static class CreditsSets
{
    extension(MusicDb db)
    {
        /// <summary>The balances.</summary>
        public DbSet<CreditAccount> CreditAccounts => db.Set<CreditAccount>();

        /// <summary>The books.</summary>
        public DbSet<Transfer> Transfers => db.Set<Transfer>();
    }
}
