using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace MusicWeb.Core.Accounts;

/// <summary>Registers this room.</summary>
internal static class AccountsRegistration
{
    internal static IServiceCollection AddAccounts(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AccountOptions>().Bind(configuration.GetSection(AccountOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<AccountOptions>, AccountOptionsCheck>();
        services.AddSingleton<ForgetOld>();
        services.AddSingleton<FindActor>();
        services.AddSingleton<OpenAccount>();
        services.AddSingleton<CreateWorkspace>();
        services.AddSingleton<RenameWorkspace>();
        services.AddSingleton<ChangeRole>();
        services.AddSingleton<TransferOwnership>();
        services.AddSingleton<RemoveMember>();
        services.AddSingleton<CreateInvitation>();
        services.AddSingleton<RevokeInvitation>();
        services.AddSingleton<AcceptInvitation>();
        services.AddSingleton<WorkspaceDirectory>();
        services.AddSingleton<WorkspaceActivity>();
        services.AddSingleton<FindKeyActor>();
        services.AddSingleton<ListApiKeys>();
        services.AddSingleton<CreateApiKey>();
        services.AddSingleton<EditApiKey>();
        services.AddSingleton<RotateApiKey>();
        services.AddSingleton<RevokeApiKey>();
        services.AddSingleton<NoticeList>();
        services.AddSingleton<ReadNotices>();
        services.AddSingleton<FindNoticeSettings>();
        services.AddSingleton<SaveNoticeSettings>();
        services.AddSingleton<AccountStep>(OpenNotices.RunAsync);
        services.AddScoped<AccountNews>();
        services.AddSingleton<TakeTimeCode>();
        services.AddSingleton<OpenSession>();
        services.AddSingleton<CheckSession>();
        services.AddSingleton<ConfirmSession>();
        services.AddSingleton<EndSessions>();
        services.AddSingleton<SessionList>();
        services.AddSingleton<DisableUser>();
        services.AddSingleton<EnableUser>();
        services.AddSingleton<ResetSecondFactor>();
        services.AddSingleton<RenamePerson>();
        services.AddSingleton<PasskeyShelf>();
        services.AddSingleton<OutsideLogins>();
        services.AddSingleton<SignUpLinks>();
        return services;
    }
}
