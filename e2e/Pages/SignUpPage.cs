using E2e.Running;

namespace E2e.Pages;

/// <summary>Opening an account and coming back to it.</summary>
public sealed class SignUpPage(IPage page)
{
    public const string Password = "correct horse battery";

    public ILocator Email => page.GetByLabel("Email");

    public ILocator PasswordField => page.GetByLabel("Password");

    /// <summary>Signs a new person up; everybody has an address of their own.</summary>
    /// <returns>The address.</returns>
    public async Task<string> SignUpAsync(string? email = null)
    {
        email ??= $"{Guid.CreateVersion7():N}@example.com";
        await page.GotoAsync("/account/sign-up");
        await Email.FillAsync(email);
        await PasswordField.FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Create account" }).ClickAsync();
        await page.UntilAtAsync("/w/me/create.*");
        await page.UntilAliveAsync();
        return email;
    }

    public async Task SignInAsync(string email)
    {
        await page.GotoAsync("/account/sign-in");
        await Email.FillAsync(email);
        await PasswordField.FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.UntilAtAsync("/w/me/create.*");
        await page.UntilAliveAsync();
    }
}
