using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace MusicWeb.App;

/// <summary>How often one address may try to sign in or up. Only sending the forms counts; looking at pages never does.</summary>
public static class AccountLimits
{
    /// <summary>Name of the policy, for <see cref="EnableRateLimitingAttribute"/> on the pages whose forms it guards.</summary>
    public const string Policy = "accounts";

    private const int Ipv6NetworkBytes = 8; // Whoever has one IPv6 address has a whole /64 of them.
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    internal static void AddAccountLimits(this IServiceCollection services) => services.AddRateLimiter(limiter =>
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.AddPolicy(Policy, context => HttpMethods.IsPost(context.Request.Method)
            ? RateLimitPartition.GetFixedWindowLimiter(Sender(context.Connection.RemoteIpAddress), _ => new FixedWindowRateLimiterOptions
            {
                Window = Window,
                PermitLimit = context.RequestServices.GetRequiredService<IOptions<SiteOptions>>().Value.AttemptsPerMinute,
            })
            : RateLimitPartition.GetNoLimiter(string.Empty));
        // The body stays empty here, so that the problem page explains it.
        limiter.OnRejected = static (rejected, _) =>
        {
            var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var left) ? left : Window;
            rejected.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            return ValueTask.CompletedTask;
        };
    });

    private static string Sender(IPAddress? address) => address switch
    {
        null => "unknown",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, Ipv6NetworkBytes)),
        _ => address.ToString(),
    };
}
