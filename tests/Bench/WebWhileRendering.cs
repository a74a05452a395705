using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Reflection;
using System.Text.RegularExpressions;
using Kit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;
using MusicWeb.Core.Tasks;
using MusicWeb.Providers;
using MusicWeb.Providers.Embedded;

namespace Bench;

/// <summary>How long a signed-in reader waits for a page while the same program renders a song: the engine must leave the web its due.</summary>
internal static partial class WebWhileRendering
{
    private const string Reader = "reader@example.com";

    // Drawn on the server before the line is up: the list of songs, the form, the account, and a file of few bytes.
    private static readonly string[] _pages = ["/w/me/library", "/w/me/create", "/w/me/credits", "/health/live"];

    /// <summary>The child's part: prints what <see cref="RenderCost"/> reads.</summary>
    public static async Task<int> RunAsync()
    {
        var seconds = await MeasureAsync() / 1000;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"0 0 {seconds} 0"));
        return 0;
    }

    /// <summary>The time within which 95 of 100 requests are answered, in milliseconds, with one request at a time.</summary>
    private static async Task<double> MeasureAsync()
    {
        await using var store = await TestStore.CreateAsync(DatabaseProvider.Sqlite);
        var address = new Uri($"http://127.0.0.1:{FreePort()}/");
        using var web = Start(store, address);
        try
        {
            using var client = new HttpClient(new SocketsHttpHandler()) { BaseAddress = address };
            await UntilReadyAsync(client);
            await SignUpAsync(client);
            foreach (var page in _pages.SelectMany(page => Enumerable.Repeat(page, 20))) await AskAsync(client, page);
            await using var app = await TestApp.StartAsync(store, services: services => services.AddSingleton<IMusicProvider>(new SketchProvider(Options.Create(new EngineOptions()))), withPeople: false);
            app.Clock.Advance(TimeProvider.System.GetUtcNow() - app.Clock.GetUtcNow());
            var task = await OrderAsync(app);
            var times = new List<double>();
            while (await StateAsync(app, task) is not TaskState.Submitting) await Task.Delay(50);
            while (await StateAsync(app, task) is TaskState.Submitting)
            {
                foreach (var page in _pages) times.Add(await AskAsync(client, page));
            }

            if (times.Count < 100) throw new InvalidOperationException($"Only {times.Count} requests fitted into the rendering.");
            times.Sort();
            return times[(int)(times.Count * 0.95)];
        }
        finally
        {
            web.Kill();
            await web.WaitForExitAsync();
        }
    }

    private static Process Start(TestStore store, Uri address)
    {
        var start = new ProcessStartInfo("dotnet", [Program]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = store.Folder };
        (start.Environment["ASPNETCORE_URLS"], start.Environment["ASPNETCORE_ENVIRONMENT"], start.Environment["Data__Directory"]) = ($"{address}", "Production", store.Folder);
        var web = Process.Start(start)!;
        web.OutputDataReceived += (_, _) => { };
        web.ErrorDataReceived += (_, _) => { };
        web.BeginOutputReadLine();
        web.BeginErrorReadLine();
        return web;
    }

    private static string Program => typeof(WebWhileRendering).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "WebProgram").Value!;

    private static async Task UntilReadyAsync(HttpClient client)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await AskAsync(client, "/health/live");
                return;
            }
            catch (HttpRequestException) when (attempt < 600)
            {
                await Task.Delay(100);
            }
        }
    }

    private static async Task SignUpAsync(HttpClient client)
    {
        var form = await client.GetStringAsync(new Uri("/account/sign-up", UriKind.Relative));
        var fields = HiddenField().Matches(form).Select(field => KeyValuePair.Create(field.Groups["name"].Value, WebUtility.HtmlDecode(field.Groups["value"].Value))).ToDictionary();
        (fields["Form.Email"], fields["Form.Password"]) = (Reader, "rain on a tin roof");
        using var answer = await client.PostAsync(new Uri("/account/sign-up", UriKind.Relative), new FormUrlEncodedContent(fields));
        answer.EnsureSuccessStatusCode();
    }

    // As the page would: the program finds the row and renders it.
    private static async Task<Guid> OrderAsync(TestApp app)
    {
        await using var db = app.OpenDb();
        var userId = (await db.Users.SingleAsync(user => user.Email == Reader)).Id;
        var actor = (await app.Get<FindActor>().RunAsync(userId, FindActor.Me, Door.Web, CancellationToken.None)).Value!;
        var ordered = await app.Get<EnqueueTask>().RunAsync(actor, Guid.CreateVersion7(app.Clock.GetUtcNow()), "sketch", new MusicRequest { Op = Ops.Create, Model = "sketch-1", Description = "upbeat summer pop", DurationSeconds = 240 }, retryOfId: null, CancellationToken.None);
        return ordered.IsOk ? ordered.Value : throw new InvalidOperationException(ordered.Error!.Message);
    }

    private static async Task<TaskState> StateAsync(TestApp app, Guid id)
    {
        await using var db = app.OpenDb();
        return await db.Tasks.Where(task => task.Id == id).Select(task => task.State).SingleAsync();
    }

    private static async Task<double> AskAsync(HttpClient client, string page)
    {
        var start = Stopwatch.GetTimestamp();
        using var answer = await client.GetAsync(new Uri(page, UriKind.Relative));
        answer.EnsureSuccessStatusCode();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex("""<input[^>]*type="hidden"[^>]*name="(?<name>[^"]+)"[^>]*value="(?<value>[^"]*)"[^>]*>""")]
    private static partial Regex HiddenField();
}
