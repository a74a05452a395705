using MusicWeb.Engine.Compose;
using MusicWeb.Engine.Lyrics;
using MusicWeb.Engine.Score;
using MusicWeb.Engine.Style;

namespace MusicWeb.Engine.Edit;

/// <summary>What is to be sung over a song without a voice.</summary>
public sealed record AddedVocalsPlan
{
    /// <summary>The words, with optional markers; null writes some.</summary>
    public string? Lyrics { get; init; }

    /// <summary>What the words are to be about, where some are written.</summary>
    public string? Description { get; init; }

    /// <summary><c>f</c> or <c>m</c>; null leaves it open.</summary>
    public string? VocalGender { get; init; }

    /// <summary>Title of the result; empty keeps the song's.</summary>
    public string Title { get; init; } = "";
}

/// <summary>Lets somebody sing to a song: the band plays note for note what it played, and what had the melody keeps it where nobody sings.</summary>
public static class AddedVocals
{
    /// <summary>Composes the voice; a few milliseconds.</summary>
    /// <param name="song">A song without a voice.</param>
    /// <param name="plan">What is sung. Words for which the song has no bars are left out at the end.</param>
    /// <param name="seed">Decides every free choice.</param>
    /// <param name="dictionary">Makes English syllables truer.</param>
    /// <exception cref="EditRefusedException">It has a voice already, or there is nothing to sing.</exception>
    public static SongScore Compose(SongScore song, AddedVocalsPlan plan, long seed, PronouncingDictionary? dictionary)
    {
        ArgumentNullException.ThrowIfNull(song);
        ArgumentNullException.ThrowIfNull(plan);
        if (song.Lines.Count > 0) throw new EditRefusedException("This song has a voice already: replace a section of it, or cover it.");
        var asked = new SongPlan { Instrumental = false, VocalGender = plan.VocalGender, Profile = SongProfile.Of(song), Piece = new Piece(song.Bpm, song.KeyRoot, song.Mode, song.Metre) };
        var brief = BriefReader.Read(asked, seed);
        var form = VocalPlaces.Place(song, Words(song, plan, brief, dictionary));
        if (form.All(section => section.Lines.Count == 0)) throw new EditRefusedException("There is nothing to sing, or no room for it in this song.");
        var harmony = Harmony.Of(song);
        var phrases = Melody.Write(brief, harmony, form, isSung: true);
        return VoiceOver.Of(song, phrases, form, brief, dictionary) with { Seed = seed, Title = plan.Title.Length > 0 ? plan.Title : song.Title };
    }

    private static IReadOnlyList<SheetSection> Words(SongScore song, AddedVocalsPlan plan, Brief brief, PronouncingDictionary? dictionary)
    {
        if (!string.IsNullOrWhiteSpace(plan.Lyrics)) return LyricSheet.Parse(plan.Lyrics, dictionary);
        var about = new[] { plan.Description, plan.Title, song.Title }.FirstOrDefault(text => !string.IsNullOrWhiteSpace(text) && TopicFinder.Phrases(text).Count > 0) ?? "";
        var written = LyricWriter.Write(about, song.Mode is Mode.Minor ? "sad" : brief.Mood, VocalPlaces.Outline(song), Dice.Key(brief.Key, "words"), dictionary);
        return [.. written.Select(section => new SheetSection(section.Kind, [.. section.Lines.SelectMany(line => LineCutter.Cut(line, dictionary))]))];
    }
}
