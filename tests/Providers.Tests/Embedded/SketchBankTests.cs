using Engine.Tests.Sampler;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MusicWeb.Engine.Score;
using MusicWeb.Providers;
using MusicWeb.Providers.Embedded;

namespace Providers.Tests.Embedded;

public sealed class SketchBankTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    [Fact]
    public async Task A_song_made_with_a_bank_is_marked_and_without_that_bank_only_what_is_rendered_whole_is_made_and_says_so()
    {
        using var provider = new SketchProvider(Options.Create(new EngineOptions { SoundBank = BankAt("tiny.sf2", TinyBank.Make()) }));
        Assert.Contains("come from a sound bank", provider.Manifest.Summary, StringComparison.Ordinal);
        Assert.DoesNotContain("sound bank", SketchRun.Provider.Manifest.Summary, StringComparison.Ordinal);

        using var run = new SketchRun { Engine = provider };
        var made = (await run.MakeAsync(new MusicRequest { Op = Ops.Create, Model = "sketch-1", Title = "Keys", Styles = "classical, piano", Instrumental = true, DurationSeconds = 10 }))[0];
        var score = ScoreJson.Read(await SketchRun.BytesOfAsync(made, "score"));
        Assert.Equal(("Tiny bank", "Sampled instruments"), (score.Bank!.Name, made.Note));
        var song = await SketchEditTests.SourceAsync(made);

        MusicRequest Asked(string op) => new() { Op = op, Model = "sketch-1", SourceClipId = song.Id };
        using var with = new SketchRun { Engine = provider };
        var longer = Assert.IsType<SubmitAnswer.Done>(await with.AskAsync(Asked(Ops.Extend) with { ContinueAtSeconds = 5, DurationSeconds = 10 }, sources: [song])).Results[0];
        Assert.Equal(score.Bank, ScoreJson.Read(await SketchRun.BytesOfAsync(longer, "score")).Stretches[1].Score.Bank);
        using var stems = new SketchRun { Engine = provider };
        Assert.IsType<SubmitAnswer.MadeFiles>(await stems.AskAsync(Asked(Ops.StemsFull), sources: [song]));

        // The same site without the bank.
        using var without = new SketchRun();
        foreach (var refused in (MusicRequest[])[Asked(Ops.Extend) with { ContinueAtSeconds = 5, DurationSeconds = 10 }, Asked(Ops.ReplaceSection) with { RangeStartSeconds = 2, RangeEndSeconds = 6 }, Asked(Ops.StemsFull)])
        {
            Assert.Contains("was made with the sound bank “Tiny bank”, which is not installed here now", await without.RefusalOfAsync(refused, song), StringComparison.Ordinal);
        }

        using var again = new SketchRun();
        var remastered = Assert.IsType<SubmitAnswer.Done>(await again.AskAsync(Asked(Ops.Remaster), sources: [song])).Results[0];
        Assert.Equal("Its sound bank is not here any more: other instruments play", remastered.Note);
        Assert.Null(ScoreJson.Read(await SketchRun.BytesOfAsync(remastered, "score")).Bank);
    }

    [Fact]
    public async Task A_song_made_without_a_bank_goes_on_without_it_where_there_is_one()
    {
        using var provider = new SketchProvider(Options.Create(new EngineOptions { SoundBank = BankAt("tiny.sf2", TinyBank.Make()) }));
        using var run = new SketchRun { Engine = provider };
        var source = await SketchEditTests.SongAsync();
        var longer = Assert.IsType<SubmitAnswer.Done>(await run.AskAsync(new MusicRequest { Op = Ops.Extend, Model = "sketch-1", SourceClipId = source.Id, ContinueAtSeconds = 5, DurationSeconds = 10 }, sources: [source])).Results[0];
        Assert.All(ScoreJson.Read(await SketchRun.BytesOfAsync(longer, "score")).Sounding, stretch => Assert.Null(stretch.Score.Bank));
    }

    [Fact]
    public void A_missing_or_broken_bank_of_the_settings_stops_the_start_with_one_sentence()
    {
        AssertFault(Path.Combine(_folder.FullName, "nowhere.sf2"), "there is no such file.");
        AssertFault(BankAt("text.sf2", "not a bank"u8.ToArray()), "it is not a SoundFont 2 file.");
        AssertFault(BankAt("cut.sf2", TinyBank.Make()[..2000]), "it ends too early.");
        AssertFault(_folder.FullName, "it cannot be read.");

        using var fine = Services(BankAt("tiny.sf2", TinyBank.Make()));
        Assert.Contains("sound bank", fine.GetRequiredService<IMusicProvider>().Manifest.Summary, StringComparison.Ordinal);
        using var none = Services(EngineOptions.NoSoundBank);
        Assert.DoesNotContain("sound bank", none.GetRequiredService<IMusicProvider>().Manifest.Summary, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static void AssertFault(string path, string why)
    {
        using var services = Services(path);
        var failure = Assert.Throws<OptionsValidationException>(services.GetRequiredService<IMusicProvider>);
        Assert.Equal($"Engine:SoundBank: The sound bank {path} cannot be used: {why}", Assert.Single(failure.Failures));
    }

    private static ServiceProvider Services(string bank)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("Engine:SoundBank", bank)]).Build();
        return new ServiceCollection().AddSingleton<IConfiguration>(settings).AddSketchEngine().BuildServiceProvider();
    }

    private string BankAt(string name, byte[] bytes)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
