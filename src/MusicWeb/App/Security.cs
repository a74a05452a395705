using System.Net;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace MusicWeb.App;

/// <summary>What every answer says to the browser, and whom we believe about the sender.</summary>
internal static class Security
{
    // Radzen writes style attributes, so styles may be inline; scripts never are.
    private const string ContentPolicy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; " +
        "media-src 'self' blob:; connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    // Half the memory of the framework's 15 bits and nearly all of the saving on the wire.
    private const int CompressionWindowBits = 10;
    private const int MaxCircuitMessageBytes = 256 * 1024; // A pasted novel must reach the counter that refuses it, not end the circuit.

    public static void AddSecurity(this IServiceCollection services)
    {
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.Cookie.Name = "musicweb.form";
            antiforgery.SuppressXFrameOptionsHeader = true; // Ours is stricter.
        });
        services.AddHsts(hsts => hsts.MaxAge = TimeSpan.FromDays(365));
        services.Configure<HubOptions>(hub => hub.MaximumReceiveMessageSize = MaxCircuitMessageBytes);
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<SiteOptions>>((forwarded, site) => Trust(forwarded, site.Value.TrustedProxies));
    }

    public static void UseSecurity(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<SiteOptions>>().Value.TrustedProxies.Count > 0) app.UseForwardedHeaders();
        if (!app.Environment.IsDevelopment()) app.UseHsts();
        app.Use((context, next) =>
        {
            // At the last moment: the error page clears what was set before.
            context.Response.OnStarting(SetHeadersAsync, context.Response.Headers);
            return next(context);
        });
    }

    /// <summary>Circuits are compressed within one message only: little memory, and nothing leaks from one message into the next.</summary>
    public static void ConfigureCircuits(ServerComponentsEndpointOptions circuits)
    {
        circuits.ContentSecurityFrameAncestorsPolicy = null; // Part of our own policy.
        circuits.ConfigureWebSocketAcceptContext = static (_, accept) =>
        {
            accept.DangerousEnableCompression = true;
            accept.ServerMaxWindowBits = CompressionWindowBits;
            accept.DisableServerContextTakeover = true;
            return Task.CompletedTask;
        };
    }

    private static Task SetHeadersAsync(object state)
    {
        var headers = (IHeaderDictionary)state;
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        return Task.CompletedTask;
    }

    private static void Trust(ForwardedHeadersOptions forwarded, IEnumerable<string> proxies)
    {
        forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        forwarded.KnownIPNetworks.Clear();
        forwarded.KnownProxies.Clear();
        foreach (var proxy in proxies)
        {
            if (IPAddress.TryParse(proxy, out var address)) forwarded.KnownProxies.Add(address);
            else forwarded.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(proxy));
        }
    }
}
