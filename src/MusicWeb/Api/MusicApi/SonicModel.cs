namespace MusicWeb.Api.MusicApi;

/// <summary>A model as MusicAPI's documents describe it; lengths in UTF-16 units.</summary>
/// <param name="Name">The key (<c>mv</c>).</param>
/// <param name="PromptLimit">Longest lyrics.</param>
/// <param name="TagsLimit">Longest style text.</param>
/// <param name="VocalGender">The voice's gender can be chosen.</param>
internal sealed record SonicModel(string Name, int PromptLimit, int TagsLimit, bool VocalGender)
{
    /// <summary>The names that clients know. Whichever engine answers, an order has to keep the limits of the model it names.</summary>
    public static IReadOnlyList<SonicModel> All { get; } =
    [
        new("sonic-v3-5", PromptLimit: 3000, TagsLimit: 200, VocalGender: false),
        new("sonic-v4", PromptLimit: 3000, TagsLimit: 200, VocalGender: false),
        new("sonic-v4-5", PromptLimit: 5000, TagsLimit: 1000, VocalGender: true),
        new("sonic-v4-5-all", PromptLimit: 5000, TagsLimit: 1000, VocalGender: true),
        new("sonic-v4-5-plus", PromptLimit: 5000, TagsLimit: 1000, VocalGender: true),
        new("sonic-v5", PromptLimit: 5000, TagsLimit: 1000, VocalGender: true),
    ];
}
