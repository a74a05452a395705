using System.Security.Cryptography;

namespace MusicWeb.Pages.Create;

/// <summary>Descriptions to start from: for the first visit, the dice and the cards beside an empty list.</summary>
internal static class CreateExamples
{
    /// <summary>Name and description; the first is what a newcomer finds in the form.</summary>
    public static readonly (string Name, string Description)[] All =
    [
        ("Night drive", "A dreamy synthwave song about driving home through a sleeping city, warm bass, slow and steady, a chorus that opens up like dawn"),
        ("Kitchen folk", "A gentle acoustic folk song about the first snow seen from a warm kitchen, fingerpicked guitar, close and quiet"),
        ("Sunday soul", "An upbeat soul tune about a street party on a Sunday morning, bright brass, clapping hands and a bass that walks"),
        ("Paper planes", "A bouncy pop song about paper planes and a summer that would not end, catchy hook, light drums, everybody sings along"),
        ("Rain on tin", "A calm lofi beat about rain on a tin roof at night, dusty piano, soft kick and plenty of room to think"),
        ("Garage door", "A loud rock song about rehearsing in a garage until the neighbours knock, driving guitars and a shout-along chorus"),
        ("Lighthouse", "A slow piano ballad about a lighthouse keeper who writes letters to the sea, sparse, tender, growing towards the end"),
        ("Warehouse", "A hypnotic house track for two in the morning, four on the floor, rolling bassline and one short vocal line"),
    ];

    /// <summary>How many of them stand as cards beside an empty list.</summary>
    public const int Cards = 3;

    /// <summary>Another one than what is in the form.</summary>
    public static string Roll(string current)
    {
        var others = Array.FindAll(All, example => example.Description != current);
        return others[RandomNumberGenerator.GetInt32(others.Length)].Description;
    }
}
