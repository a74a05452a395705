using MusicWeb.Core.Tasks;

namespace MusicWeb.Pages.Admin;

/// <summary>What people read for how something is offered.</summary>
internal static class OfferWords
{
    /// <summary>The word for a state; also the key of its translation.</summary>
    public static string Of(OfferState state) => state switch
    {
        OfferState.On => "On",
        OfferState.Experimental => "Experimental",
        _ => "Off",
    };

    /// <summary>What was set beside the state, with its word.</summary>
    public static IEnumerable<(string Word, string Value)> Set(OfferTerms terms)
    {
        if (terms.Basis is { } basis) yield return ("Works like", basis);
        if (terms.Label is { } label) yield return ("Name", label);
        if (terms.LyricsLimit is { } lyrics) yield return ("Lyrics", $"{lyrics}");
        if (terms.DescriptionLimit is { } description) yield return ("Description", $"{description}");
        if (terms.StylesLimit is { } styles) yield return ("Styles", $"{styles}");
        if (terms.TitleLimit is { } title) yield return ("Title", $"{title}");
    }
}
