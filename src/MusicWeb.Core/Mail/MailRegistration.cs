using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace MusicWeb.Core.Mail;

/// <summary>Registers this room.</summary>
internal static class MailRegistration
{
    internal static IServiceCollection AddMail(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<MailOptions>().Bind(configuration.GetSection(MailOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<MailOptions>, MailOptionsCheck>();
        services.AddOptions<AddressOptions>().Bind(configuration.GetSection(AddressOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<AddressOptions>, AddressOptionsCheck>();
        services.AddSingleton<MailDelivery>();
        services.AddSingleton<MailHealth>();
        services.AddSingleton<MailQuota>();
        services.AddHostedService<MailWorker>();
        return services;
    }
}
