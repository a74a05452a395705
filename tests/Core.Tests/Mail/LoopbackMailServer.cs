using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;

namespace Core.Tests.Mail;

/// <summary>A mail server on the loopback that keeps what it is sent, and refuses as often as it is told to.</summary>
internal sealed class LoopbackMailServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentQueue<string> _refusals = new();
    private readonly Channel<string> _letters = Channel.CreateUnbounded<string>();
    private readonly Task _loop;

    public LoopbackMailServer()
    {
        _listener.Start();
        _loop = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Tries it refused.</summary>
    public int Refused { get; private set; }

    /// <summary>The next message is answered with this instead of being taken.</summary>
    public void RefuseOnce(string answer) => _refusals.Enqueue(answer);

    /// <summary>The next message it took: envelope, headers and text.</summary>
    public ValueTask<string> NextAsync(CancellationToken ct) => _letters.Reader.ReadAsync(ct);

    public bool IsEmpty => _letters.Reader.Count == 0;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }

    private async Task ServeAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            using var client = await _listener.AcceptTcpClientAsync(_end.Token);
            using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
            await using var writer = new StreamWriter(client.GetStream(), Encoding.ASCII) { NewLine = "\r\n", AutoFlush = true };
            try
            {
                await TalkAsync(reader, writer);
            }
            catch (IOException)
            {
                // The client left.
            }
        }
    }

    private async Task TalkAsync(StreamReader reader, StreamWriter writer)
    {
        await writer.WriteLineAsync("220 loopback ready");
        var letter = new StringBuilder();
        while (await reader.ReadLineAsync(_end.Token) is { } line)
        {
            switch (line.Split(' ', ':')[0].ToUpperInvariant())
            {
                case "EHLO" or "HELO":
                    await writer.WriteLineAsync("250 loopback");
                    break;
                case "MAIL" when _refusals.TryDequeue(out var answer):
                    Refused++;
                    await writer.WriteLineAsync(answer);
                    break;
                case "MAIL" or "RCPT":
                    letter.AppendLine(line);
                    await writer.WriteLineAsync("250 ok");
                    break;
                case "DATA":
                    await writer.WriteLineAsync("354 go on");
                    while (await reader.ReadLineAsync(_end.Token) is { } text && text != ".") letter.AppendLine(text);
                    await writer.WriteLineAsync("250 taken");
                    _letters.Writer.TryWrite(letter.ToString());
                    letter.Clear();
                    break;
                case "QUIT":
                    await writer.WriteLineAsync("221 bye");
                    return;
                default:
                    await writer.WriteLineAsync("250 ok");
                    break;
            }
        }
    }
}
