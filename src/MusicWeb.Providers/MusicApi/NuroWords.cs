namespace MusicWeb.Providers.MusicApi;

/// <summary>The words that Nuro knows, as its documents list them (<c>providers/musicapi-nuro.md</c>). Songs and instrumentals have lists of their own.</summary>
internal static class NuroWords
{
    /// <summary>What songs may be called: one of each list.</summary>
    public static IReadOnlyList<StyleList> Sung { get; } =
    [
        new(Genre, 1,
        [
            "Folk", "Pop", "Rock", "Chinese Style", "Hip Hop/Rap", "R&B/Soul", "Punk", "Electronic", "Jazz", "Reggae", "DJ", "Pop Punk", "Disco", "Future Bass",
            "Pop Rap", "Trap Rap", "R&B Rap", "Chinoiserie Electronic", "GuFeng Music", "Pop Rock", "Jazz Pop", "Bossa Nova", "Contemporary R&B",
        ]),
        new(Mood, 1,
        [
            "Happy", "Dynamic/Energetic", "Sentimental/Melancholic/Lonely", "Inspirational/Hopeful", "Nostalgic/Memory", "Excited", "Sorrow/Sad", "Chill",
            "Romantic", "Miss", "Groovy/Funky", "Dreamy/Ethereal", "Calm/Relaxing",
        ]),
        new(Timbre, 1,
        [
            "Warm", "Bright", "Husky", "Electrified voice", "Sweet", "Cute", "Loud and sonorous", "Powerful", "Sexy/Lazy",
        ]),
    ];

    /// <summary>What instrumentals may be called: five of each list.</summary>
    public static IReadOnlyList<StyleList> Played { get; } =
    [
        new(Genre, 5,
        [
            "corporate", "dance/edm", "orchestral", "chill out", "rock", "hip hop", "folk", "funk", "ambient", "holiday", "jazz", "kids", "world", "travel",
            "commercial", "advertising", "driving", "cinematic", "upbeat", "epic", "inspiring", "business", "video game", "dark", "pop", "trailer", "modern",
            "electronic", "documentary", "soundtrack", "fashion", "acoustic", "movie", "tv", "high tech", "industrial", "dance", "video", "vlog", "marketing",
            "game", "radio", "promotional", "sports", "party", "summer", "beauty",
        ]),
        new(Mood, 5,
        [
            "positive", "uplifting", "energetic", "happy", "bright", "optimistic", "hopeful", "cool", "dreamy", "fun", "light", "powerful", "calm", "confident",
            "joyful", "dramatic", "peaceful", "playful", "soft", "groovy", "reflective", "easy", "relaxed", "lively", "smooth", "romantic", "intense", "elegant",
            "mellow", "emotional", "sentimental", "cheerful happy", "contemplative", "soothing", "proud", "passionate", "sweet", "mystical", "tranquil",
            "cheerful", "casual", "beautiful", "ethereal", "melancholy", "sad", "aggressive", "haunting", "adventure", "serene", "sincere", "funky", "funny",
        ]),
        new(Instrument, 5,
        [
            "piano", "drums", "guitar", "percussion", "synth", "electric guitar", "acoustic guitar", "bass guitar", "brass", "violin", "cello", "flute", "organ",
            "trumpet", "ukulele", "saxophone", "double bass", "harp", "glockenspiel", "synthesizer", "keyboard", "marimba", "bass", "banjo", "strings",
        ]),
        new(Theme, 5,
        [
            "inspirational", "motivational", "achievement", "discovery", "every day", "love", "technology", "lifestyle", "journey", "meditation", "drama",
            "children", "hope", "fantasy", "holiday", "health", "family", "real estate", "media", "kids", "science", "education", "progress", "world",
            "vacation", "training", "christmas", "sales",
        ]),
    ];

    private const string Genre = "Genre";
    private const string Mood = "Mood";
    private const string Timbre = "Timbre";
    private const string Instrument = "Instrument";
    private const string Theme = "Theme";

    /// <summary>A word as the vendor writes it.</summary>
    public static string Sent(string word) => word is "Sweet" or "Cute" ? $"{word}_AUDIO_TIMBRE" : word;

    /// <summary>A word as people read it.</summary>
    public static string? Shown(string? word) => word?.Replace("_AUDIO_TIMBRE", "", StringComparison.Ordinal);
}
