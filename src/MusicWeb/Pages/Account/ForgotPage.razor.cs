using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using MusicWeb.Core.Accounts;

namespace MusicWeb.Pages.Account;

/// <summary>Sends a link for a new password, and says the same whether or not there is an account.</summary>
public sealed partial class ForgotPage(UserManager<User> users, AccountMail mail)
{
    private const string FormName = "forgot";
    private bool _isSent;
    private string? _emailProblem;

    [CascadingParameter]
    private HttpContext Context { get; set; } = null!;

    [SupplyParameterFromForm(FormName = FormName)]
    private AccountForm Form { get; set; } = null!;

    /// <inheritdoc/>
    protected override void OnInitialized() => Form ??= new AccountForm();

    private async Task SubmitAsync()
    {
        _emailProblem = Form.EmailProblem(L);
        if (_emailProblem is not null) return;
        _isSent = true;
        if (await users.FindByEmailAsync(Form.TrimmedEmail) is { DisabledAt: null } user) await mail.SendResetAsync(user, Context.RequestAborted);
    }
}
