using System.Globalization;
using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using Microsoft.Extensions.Options;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Mail;

/// <summary>Hands one message to the mail server, or writes it to the outbox folder where there is none.</summary>
internal sealed class MailDelivery(IOptions<MailOptions> mail, IOptions<DataOptions> data)
{
    /// <summary>Sends it. A repetition sends it again: nobody can know whether a server that fell silent had taken it.</summary>
    /// <exception cref="SmtpException">The server refused it or does not answer.</exception>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public Task RunAsync(OutgoingMail message, CancellationToken ct) => mail.Value.IsConfigured ? SendAsync(message, ct) : WriteAsync(message, ct);

    private async Task SendAsync(OutgoingMail message, CancellationToken ct)
    {
        var settings = mail.Value;
        using var letter = new MailMessage(new MailAddress(settings.From), new MailAddress(message.To))
        {
            Subject = message.Subject,
            Body = message.Body,
            SubjectEncoding = Encoding.UTF8,
            BodyEncoding = Encoding.UTF8,
            BodyTransferEncoding = TransferEncoding.QuotedPrintable,
        };
        // Lets a server and a reader notice a repetition.
        letter.Headers.Add("Message-ID", $"<{message.Id:N}@{letter.From!.Host}>");
        letter.Headers.Add("Auto-Submitted", "auto-generated");
        using var client = new SmtpClient(settings.Host, settings.Port)
        {
            EnableSsl = settings.Tls is MailTls.StartTls,
            UseDefaultCredentials = false,
            Credentials = settings.User.Length > 0 ? new NetworkCredential(settings.User, settings.Password) : null,
        };
        await client.SendMailAsync(letter, ct);
    }

    // The name begins with the time, so that a folder's listing is a mailbox; the rename makes half a message invisible.
    private async Task WriteAsync(OutgoingMail message, CancellationToken ct)
    {
        var folder = data.Value.OutboxDirectory;
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{message.CreatedAt:yyyyMMdd-HHmmss}-{message.Id:N}.txt"));
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None };
        // A message may hold a link that opens an account: only the user who runs the program reads it.
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using (var file = new StreamWriter($"{path}.part", Encoding.UTF8, options))
        {
            await file.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"To: {message.To}\nSubject: {message.Subject}\nDate: {message.CreatedAt:R}\n\n{message.Body}\n").AsMemory(), ct);
        }

        File.Move($"{path}.part", path, overwrite: true);
    }
}
