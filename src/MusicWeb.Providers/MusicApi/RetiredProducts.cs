namespace MusicWeb.Providers.MusicApi;

/// <summary>What MusicAPI's documents still name and no longer offer (seed 002, <c>providers/musicapi-common.md</c>).</summary>
internal static class RetiredProducts
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<RetiredProvider> All { get; } =
    [
        Product("riffusion", "MusicAPI Riffusion", "Riffusion", "MusicAPI has deprecated it; its product Producer takes its place."),
        Product("studio", "MusicAPI Studio", "Studio", "MusicAPI calls it unavailable; its product Sonic makes songs from the same wishes."),
    ];

    private static RetiredProvider Product(string name, string displayName, string badge, string reason) => new(
        new ProviderManifest
        {
            Name = name,
            DisplayName = displayName,
            Badge = badge,
            Summary = reason,
            Vendor = MusicApiVendor.Name,
            Repeatable = false,
            CanCancel = false,
            Slots = 0,
            Deadline = TimeSpan.Zero,
            Models = [],
            Operations = [],
        },
        reason);
}
