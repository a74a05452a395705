using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using MusicWeb.Providers;

namespace MusicWeb.Core.Vendors;

/// <summary>Encrypts vendors' keys with the key ring of the installation. The row's id is part of the purpose: a secret copied to another row opens nothing.</summary>
internal sealed class KeyVault(IDataProtectionProvider protection)
{
    private const string Purpose = "MusicWeb.ProviderKeys.v1";

    /// <summary>Encrypts.</summary>
    public string Close(Guid keyId, VendorKey key) => Protector(keyId).Protect(key.Text);

    /// <summary>Decrypts; null when there is nothing any more, or the key ring it was encrypted with is lost.</summary>
    public VendorKey? Open(ProviderKey key)
    {
        if (key.Secret is not { } secret) return null;
        try
        {
            return new VendorKey(Protector(key.Id).Unprotect(secret));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private IDataProtector Protector(Guid keyId) => protection.CreateProtector(Purpose, $"{keyId:N}");
}
