namespace MusicWeb.Providers.VidGo;

/// <summary>What VidGo demands of an order beyond what its manifest says: what it does not take would be lost without a sound.</summary>
internal static class VidGoRules
{
    /// <summary>Why a request that keeps the rules of the manifest would be refused, or null.</summary>
    public static Refusal? Refuse(MusicRequest request)
    {
        var (hasDescription, hasLyrics) = (!string.IsNullOrWhiteSpace(request.Description), !string.IsNullOrWhiteSpace(request.Lyrics));
        return request.Op switch
        {
            Ops.Create when hasDescription => Alone(request),
            Ops.Persona when hasDescription => new(nameof(request.Description), "VidGo's personas take lyrics and styles, no description: write the words, or make it instrumental."),
            Ops.Cover or Ops.AddInstrumental when hasDescription => new(nameof(request.Description), "VidGo takes styles here, no description: name the style it is to have."),
            Ops.AddVocals when hasDescription && hasLyrics => new(nameof(request.Description), "Keep either the lyrics or the description, not both."),
            Ops.AddVocals when !hasDescription && !hasLyrics => new(nameof(request.Lyrics), "Write the words that are to be sung."),
            Ops.Lyrics when Words(request.Description!) is > VidGoManifest.BriefWords and var words => new(nameof(request.Description), "Shorten the description: {0} of {1} words.", words, VidGoManifest.BriefWords),
            _ => null,
        };
    }

    private static Refusal? Alone(MusicRequest request)
    {
        const string Sentence = "VidGo takes a description alone: say it there.";
        if (!string.IsNullOrWhiteSpace(request.Styles)) return new(nameof(request.Styles), Sentence);
        if (!string.IsNullOrWhiteSpace(request.Title)) return new(nameof(request.Title), Sentence);
        return request.VocalGender is null ? null : new(nameof(request.VocalGender), Sentence);
    }

    private static int Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
}
