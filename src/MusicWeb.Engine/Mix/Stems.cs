using MusicWeb.Engine.Score;

namespace MusicWeb.Engine.Mix;

/// <summary>The names of stems, and which part belongs to which.</summary>
public static class Stems
{
    /// <summary>What is sung.</summary>
    public const string Vocals = "vocals";

    /// <summary>Everything else.</summary>
    public const string Instrumental = "instrumental";

    private const string Backing = "backing-vocals";

    /// <summary>The two stems of a plain split.</summary>
    public static IReadOnlyList<string> Basic { get; } = [Vocals, Instrumental];

    /// <summary>The twelve stems of a full split, as the music services name them.</summary>
    public static IReadOnlyList<string> Full { get; } =
        [Vocals, Backing, "drums", "bass", "guitar", "keyboard", "percussion", "strings", "synth", "fx", "brass", "woodwinds"];

    /// <summary>The stem of a part in a plain split.</summary>
    public static string OfBasic(Part part) => OfFull(part) is Vocals or Backing ? Vocals : Instrumental;

    /// <summary>The stem of a part in a full split.</summary>
    public static string OfFull(Part part)
    {
        ArgumentNullException.ThrowIfNull(part);
        return part.Role switch
        {
            PartRole.Melody when VoiceProfile.Sings(part) => Vocals,
            PartRole.Backing => Backing,
            PartRole.Drums => "drums",
            PartRole.Percussion => "percussion",
            PartRole.Bass => "bass",
            PartRole.Effects => "fx",
            _ => part.Patch switch
            {
                "piano" or "e-piano" or "vibes" or "bell" or "lead-bell" => "keyboard",
                "guitar-clean" or "guitar-drive" => "guitar",
                "pad-strings" => "strings",
                "lead-flute" => "woodwinds",
                _ => "synth",
            },
        };
    }
}
