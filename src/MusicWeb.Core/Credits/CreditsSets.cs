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

        /// <summary>Credits that expire.</summary>
        public DbSet<CreditLot> CreditLots => db.Set<CreditLot>();

        /// <summary>Which holds rest on credits that expire.</summary>
        internal DbSet<LotHold> LotHolds => db.Set<LotHold>();
        /// <summary>How far members may spend.</summary>
        public DbSet<MemberCap> MemberCaps => db.Set<MemberCap>();

        /// <summary>How far members have spent.</summary>
        public DbSet<MemberSpending> MemberSpending => db.Set<MemberSpending>();

        /// <summary>Who pays.</summary>
        public DbSet<PayerChoice> PayerChoices => db.Set<PayerChoice>();

        /// <summary>Prices that were set.</summary>
        public DbSet<PriceChange> PriceChanges => db.Set<PriceChange>();

        /// <summary>Codes that were made together.</summary>
        public DbSet<RedeemBatch> RedeemBatches => db.Set<RedeemBatch>();

        /// <summary>Checks of all books.</summary>
        public DbSet<BooksCheck> BooksChecks => db.Set<BooksCheck>();

        /// <summary>Single codes.</summary>
        internal DbSet<RedeemCode> RedeemCodes => db.Set<RedeemCode>();

        /// <summary>Who redeemed what.</summary>
        internal DbSet<Redemption> Redemptions => db.Set<Redemption>();

        /// <summary>Who tried how often.</summary>
        internal DbSet<RedeemAttempts> RedeemAttempts => db.Set<RedeemAttempts>();

        /// <summary>Months and their allowance.</summary>
        internal DbSet<AllowanceMonth> AllowanceMonths => db.Set<AllowanceMonth>();

        /// <summary>The books.</summary>
        public DbSet<Transfer> Transfers => db.Set<Transfer>();
    }
}
