using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using MusicWeb.Core.Accounts;

namespace MusicWeb.Pages.Account;

/// <summary>Identity's people, with recovery codes kept as hashes only: whoever reads the database cannot come in by them.</summary>
internal sealed class AccountPeople(
    IUserStore<User> store, IOptions<IdentityOptions> identity, IPasswordHasher<User> hasher, IEnumerable<IUserValidator<User>> userRules,
    IEnumerable<IPasswordValidator<User>> passwordRules, ILookupNormalizer keys, IdentityErrorDescriber errors, IServiceProvider services, ILogger<UserManager<User>> log)
    : UserManager<User>(store, identity, hasher, userRules, passwordRules, keys, errors, services, log)
{
    /// <inheritdoc/>
    public override async Task<IEnumerable<string>?> GenerateNewTwoFactorRecoveryCodesAsync(User user, int number)
    {
        string[] codes = [.. Enumerable.Range(0, number).Select(_ => CreateTwoFactorRecoveryCode())];
        await ((IUserTwoFactorRecoveryCodeStore<User>)Store).ReplaceCodesAsync(user, codes.Select(Hash), CancellationToken);
        return (await UpdateAsync(user)).Succeeded ? codes : null;
    }

    /// <inheritdoc/>
    public override Task<IdentityResult> RedeemTwoFactorRecoveryCodeAsync(User user, string code) => base.RedeemTwoFactorRecoveryCodeAsync(user, Hash(code));

    // As typed: without blanks, in any case, with or without the dash.
    private static string Hash(string code)
    {
        var letters = string.Concat(code.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        return Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes(letters)));
    }
}

/// <summary>The authenticator's codes, each taken once; Identity's own would take one again and again for minutes.</summary>
internal sealed class AuthenticatorCodes(TakeTimeCode take) : IUserTwoFactorTokenProvider<User>
{
    /// <inheritdoc/>
    public Task<string> GenerateAsync(string purpose, UserManager<User> manager, User user) => Task.FromResult("");

    /// <inheritdoc/>
    public async Task<bool> ValidateAsync(string purpose, string token, UserManager<User> manager, User user) =>
        await manager.GetAuthenticatorKeyAsync(user) is { Length: > 0 } key && await take.RunAsync(user.Id, key, token, CancellationToken.None);

    /// <inheritdoc/>
    public async Task<bool> CanGenerateTwoFactorTokenAsync(UserManager<User> manager, User user) => !string.IsNullOrEmpty(await manager.GetAuthenticatorKeyAsync(user));
}
