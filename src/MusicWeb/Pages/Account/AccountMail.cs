using System.Buffers.Text;
using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using MusicWeb.App;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Mail;

namespace MusicWeb.Pages.Account;

/// <summary>Writes the messages with links that prove who reads a mailbox. A link's code is good for two hours and for one use.</summary>
public sealed class AccountMail(UserManager<User> users, AccountNews news, MailQuota quota, IOptions<AddressOptions> address, NavigationManager navigation, IStringLocalizer<Texts> texts)
{
    /// <summary>Sends a link to a page that takes a new password.</summary>
    public async Task SendResetAsync(User user, CancellationToken ct) => await SendAsync(
        user.Email!, texts["Choose a new password for MusicWeb"],
        texts["Somebody, hopefully you, asked for a new password for this address. Open this link within two hours to choose one:"],
        LinkTo($"{AccountPaths.Reset}?user={user.Id}&code={Encode(await users.GeneratePasswordResetTokenAsync(user))}"),
        texts["If it was not you, do nothing: your password stays as it is."], ct);

    /// <summary>Sends a link that confirms the address.</summary>
    public async Task SendConfirmationAsync(User user, CancellationToken ct) => await SendAsync(
        user.Email!, texts["Confirm your address for MusicWeb"],
        texts["Open this link within two hours to confirm that this address is yours:"],
        LinkTo($"{AccountPaths.ConfirmMail}?user={user.Id}&code={Encode(await users.GenerateEmailConfirmationTokenAsync(user))}"),
        texts["If you have no account at MusicWeb, do nothing."], ct);

    /// <summary>Sends a link to a new address, which becomes the account's when it is opened.</summary>
    public async Task SendChangeAsync(User user, string newEmail, CancellationToken ct) => await SendAsync(
        newEmail, texts["Confirm your new address for MusicWeb"],
        texts["Open this link within two hours to use this address for your account from now on:"],
        LinkTo($"{AccountPaths.ConfirmMail}?user={user.Id}&mail={Uri.EscapeDataString(newEmail)}&code={Encode(await users.GenerateChangeEmailTokenAsync(user, newEmail))}"),
        texts["If you have no account at MusicWeb, do nothing."], ct);

    /// <summary>Reads a code out of a link; empty for what is none.</summary>
    public static string Decode(string? code)
    {
        if (code is not { Length: > 0 and < 2000 } || !Base64Url.IsValid(code)) return "";
        return Encoding.UTF8.GetString(Base64Url.DecodeFromChars(code));
    }

    private async Task SendAsync(string to, string subject, string intro, string link, string outro, CancellationToken ct)
    {
        if (!await quota.AllowsAsync(to, ct)) return; // A mailbox is not flooded, whoever asks.
        news.AddMail(to, subject, $"{intro}\n\n{link}\n\n{outro}");
        await news.SaveAsync(ct);
    }

    // Without a public address there is no mail server either, and only who runs the site reads the outbox folder.
    private string LinkTo(string path) => address.Value.PublicUrl.Length > 0 ? address.Value.LinkTo(path) : navigation.BaseUri.TrimEnd('/') + path;

    private static string Encode(string code) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(code));
}
