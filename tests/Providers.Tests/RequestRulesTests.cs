using MusicWeb.Providers;
using Providers.Tests.Embedded;

namespace Providers.Tests;

public class RequestRulesTests
{
    private static readonly MusicRequest Good = new() { Op = Ops.Create, Model = "sketch-1", Description = "rain on tin" };
    private static readonly MusicRequest Sung = Good with { Description = null, Lyrics = "la la la" };

    private static readonly MusicRequest Making = new() { Op = Ops.PersonaCreate, Model = "sketch-1", Title = "Night owl", SourceClipId = Guid.Empty };

    public static TheoryData<string, string, string, MusicRequest> Refused => new()
    {
        { "unknown op", "Op", "Choose something that Sketch engine can do.", Good with { Op = "teleport" } },
        { "unknown model", "Model", "Choose a model from the list.", Good with { Model = "sonic-v5" } },
        { "nothing", "Description", "Describe the song or write its lyrics.", Good with { Description = null } },
        { "blanks", "Description", "Describe the song or write its lyrics.", Good with { Description = " \n\t", Lyrics = "  " } },
        { "instrumental of nothing", "Description", "Describe the song or name its style.", Good with { Description = "", Instrumental = true } },
        { "both", "Description", "Keep either the lyrics or the description, not both.", Good with { Lyrics = "la la" } },
        { "lyrics", "Lyrics", "Shorten the lyrics: 5001 of 5000 characters.", Sung with { Lyrics = Text(5001) } },
        { "description", "Description", "Shorten the description: 401 of 400 characters.", Good with { Description = Text(401) } },
        { "styles", "Styles", "Shorten the styles: 1001 of 1000 characters.", Good with { Styles = Text(1001) } },
        { "styles to avoid", "NegativeStyles", "Shorten the styles to avoid: 1001 of 1000 characters.", Good with { NegativeStyles = Text(1001) } },
        { "title", "Title", "Shorten the title: 81 of 80 characters.", Good with { Title = Text(81) } },
        { "emoji count twice", "Title", "Shorten the title: 82 of 80 characters.", Good with { Title = string.Concat(Enumerable.Repeat("🎸", 41)) } },
        { "zero byte in the lyrics", "Lyrics", "Delete the control characters from the lyrics.", Sung with { Lyrics = "la\0la" } },
        { "escape in the description", "Description", "Delete the control characters from the description.", Good with { Description = "rain\u001b[31m" } },
        { "delete in the styles", "Styles", "Delete the control characters from the styles.", Good with { Styles = "pop\u007f" } },
        { "next line in the styles to avoid", "NegativeStyles", "Delete the control characters from the styles to avoid.", Good with { NegativeStyles = "\u0085" } },
        { "bell in the title", "Title", "Delete the control characters from the title.", Good with { Title = "\a" } },
        { "zero byte among blanks", "Description", "Delete the control characters from the description.", Good with { Description = " \0 " } },
        { "half an emoji", "Title", "Delete the control characters from the title.", Good with { Title = "🎸"[..1] } },
        { "the other half", "Title", "Delete the control characters from the title.", Good with { Title = "rain" + "🎸"[1..] } },
        { "halves in the wrong order", "Title", "Delete the control characters from the title.", Good with { Title = "🎸"[1..] + "🎸"[..1] } },
        { "title of two lines", "Title", "Keep the title on one line.", Good with { Title = "rain\non tin" } },
        { "gender", "VocalGender", "Choose a female or a male voice, or leave it open.", Good with { VocalGender = "x" } },
        { "empty gender", "VocalGender", "Choose a female or a male voice, or leave it open.", Good with { VocalGender = "" } },
        { "negative weight", "StyleWeight", "Set the style weight between 0 and 1.", Good with { StyleWeight = -0.01 } },
        { "weight above one", "StyleWeight", "Set the style weight between 0 and 1.", Good with { StyleWeight = 1.01 } },
        { "weight that is no number", "StyleWeight", "Set the style weight between 0 and 1.", Good with { StyleWeight = double.NaN } },
        { "weirdness that is no number", "Weirdness", "Set the weirdness between 0 and 1.", Good with { Weirdness = double.NaN } },
        { "endless weirdness", "Weirdness", "Set the weirdness between 0 and 1.", Good with { Weirdness = double.PositiveInfinity } },
        { "too short", "DurationSeconds", "Choose a length of 10 to 240 seconds, not 9.", Good with { DurationSeconds = 9 } },
        { "too long", "DurationSeconds", "Choose a length of 10 to 240 seconds, not 241.", Good with { DurationSeconds = 241 } },
        { "negative length", "DurationSeconds", "Choose a length of 10 to 240 seconds, not -90.", Good with { DurationSeconds = -90 } },
        { "persona without one", "PersonaId", "Choose a persona.", Good with { Op = Ops.Persona } },
        { "persona without words", "Description", "Describe the song or write its lyrics.", Good with { Op = Ops.Persona, PersonaId = Guid.Empty, Description = null } },
        { "persona where none sings", "PersonaId", "Leave the persona out: this does not use one.", Good with { PersonaId = Guid.Empty } },
        { "source where none is used", "SourceClipId", "Leave the source out: this does not use one.", Good with { SourceClipId = Guid.Empty } },
        { "persona of no song", "SourceClipId", "Choose a song to start from.", Making with { SourceClipId = null } },
        { "persona without a name", "Title", "Enter a name.", Making with { Title = " " } },
        { "persona with a long name", "Title", "Shorten the title: 81 of 80 characters.", Making with { Title = Text(81) } },
        { "only markers", "Lyrics", "Write some words to sing: there are only signs and section markers.", Sung with { Lyrics = "[Verse]\n... !\n[Chorus]" } },
        { "only emoji", "Lyrics", "Write some words to sing: there are only signs and section markers.", Sung with { Lyrics = "🎸🎸🎸" } },
    };

