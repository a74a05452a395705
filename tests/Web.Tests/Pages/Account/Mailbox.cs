using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MusicWeb.Core.Data;

namespace Web.Tests.Pages.Account;

/// <summary>Reads the files of the outbox folder, as whoever runs a site without a mail server does.</summary>
internal static partial class Mailbox
{
    /// <summary>The newest message to an address whose subject has these words; waits until the worker has written it.</summary>
    public static async Task<string> MailAsync(this WebApp app, string to, string subject)
    {
        var folder = app.Services.GetRequiredService<IOptions<DataOptions>>().Value.OutboxDirectory;
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            if (Directory.Exists(folder))
            {
                foreach (var file in Directory.GetFiles(folder, "*.txt").OrderDescending())
                {
                    var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
                    if (text.StartsWith($"To: {to}\n", StringComparison.Ordinal) && text.Split('\n')[1].Contains(subject, StringComparison.Ordinal)) return text;
                }
            }

            await pace.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    /// <summary>The path of the link in a message.</summary>
    public static string LinkIn(string mail) => new Uri(Link().Match(mail).Value).PathAndQuery;

    [GeneratedRegex(@"http://\S+")]
    private static partial Regex Link();
}
