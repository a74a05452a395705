using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Admin;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Data;
using MusicWeb.Core.Durable;
using MusicWeb.Core.Leaving;
using MusicWeb.Core.Library;
using MusicWeb.Core.Live;
using MusicWeb.Core.Mail;
using MusicWeb.Core.Media;
using MusicWeb.Core.Tasks;
using MusicWeb.Core.Vendors;

namespace MusicWeb.Core;

/// <summary>Brings the rooms together; each has its own registration.</summary>
public static class CoreRegistration
{
    /// <summary>Adds everything below the doors. Settings are read when they are first needed, so a test may still change them.</summary>
    public static IServiceCollection AddMusicCore(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(TimeProvider.System);
        return services.AddData(configuration).AddLive().AddMail(configuration).AddAccounts(configuration).AddCredits(configuration).AddMedia(configuration).AddLibrary().AddVendors().AddDurable().AddTasks(configuration).AddAdmin().AddLeaving();
    }
}
