using MusicWeb.Core.Tasks;
using MusicWeb.Providers;

namespace Core.Tests.Tasks;

public sealed class RequestTitleTests
{
    private static readonly MusicRequest Bare = new() { Op = Ops.Create, Model = "still-1" };

    public static TheoryData<string, MusicRequest> Titles => new()
    {
        { "Tin", Bare with { Title = " Tin ", Description = "rain", Lyrics = "drip", Styles = "pop" } },
        { "rain", Bare with { Title = "  ", Description = "rain", Styles = "pop" } },
        { "drip drop", Bare with { Lyrics = "[Verse 1]\r\n\r\n  drip drop\r\ndrop", Styles = "pop" } },
        { "drip drop", Bare with { Lyrics = "[Verse] drip drop [Chorus] la" } },
        { "[drip drop", Bare with { Lyrics = "[drip drop\nla]" } },
        { "pop", Bare with { Lyrics = "[Instrumental]", Styles = "pop" } },
        { "rain on tin", Bare with { Description = "rain\n on\t\ttin" } },
        { "create", Bare },
        { new string('x', 60), Bare with { Title = new string('x', 60) } },
        { new string('x', 60) + "…", Bare with { Title = new string('x', 61) } },
        { new string('x', 40) + "…", Bare with { Title = new string('x', 40) + " " + new string('x', 40) } },
        { new string('x', 59) + "…", Bare with { Title = new string('x', 59) + "🎸🎸" } },
    };

    [Theory, MemberData(nameof(Titles))]
    public void An_order_is_called_by_its_title_or_the_beginning_of_what_was_asked_for(string title, MusicRequest request) => Assert.Equal(title, RequestTitle.Of(request));
}
