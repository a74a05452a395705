using Kit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MusicWeb.Core;
using MusicWeb.Core.Data;
using MusicWeb.Core.Live;
using MusicWeb.Core.Tasks;
using MusicWeb.Providers;

// The product's worker in a process of its own, to be killed: one for each group of --key=value settings, groups being parted by
// "and", because most of a start is compiling, which one process does once for all its databases. It starts when it is told "go",
// says "working" when each worker has changed a task and "done" when nothing is open any more that it could end. Until "go" it
// only reads, so that it can get over the slow part of a start while another one still works.
var groups = new List<List<string>> { new() };
foreach (var argument in args)
{
    if (argument == "and") groups.Add([]);
    else groups[^1].Add(argument);
}

var hosts = groups.ConvertAll(Build);
await Task.WhenAll(hosts.Select(IsAnyOpenAsync));
if (await Console.In.ReadLineAsync() != "go") return;
var idle = hosts.Count;
await Task.WhenAll(hosts.Select(StartAsync));
await Task.WhenAll(hosts.Select(EndAsync));
Console.WriteLine("done");

static IHost Build(List<string> settings)
{
    var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { Args = [.. settings] });
    builder.Logging.SetMinimumLevel(LogLevel.Error).AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    builder.Services.AddMusicCore(builder.Configuration);
    builder.Services.AddSingleton<IMusicProvider>(CrashProviders.Repeatable());
    builder.Services.AddSingleton<IMusicProvider>(CrashProviders.Unrepeatable(builder.Configuration["Data:Directory"]!));
    return builder.Build();
}

async Task StartAsync(IHost host)
{
    await host.Services.GetRequiredService<DatabaseStart>().RunAsync(CancellationToken.None);
    var isWorking = 0;
    host.Services.GetRequiredService<ILiveBus>().SubscribeAll(announcement =>
    {
        if (announcement.Kind == LiveKinds.Task && Interlocked.Exchange(ref isWorking, 1) == 0 && Interlocked.Decrement(ref idle) == 0) Console.WriteLine("working");
    });
    await host.StartAsync();
}

static async Task EndAsync(IHost host)
{
    using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
    while (await IsAnyOpenAsync(host)) await timer.WaitForNextTickAsync();
    await host.StopAsync();
}

static async Task<bool> IsAnyOpenAsync(IHost host)
{
    await using var db = await host.Services.GetRequiredService<IDbContextFactory<MusicDb>>().CreateDbContextAsync();
    return await db.Tasks.AnyAsync(task => task.FinalizedAt == null && task.State != TaskState.Uncertain);
}
