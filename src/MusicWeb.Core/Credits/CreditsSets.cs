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

        /// <summary>How far members may spend.</summary>
        public DbSet<MemberCap> MemberCaps => db.Set<MemberCap>();

        /// <summary>How far members have spent.</summary>
        public DbSet<MemberSpending> MemberSpending => db.Set<MemberSpending>();

        /// <summary>Who pays.</summary>
        public DbSet<PayerChoice> PayerChoices => db.Set<PayerChoice>();

        /// <summary>Credits that expire.</summary>
        public DbSet<CreditLot> CreditLots => db.Set<CreditLot>();

        /// <summary>Which holds rest on credits that expire.</summary>
        internal DbSet<LotHold> LotHolds => db.Set<LotHold>();

        /// <summary>The books.</summary>
        public DbSet<Transfer> Transfers => db.Set<Transfer>();
    }
}
