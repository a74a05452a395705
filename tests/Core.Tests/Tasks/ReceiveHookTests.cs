using Core.Tests.Vendors;
using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Data;
using MusicWeb.Core.Tasks;
using MusicWeb.Providers;

namespace Core.Tests.Tasks;

public sealed class ReceiveHookTests
{
    private static readonly Dictionary<string, string?> _public = new() { ["Site:PublicUrl"] = "https://music.example.org" };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task A_genuine_message_makes_the_task_due_once_and_decides_nothing(DatabaseProvider database)
    {
        HookTarget? hook = null;
        var provider = Listening(target => hook = target);
        await using var app = await StartAsync(database, provider, _public);
        var id = (await Keyed.OrderAsync(app, app.Ben)).Value;
        await app.StepAsync();
        Assert.Equal($"https://music.example.org/hooks/acme/{id}", hook!.Address.AbsoluteUri);
        var sent = await app.FindAsync(id);
        Assert.DoesNotContain(hook.Secret, sent.HookSecret!, StringComparison.Ordinal);
        Assert.True(sent.DueAt > app.Clock.UtcNow);

        Assert.Equal(HookOutcome.Forged, await SayAsync(app, id, "evt-1", "guessed"));
        Assert.Equal(sent.DueAt, (await app.FindAsync(id)).DueAt);
        Assert.Equal(HookOutcome.Taken, await SayAsync(app, id, "evt-1", hook.Secret));
        var due = await app.FindAsync(id);
        Assert.Equal((TaskState.Submitted, app.Clock.UtcNow), (due.State, due.DueAt));

        // The vendor is still at work, whatever it said; the same message again changes nothing.
        provider.OnPoll = (_, _, _) => Task.FromResult<ProviderStatus>(new ProviderStatus.Working(new ProviderProgress(Stages.Running, null), TimeSpan.FromSeconds(20)));
        await app.StepAsync();
        Assert.Equal(HookOutcome.Repeated, await SayAsync(app, id, "evt-1", hook.Secret));
        Assert.Equal(app.Clock.UtcNow.AddSeconds(20), (await app.FindAsync(id)).DueAt);
        Assert.Equal(HookOutcome.Taken, await SayAsync(app, id, "evt-2", hook.Secret));
        provider.OnPoll = (call, _, _) => Task.FromResult<ProviderStatus>(new ProviderStatus.Done(ScriptedProvider.Takes(call.TaskId, 2)));
        await app.StepAsync();
        await app.AssertAsync(id, TaskState.Succeeded, available: 135, held: 0);
        Assert.Null((await app.FindAsync(id)).HookSecret);
        await using var db = app.OpenDb();
        Assert.Empty(await db.HookEvents.ToListAsync(Token));
        Assert.Equal(HookOutcome.Ignored, await SayAsync(app, id, "evt-3", hook.Secret));
    }

    [Theory, OnBothDatabases]
    public async Task One_message_that_arrives_many_times_at_once_is_taken_once(DatabaseProvider database)
    {
        HookTarget? hook = null;
        await using var app = await StartAsync(database, Listening(target => hook = target), _public);
        var id = (await Keyed.OrderAsync(app, app.Ben)).Value;
        await app.StepAsync();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => SayAsync(app, id, "evt-1", hook!.Secret)));
        Assert.Single(outcomes, HookOutcome.Taken);
        Assert.Equal(5, outcomes.Count(outcome => outcome is HookOutcome.Repeated));
    }

    [Theory, OnBothDatabases]
    public async Task What_nobody_waits_for_is_ignored(DatabaseProvider database)
    {
        HookTarget? hook = null;
        await using var app = await StartAsync(database, Listening(target => hook = target), _public);
        var id = (await Keyed.OrderAsync(app, app.Ben)).Value;
        await app.StepAsync();
        Assert.Equal(HookOutcome.Ignored, await SayAsync(app, Guid.CreateVersion7(), "evt-1", hook!.Secret));
        Assert.Equal(HookOutcome.Ignored, await app.Get<ReceiveHook>().RunAsync("nobody", id, Message("evt-1", hook.Secret), Token));
    }

    [Theory, OnBothDatabases]
    public async Task Without_a_public_address_no_vendor_is_asked_for_messages(DatabaseProvider database)
    {
        HookTarget? hook = null;
        await using var app = await StartAsync(database, Listening(target => hook = target), new Dictionary<string, string?>());
        var id = (await Keyed.OrderAsync(app, app.Ben)).Value;
        await app.StepAsync();
        Assert.Null(hook);
        Assert.Null((await app.FindAsync(id)).HookSecret);
        Assert.Equal(HookOutcome.Ignored, await SayAsync(app, id, "evt-1", ""));
    }

    [Theory, OnBothDatabases]
    public async Task A_vendor_that_signs_nothing_is_told_an_address_that_nobody_can_guess(DatabaseProvider database)
    {
        HookTarget? hook = null;
        await using var app = await TestApp.StartAsync(database, 150, services => Keyed.With(services, new ScriptedVendor(hasKey: true, signsHooks: false), Listening(target => hook = target)), _public);
        var id = (await Keyed.OrderAsync(app, app.Ben)).Value;
        await app.StepAsync();
        Assert.Equal($"https://music.example.org/hooks/acme/{id}/{hook!.Secret}", hook.Address.AbsoluteUri);
        Assert.Equal(64, hook.Secret.Length); // 256 bits.
        HookMessage Said(string? token) => new(name => name == "X-Id" ? "evt-1" : null, ReadOnlyMemory<byte>.Empty, token);
        Task<HookOutcome> SayAsync(string? token) => app.Get<ReceiveHook>().RunAsync(ScriptedVendor.Name, id, Said(token), Token);
        Assert.Equal(HookOutcome.Forged, await SayAsync(null));
        Assert.Equal(HookOutcome.Forged, await SayAsync(new string('0', 64)));
        Assert.Equal(HookOutcome.Taken, await SayAsync(hook.Secret));
        Assert.Equal(HookOutcome.Repeated, await SayAsync(hook.Secret));
        var due = await app.FindAsync(id);
        Assert.Equal((TaskState.Submitted, app.Clock.UtcNow), (due.State, due.DueAt));
    }

    private static ScriptedProvider Listening(Action<HookTarget?> hear)
    {
        var provider = Keyed.Provider();
        var submit = provider.OnSubmit;
        provider.OnSubmit = (call, ct) =>
        {
            hear(call.Hook);
            return submit(call, ct);
        };
        return provider;
    }

    private static Task<TestApp> StartAsync(DatabaseProvider database, ScriptedProvider provider, IReadOnlyDictionary<string, string?> settings) =>
        TestApp.StartAsync(database, 150, services => Keyed.With(services, new ScriptedVendor(hasKey: true), provider), settings);

    private static Task<HookOutcome> SayAsync(TestApp app, Guid id, string eventId, string secret) => app.Get<ReceiveHook>().RunAsync(ScriptedVendor.Name, id, Message(eventId, secret), Token);

    private static HookMessage Message(string eventId, string secret) => new(name => name switch { "X-Id" => eventId, "X-Secret" => secret, _ => null }, ReadOnlyMemory<byte>.Empty);
}
