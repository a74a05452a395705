using System.Collections.Concurrent;
using MusicWeb.Providers;

namespace Kit;

/// <summary>A vendor that says of a key what a test says; without a word each has 100 credits.</summary>
public sealed class ScriptedVendor
{
    public const string Name = "acme";

    public ScriptedVendor(bool hasKey = false, bool tellsBalance = true, bool signsHooks = true) => Vendor = new Vendor
    {
        Name = Name,
        DisplayName = "Acme",
        HasKey = hasKey,
        TellsBalance = tellsBalance,
        SignsHooks = signsHooks,
        AskAsync = async (key, _) =>
        {
            Asked.Enqueue(key?.Text);
            return await OnAsk(key);
        },
        // Whoever knows the secret says what the message is called.
        ReadHook = (message, secret, _) => (signsHooks ? message.Header("X-Secret") : message.Token) == secret ? message.Header("X-Id") : null,
        CheckAsync = (key, _) => Task.FromResult<IReadOnlyList<ContractCheck>>([new ContractCheck("Balance", $"GET balance\nAuthorization: Bearer {key}", "200 OK\n{}", "The key works.", IsAsDocumented: true)]),
    };

    public Vendor Vendor { get; }

    /// <summary>The keys that were asked for, in turn; null is the installation's own.</summary>
    public ConcurrentQueue<string?> Asked { get; } = [];

    public Func<VendorKey?, Task<KeyAnswer>> OnAsk { get; set; } = _ => Task.FromResult<KeyAnswer>(new KeyAnswer.Works(100));

    public void Say(KeyAnswer answer) => OnAsk = _ => Task.FromResult(answer);
}
