using Microsoft.Extensions.DependencyInjection;
using MusicWeb.Core.Library;
using MusicWeb.Providers;

namespace Web.Tests.Media;

/// <summary>What can be made of a recording, by everybody whom the program knows.</summary>
public sealed class RecordingSourceTests
{
    [Fact]
    public async Task What_providers_take_of_any_song_they_take_of_a_recording_and_else_they_say_why_not()
    {
        await using var app = await WebApp.StartAsync(("Site:PublicUrl", "https://music.example.org"));
        string[] taken =
        [
            "sonic upload", "sonic upload-extend", "sonic upload-cover", "sonic voice-create", "producer upload",
            "vidgo extend", "vidgo cover", "vidgo add-vocals", "vidgo add-instrumental", "vidgo stems-full", "music-01 persona-create",
        ];
        Assert.Equal(taken, Answers(app, Recording(45)).Where(answer => answer.Refusal is null).Select(answer => answer.Operation));
        var refusals = Answers(app, Recording(45)).ToDictionary(answer => answer.Operation, answer => answer.Refusal);
        Assert.Equal("Sketch engine works with songs that it made itself, not with a recording.", refusals["sketch stems-basic"]);
        Assert.Equal("MusicAPI Sonic knows only the songs that it made itself: this one would have to be uploaded to it first.", refusals["sonic extend"]);

        // Too long or too short for a vendor, or in a format that it does not read.
        Assert.Equal("VidGo takes songs of up to 8 minutes.", Answers(app, Recording(500)).Single(answer => answer.Operation == "vidgo cover").Refusal);
        Assert.Equal("AI/ML API music-01 takes songs of more than 10 seconds.", Answers(app, Recording(9)).Single(answer => answer.Operation == "music-01 persona-create").Refusal);
        Assert.Equal("AI/ML API music-01 cannot read the format of this song: it takes mp3, wav, flac.", Answers(app, Recording(45, "m4a")).Single(answer => answer.Operation == "music-01 persona-create").Refusal);
    }

    private static SourceFacts Recording(double seconds, string kind = "wav") => new(RecordingOrigin.Provider, IsKnownToProvider: false, Ops.Import, seconds, HasWords: false, [kind]);

    private static IEnumerable<(string Operation, string? Refusal)> Answers(WebApp app, SourceFacts recording) =>
        from provider in app.Services.GetRequiredService<ProviderCatalog>().All
        from operation in provider.Manifest.Operations
        where (operation.Needs & (OperationNeeds.SourceClip | OperationNeeds.SourceClips)) != 0
        select ($"{provider.Manifest.Name} {operation.Op}", SourceRules.Refuse(recording, provider.Manifest, operation)?.Message);
}
