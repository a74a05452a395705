using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using MusicWeb.Core.Mail;
using MusicWeb.Providers;

namespace MusicWeb.Core.Tasks;

/// <summary>What a vendor is told so that it can say that a task changed: an address and a secret, both for that task alone.</summary>
/// <param name="Target">For the vendor.</param>
/// <param name="ClosedSecret">The secret as it is kept.</param>
internal sealed record HookOffer(HookTarget Target, string ClosedSecret);

/// <summary>Makes and opens the secrets of vendors' messages.</summary>
internal sealed class TaskHooks(VendorCatalog vendors, IDataProtectionProvider protection, IOptions<AddressOptions> address)
{
    /// <summary>Where those messages arrive.</summary>
    public const string Path = "/hooks";

    private const string Purpose = "MusicWeb.Hooks.v1";
    private const int SecretBytes = 32;

    /// <summary>The offer for a task; null where the vendor sends none, or nobody outside can reach this installation.</summary>
    public HookOffer? Offer(MusicTask task, ProviderManifest manifest)
    {
        if (address.Value.PublicUrl.Length == 0 || vendors.Find(manifest.Vendor) is not { } vendor) return null;
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes));
        var target = new HookTarget(new Uri(address.Value.LinkTo($"{Path}/{vendor.Name}/{task.Id:D}{(vendor.SignsHooks ? "" : $"/{secret}")}")), secret);
        return new HookOffer(target, Protector(task.Id).Protect(secret));
    }

    /// <summary>The secret of a task; null when it has none, or the key ring it was encrypted with is lost.</summary>
    public string? Open(Guid taskId, string? closedSecret)
    {
        if (closedSecret is null) return null;
        try
        {
            return Protector(taskId).Unprotect(closedSecret);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private IDataProtector Protector(Guid taskId) => protection.CreateProtector(Purpose, $"{taskId:N}");
}
