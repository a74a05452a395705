using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Web.Tests;

/// <summary>Somebody with a browser and no script: opens pages, fills in forms, sends them.</summary>
internal sealed class Visitor(HttpClient client)
{
    public const string Password = "rain on a tin roof";
    private const string TokenField = "__RequestVerificationToken";

    public HttpClient Client => client;

    public static async Task<IHtmlDocument> ReadAsync(HttpResponseMessage response) => new HtmlParser().ParseDocument(await TextOfAsync(response));

    public static Task<string> TextOfAsync(HttpResponseMessage response) => response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    public Task<HttpResponseMessage> GetAsync(string path) => client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

    public async Task<IHtmlDocument> OpenAsync(string path)
    {
        using var response = await GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await ReadAsync(response);
    }

    public Task<HttpResponseMessage> SignUpAsync(string email, string password = Password) => FillInAsync("/account/sign-up", email, password);

    /// <summary>Signs up and gives the token that scripts of our pages send along.</summary>
    public async Task<string> SignUpForTokenAsync(string email)
    {
        using (await SignUpAsync(email)) return FieldsOf(await OpenAsync("/account/password"), TokenField)[TokenField];
    }

    public Task<HttpResponseMessage> SignInAsync(string email, string password = Password, string query = "") => FillInAsync("/account/sign-in" + query, email, password);

    public async Task<HttpResponseMessage> FillInAsync(string path, string email, string password)
    {
        var form = FieldsOf(await OpenAsync(path), "Form.Email");
        form["Form.Email"] = email;
        form["Form.Password"] = password;
        return await SendAsync(path, form);
    }

    public Task<HttpResponseMessage> SendAsync(string path, IDictionary<string, string> fields) =>
        client.PostAsync(new Uri(path, UriKind.Relative), new FormUrlEncodedContent(fields), TestContext.Current.CancellationToken);

    /// <summary>What the form on the page would send untouched, hidden fields included; of several forms the one that has this field.</summary>
    public static Dictionary<string, string> FieldsOf(IHtmlDocument page, string? field = null) =>
        (field is null && page.Forms.Length == 1 ? page.Forms[0] : Assert.Single(page.Forms, form => form.Elements.OfType<IHtmlInputElement>().Any(input => input.Name == field))).Elements
        .OfType<IHtmlInputElement>()
        .Where(input => input.Name is { Length: > 0 } && (input.Type != "radio" || input.IsChecked))
        .ToDictionary(input => input.Name!, input => input.Value);
}

internal static class Answers
{
    /// <summary>Path and query of where an answer sends its reader on this site.</summary>
    public static string? PathOfRedirect(this HttpResponseMessage answer) =>
        answer.Headers.Location is { IsAbsoluteUri: true } location ? location.GetLeftPart(UriPartial.Authority) == "http://localhost" ? location.PathAndQuery : location.OriginalString : answer.Headers.Location?.OriginalString;
}
