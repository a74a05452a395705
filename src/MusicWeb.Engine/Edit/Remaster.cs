using MusicWeb.Engine.Score;

namespace MusicWeb.Engine.Edit;

/// <summary>Mixes and masters a song anew: its notes and words stay, how they sound together does not.</summary>
public static class Remaster
{
    private static readonly (string Word, Finish Pull)[] _words =
    [
        ("bright", new(2.5, 0, 0, 0)), ("crisp", new(2.5, 0, 0.5, 0)), ("clear", new(2, -0.2, 0, 0)), ("airy", new(2, 0.2, 0, 0.2)),
        ("warm", new(-2.5, 0.1, 0, 0)), ("dark", new(-3, 0, 0, 0)), ("soft", new(-1.5, 0.2, -1.5, 0)), ("vintage", new(-3, 0.2, 0, -0.3)),
        ("punch", new(0, -0.2, 2.5, 0)), ("loud", new(0.5, -0.2, 2, 0)), ("heavy", new(-0.5, 0, 2.5, 0)), ("bass", new(-1, 0, 2.5, 0)),
        ("wide", new(0, 0.1, 0, 0.6)), ("narrow", new(0, 0, 0, -0.6)), ("mono", new(0, 0, 0, -1)),
        ("dry", new(0, -0.6, 0, 0)), ("close", new(0.5, -0.5, 0, 0)), ("room", new(0, 0.5, 0, 0)), ("hall", new(0, 0.8, 0, 0.2)), ("space", new(0, 0.7, 0, 0.3)), ("reverb", new(0, 0.7, 0, 0)),
    ];

    // Without a word: a bright master and a warm one.
    private static readonly Finish[] _usual = [new(2.5, 0.8, 1.5, 1.3), new(-2.5, 1.25, -0.5, 1)];

    /// <summary>The song with another finish; nothing is rendered. An edited song is of one piece again.</summary>
    /// <param name="song">The song.</param>
    /// <param name="words">How it is to sound ("warm, wide"); null or without a known word for a bright and a warm take.</param>
    /// <param name="take">The second take goes further than the first.</param>
    /// <param name="title">Title of the result; empty keeps the song's.</param>
    public static SongScore Of(SongScore song, string? words, int take, string title)
    {
        ArgumentNullException.ThrowIfNull(song);
        ArgumentNullException.ThrowIfNull(title);
        return song with
        {
            Finish = Asked(words, take) ?? _usual[take % _usual.Length],
            Title = title.Length > 0 ? title : song.Title,
            Stretches = [],
            Continues = null,
        };
    }

    private static Finish? Asked(string? words, int take)
    {
        var pulls = _words.Where(entry => words?.Contains(entry.Word, StringComparison.OrdinalIgnoreCase) is true).Select(entry => entry.Pull).ToList();
        if (pulls.Count == 0) return null;
        var strength = 1 + (0.5 * take);
        double Sum(Func<Finish, double> of) => strength * pulls.Sum(of);
        return new Finish(
            Math.Clamp(Sum(pull => pull.Brightness), -6, 6), Math.Clamp(1 + Sum(pull => pull.Room), 0, 2), Math.Clamp(Sum(pull => pull.Punch), -6, 6), Math.Clamp(1 + Sum(pull => pull.Width), 0, 2));
    }
}
