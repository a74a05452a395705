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

// The product's worker in a process of its own, to be killed: takes its settings as --key=value, starts when it is told "go", says
// "working" when the first task changes its state and "done" when nothing is open any more that it could end. Until "go" it only
// reads, so that it can get over the slow part of a start while another one still works.
var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { Args = args });
builder.Logging.SetMinimumLevel(LogLevel.Error).AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
builder.Services.AddMusicCore(builder.Configuration);
builder.Services.AddSingleton<IMusicProvider>(CrashProviders.Repeatable());
builder.Services.AddSingleton<IMusicProvider>(CrashProviders.Unrepeatable(builder.Configuration["Data:Directory"]!));
using var host = builder.Build();
var databases = host.Services.GetRequiredService<IDbContextFactory<MusicDb>>();
await IsAnyOpenAsync();
if (await Console.In.ReadLineAsync() != "go") return;
await host.Services.GetRequiredService<DatabaseStart>().RunAsync(CancellationToken.None);
var working = 0;
using var ear = host.Services.GetRequiredService<ILiveBus>().SubscribeAll(announcement =>
{
    if (announcement.Kind == LiveKinds.Task && Interlocked.Exchange(ref working, 1) == 0) Console.WriteLine("working");
});
await host.StartAsync();

using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
while (await timer.WaitForNextTickAsync())
{
    if (!await IsAnyOpenAsync()) break;
}

await host.StopAsync();
Console.WriteLine("done");

async Task<bool> IsAnyOpenAsync()
{
    await using var db = await databases.CreateDbContextAsync();
    return await db.Tasks.AnyAsync(task => task.FinalizedAt == null && task.State != TaskState.Uncertain);
}