    public static TheoryData<string, MusicRequest> Accepted => new()
    {
        { "description at its limit", Good with { Description = Text(400) } },
        { "lyrics at their limit", Sung with { Lyrics = Text(5000) } },
        { "styles at their limit", Good with { Styles = Text(1000), NegativeStyles = Text(1000) } },
        { "title at its limit", Good with { Title = Text(80) } },
        { "ends of the sliders", Good with { StyleWeight = 0, Weirdness = 1, VocalGender = "m" } },
        { "shortest", Good with { DurationSeconds = 10 } },
        { "longest", Good with { DurationSeconds = 240 } },
        { "instrumental by its style", Good with { Description = null, Instrumental = true, Styles = "ambient" } },
        { "words after a marker", Sung with { Lyrics = "[Verse] la la [Chorus]" } },
        { "lines and tabs", Sung with { Lyrics = "[Verse]\r\n\tla la\nla la", Styles = "pop,\nslow" } },
        { "markup, emoji, right to left", Good with { Title = "<b>\"🎸&'</b>", Description = "<script>alert(1)</script> \u202eמטר על פח\u202c 👩‍🎤" } },
        { "song with a persona", Sung with { Op = Ops.Persona, PersonaId = Guid.Empty } },
        { "persona of a song", Making },
        { "another script", Sung with { Lyrics = "床前明月光" } },
    };

    [Theory, MemberData(nameof(Refused))]
    public void A_request_that_breaks_a_rule_is_refused_with_what_to_do(string name, string field, string sentence, MusicRequest request)
    {
        var refusal = SketchRun.Provider.Refuse(request);
        Assert.True(refusal is not null, name);
        Assert.Equal((field, sentence), (refusal.Field, string.Format(System.Globalization.CultureInfo.InvariantCulture, refusal.Text, refusal.Arguments)));
    }

    [Theory, MemberData(nameof(Accepted))]
    public void A_request_within_the_rules_is_accepted(string name, MusicRequest request) => Assert.True(SketchRun.Provider.Refuse(request) is null, name);

    [Fact]
    public void What_a_model_cannot_do_is_refused()
    {
        var manifest = SketchRun.Provider.Manifest;
        manifest = manifest with { Models = [manifest.Models[0] with { VocalGender = false, Duration = null }] };
        Assert.Equal("VocalGender", RequestRules.Check(manifest, Good with { VocalGender = "f" })?.Field);
        Assert.Equal("DurationSeconds", RequestRules.Check(manifest, Good with { DurationSeconds = 60 })?.Field);
        Assert.Null(RequestRules.Check(manifest, Good));
    }

    private static string Text(int length) => new('x', length);
}
