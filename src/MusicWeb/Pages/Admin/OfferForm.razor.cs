using Microsoft.AspNetCore.Components;
using MusicWeb.Core;
using MusicWeb.Core.Admin;
using MusicWeb.Core.Tasks;
using MusicWeb.Providers;
using MusicWeb.Ui;

namespace MusicWeb.Pages.Admin;

/// <summary>Switches an operation or a model, and sets a model's name and limits.</summary>
public sealed partial class OfferForm(CircuitActor people, SetOffer set) : ComponentBase
{
    private OfferState _state;
    private string? _label;
    private Limit[] _limits = [];
    private Error? _refusal;

    /// <summary>The provider's name.</summary>
    [Parameter, EditorRequired]
    public string Provider { get; set; } = "";

    /// <summary>What <see cref="Name"/> names.</summary>
    [Parameter, EditorRequired]
    public OfferKind Kind { get; set; }

    /// <summary>The operation's or the model's key.</summary>
    [Parameter, EditorRequired]
    public string Name { get; set; } = "";

    /// <summary>What holds now.</summary>
    [Parameter, EditorRequired]
    public OfferTerms Terms { get; set; } = null!;

    /// <summary>The model; null for an operation.</summary>
    [Parameter]
    public ModelSpec? Spec { get; set; }

    /// <summary>It was set, or the person changed their mind.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnClose { get; set; }

    // An operation and a model may have the same key.
    private string Id => $"{Provider}-{Kind}-{Name}".ToLowerInvariant().Replace('.', '-');

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        (_state, _label) = (Terms.State, Terms.Label);
        if (Spec is null) return;
        _limits =
        [
            new(nameof(OfferTerms.LyricsLimit), "Lyrics", Spec.LyricsLimit) { Set = Terms.LyricsLimit },
            new(nameof(OfferTerms.DescriptionLimit), "Description", Spec.DescriptionLimit) { Set = Terms.DescriptionLimit },
            new(nameof(OfferTerms.StylesLimit), "Styles", Spec.StylesLimit) { Set = Terms.StylesLimit },
            new(nameof(OfferTerms.TitleLimit), "Title", Spec.TitleLimit) { Set = Terms.TitleLimit },
        ];
    }

    private async Task<Error?> SetAsync(string reason)
    {
        _refusal = null;
        var found = await people.FindAdministratorAsync();
        if (!found.IsOk) return found.Error;
        var terms = Spec is null ? new OfferTerms(_state) : new OfferTerms(_state, _label, _limits[0].Set, _limits[1].Set, _limits[2].Set, _limits[3].Set);
        return (await set.RunAsync(found.Value, Provider, Kind, Name, terms, reason, CancellationToken.None)).Error;
    }

    private string? ErrorOf(string field) => _refusal?.Field == field ? L.Of(_refusal) : null;

    // What is typed belongs to this form alone, so its field may write here.
    private sealed class Limit(string name, string word, int usual)
    {
        public string Name => name;

        public string Word => word;

        public int Usual => usual;

        public int? Set { get; set; }
    }
}
