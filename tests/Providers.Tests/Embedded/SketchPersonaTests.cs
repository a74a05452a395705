using System.Security.Cryptography;
using MusicWeb.Engine.Analyze;
using MusicWeb.Engine.Codec;
using MusicWeb.Engine.Score;
using MusicWeb.Providers;

namespace Providers.Tests.Embedded;

public class SketchPersonaTests
{
    private const string Words = "[Verse]\nPaper boats on the morning tide\nEvery one with a light inside\n[Chorus]\nSail away, sail away";
    private static readonly Guid TaskId = new("0198a000-0000-7000-8000-000000000011");
    private static readonly MusicRequest Making = new() { Op = Ops.PersonaCreate, Model = "sketch-1", Title = "Night owl", SourceClipId = Guid.CreateVersion7() };
    private static readonly MusicRequest Plain = new() { Op = Ops.Create, Model = "sketch-1", Lyrics = Words, DurationSeconds = 14 };

    [Fact]
    public async Task A_persona_is_what_the_score_of_its_song_says()
    {
        using var run = new SketchRun();
        var song = (await run.MakeAsync(SketchRun.Described with { Description = "house, male, 126 bpm, F minor", Lyrics = null }))[0];
        var score = ScoreJson.Read(await SketchRun.BytesOfAsync(song, "score"));
        var answer = await run.AskAsync(Making, sources: [await SourceOfAsync(song)]);
        var persona = Assert.IsType<SubmitAnswer.MadePersona>(answer).Persona;
        Assert.StartsWith("house, 126 bpm, F minor: male voice", persona.Summary, StringComparison.Ordinal);
        Assert.Contains("\"bpm\":126,\"keyRoot\":5,\"mode\":\"Minor\"", persona.Data, StringComparison.Ordinal);
        Assert.All(score.Parts, part => Assert.Contains($"\"{part.Patch}\"", persona.Data, StringComparison.Ordinal));
        var again = Assert.IsType<SubmitAnswer.MadePersona>(await run.AskAsync(Making, sources: [await SourceOfAsync(song)])).Persona;
        Assert.Equal(persona, again);
    }

    [Fact]
    public async Task A_song_with_a_persona_sounds_like_the_personas_song()
    {
        using var run = new SketchRun();
        using var bare = new SketchRun();
        using var sung = new SketchRun();
        using var again = new SketchRun();
        var persona = await PersonaAsync(run, "house, male, 126 bpm, F minor, 909");
        var without = await bare.MakeAsync(Plain with { Styles = "slow piano, 72 bpm, D major, female" }, TaskId);
        var request = Plain with { Op = Ops.Persona, PersonaId = persona.Id };
        var with = Assert.IsType<SubmitAnswer.Done>(await sung.AskAsync(request, TaskId, persona: persona)).Results;
        Assert.Equal([0, 1], with.Select(result => result.Index));
        for (var take = 0; take < 2; take++)
        {
            var (before, after) = (await SketchRun.SoundOfAsync(without[take]), await SketchRun.SoundOfAsync(with[take]));
            Assert.True(TempoDistance(126, after) < 0.06, $"{TempoEstimator.Estimate(after)} bpm heard");
            Assert.True(TempoDistance(126, before) > 0.1, $"{TempoEstimator.Estimate(before)} bpm heard without it");
            // The first take keeps the key, the second stands a fifth above it.
            int[] near = take == 0 ? [5, 8, 0] : [0, 3, 7, 5];
            Assert.Contains(KeyEstimator.Estimate(after).Root, near);
            Assert.StartsWith("house", with[take].Styles, StringComparison.Ordinal);
        }

        var repeated = Assert.IsType<SubmitAnswer.Done>(await again.AskAsync(request, TaskId, persona: persona)).Results;
        foreach (var kind in (string[])["flac", "midi", "score"]) Assert.Equal(Convert.ToHexString(SHA256.HashData(await SketchRun.BytesOfAsync(with[0], kind))), Convert.ToHexString(SHA256.HashData(await SketchRun.BytesOfAsync(repeated[0], kind))));
    }

