using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MusicWeb.Core.Accounts;

namespace MusicWeb.Core.Credits;

/// <summary>Registers this room.</summary>
internal static class CreditsRegistration
{
    internal static IServiceCollection AddCredits(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<CreditOptions>().Bind(configuration.GetSection(CreditOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<CreditOptions>, CreditOptionsCheck>();
        services.AddSingleton<Journal>();
        services.AddSingleton(all => new Ledger(all.GetRequiredService<TimeProvider>(), all.GetRequiredService<Journal>()));
        services.AddSingleton<VendorMirror>();
        services.AddSingleton<StartingGrant>();
        services.AddSingleton<AccountStep>(provider => provider.GetRequiredService<StartingGrant>().RunAsync);
        services.AddSingleton<WorkspaceStep>(provider => provider.GetRequiredService<Ledger>().OpenAsync); // A team begins with nothing.
        services.AddSingleton<PriceList>();
        services.AddSingleton<CreditBalance>();
        services.AddSingleton<ChoosePayer>();
        services.AddSingleton<SetMemberCap>();
        services.AddSingleton<WorkspaceWallet>();
        services.AddSingleton<CreditStatement>();
        services.AddSingleton<GiveCredits>();
        services.AddSingleton<AdjustCredits>();
        services.AddSingleton<MoveCredits>();
        services.AddSingleton<CreditPockets>();
        services.AddSingleton<CreditAudit>();
        services.AddSingleton<CheckBooks>();
        services.AddSingleton<MonthlyAllowance>();
        services.AddSingleton<CreateRedeemCodes>();
        services.AddSingleton<RevokeRedeemCodes>();
        services.AddSingleton<RedeemBatches>();
        services.AddSingleton<RedeemUses>();
        services.AddSingleton<RedeemCredits>();
        services.AddSingleton<PriceHistory>();
        services.AddSingleton<SetPrice>();
        services.AddSingleton<CreditOutlook>();
        services.AddSingleton<CreditDays>();
        services.AddHostedService<CreditAuditAtStart>();
        services.AddSingleton<CreditRounds>();
        services.AddHostedService(all => all.GetRequiredService<CreditRounds>());
        return services;
    }
}
