using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Leaving;
using MusicWeb.Pages.Account;

namespace MusicWeb.Pages.Security;

/// <summary>Says what leaving means, and does it for somebody who has just proved who sits there.</summary>
public sealed partial class LeavePage(DeleteAccount delete, FindActor actors, SignInManager<User> signIn, StaticPerson people)
{
    private const string FormName = "leave";
    private User? _user;
    private Departure? _departure;
    private string? _problem;
    private string? _mailProblem;
    private string? _sharedProblem;
    private bool _isGone;

    [CascadingParameter]
    private HttpContext Context { get; set; } = null!;

    [SupplyParameterFromForm(FormName = FormName)]
    private AccountForm Form { get; set; } = null!;

    [SupplyParameterFromForm(FormName = FormName)]
    private LeaveForm Choice { get; set; } = null!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        Form ??= new AccountForm();
        Choice ??= new LeaveForm();
        _user = await people.FindProvedAsync(Context);
        if (_user is not null) _departure = await delete.LookAsync(_user.Id, Context.RequestAborted);
    }

    private async Task SubmitAsync()
    {
        if (_user is null) return;
        if (!string.Equals(Form.TrimmedEmail, _user.Email, StringComparison.OrdinalIgnoreCase))
        {
            _mailProblem = L["This is not the address of your account."];
            return;
        }

        if (_departure is { SharedThings: > 0 } && Choice.Shared is not (LeaveForm.Stay or LeaveForm.Go))
        {
            _sharedProblem = L["Say what becomes of what you shared."];
            return;
        }

        var actor = await actors.RunAsync(_user.Id, FindActor.Me, Door.Web, Context.RequestAborted);
        if (!actor.IsOk) return;
        var left = await delete.RunAsync(actor.Value, Choice.Shared == LeaveForm.Stay, Context.RequestAborted);
        if (left.Error is { } error)
        {
            _problem = L[error.Text, error.Arguments];
            _departure = await delete.LookAsync(_user.Id, Context.RequestAborted);
            return;
        }

        await signIn.SignOutAsync();
        _isGone = true;
    }
}