    [Fact]
    public async Task Two_personas_make_two_songs_of_the_same_words()
    {
        using var run = new SketchRun();
        var (loud, soft) = (await PersonaAsync(run, "loud rock, guitars"), await PersonaAsync(run, "ambient, slow, pads"));
        var takes = new List<double[]>();
        foreach (var persona in (SourcePersona[])[loud, soft])
        {
            var done = Assert.IsType<SubmitAnswer.Done>(await run.AskAsync(Plain with { Op = Ops.Persona, PersonaId = persona.Id }, TaskId, persona: persona));
            takes.Add(Loudness(await SketchRun.SoundOfAsync(done.Results[0])));
        }

        // Rock beats in every bar, ambient swells: the level of short stretches varies far more from stroke to stroke.
        Assert.True(Roughness(takes[0]) > Roughness(takes[1]) * 1.3, $"{Roughness(takes[0])} against {Roughness(takes[1])}");
    }

    [Fact]
    public async Task Only_a_song_with_a_stored_score_gives_a_persona()
    {
        using var run = new SketchRun();
        var song = Source("""{"version":99}"""u8.ToArray());
        foreach (var sources in (SourceClip[][])[[], [song with { Files = [] }]])
            Assert.Equal("Choose a song that the sketch engine made: a persona is read from its stored score.", Assert.IsType<SubmitAnswer.Refused>(await run.AskAsync(Making, sources: sources)).Reason);
        Assert.Equal("The stored score of this song cannot be read, so no persona can be made from it.", Assert.IsType<SubmitAnswer.Refused>(await run.AskAsync(Making, sources: [song])).Reason);
    }

    [Theory, InlineData(null), InlineData("no profile"), InlineData("{}")]
    public async Task A_persona_that_cannot_be_read_is_refused(string? data)
    {
        using var run = new SketchRun();
        var answer = await run.AskAsync(Plain with { Op = Ops.Persona, PersonaId = Guid.CreateVersion7() }, persona: data is null ? null : new SourcePersona(Guid.CreateVersion7(), data));
        Assert.Equal("This persona cannot be read: make it anew from its song.", Assert.IsType<SubmitAnswer.Refused>(answer).Reason);
    }

    private static async Task<SourcePersona> PersonaAsync(SketchRun run, string description)
    {
        var song = (await run.MakeAsync(SketchRun.Described with { Description = description }))[0];
        var persona = Assert.IsType<SubmitAnswer.MadePersona>(await run.AskAsync(Making, sources: [await SourceOfAsync(song)])).Persona;
        return new SourcePersona(Guid.CreateVersion7(), persona.Data);
    }

    private static async Task<SourceClip> SourceOfAsync(ProviderResult song) => Source(await SketchRun.BytesOfAsync(song, "score"));

    private static SourceClip Source(byte[] score) => new()
    {
        Id = Making.SourceClipId!.Value,
        Provider = "sketch",
        Title = "Song",
        CreatedAt = DateTime.UnixEpoch,
        Files = [new SourceFile("score", "application/json", score.Length, _ => ValueTask.FromResult<Stream>(new MemoryStream(score)))],
    };

    // Half and double tempo sound the same to the estimator.
    private static double TempoDistance(double truth, Pcm sound) =>
        TempoEstimator.Estimate(sound) is not { } bpm ? 1 : new[] { 0.5, 1, 2 }.Min(octave => Math.Abs((bpm / (truth * octave)) - 1));

    // Level of each tenth of a second, in decibels.
    private static double[] Loudness(Pcm sound)
    {
        var stretch = sound.SampleRate / 10;
        return [.. sound.Samples.Chunk(stretch).Select(part => 10 * Math.Log10(1 + part.Average(sample => (double)sample * sample)))];
    }

    private static double Roughness(double[] levels) => levels.Zip(levels.Skip(1), (a, b) => Math.Abs(a - b)).Average();
}
