using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using MusicWeb.Providers;
using ScriptedProvider;

[assembly: HostingStartup(typeof(ScriptedStartup))]

namespace ScriptedProvider;

/// <summary>Registers the provider; <c>SCRIPTED_PROVIDER</c> is the address of its script.</summary>
public sealed class ScriptedStartup : IHostingStartup
{
    public void Configure(IWebHostBuilder builder) => builder.ConfigureServices(services =>
        services.AddSingleton<IMusicProvider>(_ => new WireProvider(new Uri(Environment.GetEnvironmentVariable("SCRIPTED_PROVIDER")!))));
}
