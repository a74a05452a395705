using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using MusicWeb.Core.Accounts;
using MusicWeb.Pages.Account;

namespace MusicWeb.Pages.Security;

/// <summary>Sends a link to the address that shall become the account's. Whether somebody else has it already is not told.</summary>
public sealed partial class MailPage(UserManager<User> users, AccountMail mail, StaticPerson people)
{
    private const string FormName = "mail";
    private const string ConfirmName = "confirm";
    private User? _user;
    private string? _sentTo;
    private string? _emailProblem;

    [CascadingParameter]
    private HttpContext Context { get; set; } = null!;

    [SupplyParameterFromForm(FormName = FormName)]
    private AccountForm Form { get; set; } = null!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        Form ??= new AccountForm();
        _user = await people.FindProvedAsync(Context);
    }

    private async Task SubmitAsync()
    {
        if (_user is null) return;
        _emailProblem = Form.EmailProblem(L);
        if (_emailProblem is not null) return;
        _sentTo = Form.TrimmedEmail;
        if (await users.FindByEmailAsync(_sentTo) is null) await mail.SendChangeAsync(_user, _sentTo, Context.RequestAborted);
    }

    private async Task ConfirmAsync()
    {
        if (_user is not { Email: { } email }) return;
        await mail.SendConfirmationAsync(_user, Context.RequestAborted);
        _sentTo = email;
    }
}
