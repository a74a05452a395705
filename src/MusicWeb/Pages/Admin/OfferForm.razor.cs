using Microsoft.AspNetCore.Components;
using MusicWeb.Core;
using MusicWeb.Core.Admin;
using MusicWeb.Core.Tasks;
using MusicWeb.Providers;
using MusicWeb.Ui;

namespace MusicWeb.Pages.Admin;

/// <summary>Switches an operation or a model, sets a model's name and limits, and adds a model.</summary>
public sealed partial class OfferForm(CircuitActor people, SetOffer set) : ComponentBase
{
    private OfferState _state;
    private string? _label;
    private string _key = "";
    private string? _basis;
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

    /// <summary>The models of which a new one is to be like; null where none is added.</summary>
    [Parameter]
    public IReadOnlyList<ModelSpec>? Bases { get; set; }

    /// <summary>It was set, or the person changed their mind.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnClose { get; set; }

    // An operation and a model may have the same key.
    private string Id => $"{Provider}-{Kind}-{Name}".ToLowerInvariant().Replace('.', '-');

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        (_state, _label, _basis) = (Terms.State, Terms.Label, Terms.Basis ?? Bases?[0].Name);
        if (Spec is null) return;
        _limits =
        [
            new(nameof(OfferTerms.LyricsLimit), "Lyrics", model => model.LyricsLimit) { Set = Terms.LyricsLimit },
            new(nameof(OfferTerms.DescriptionLimit), "Description", model => model.DescriptionLimit) { Set = Terms.DescriptionLimit },
            new(nameof(OfferTerms.StylesLimit), "Styles", model => model.StylesLimit) { Set = Terms.StylesLimit },
            new(nameof(OfferTerms.TitleLimit), "Title", model => model.TitleLimit) { Set = Terms.TitleLimit },
        ];
    }

    private async Task<Error?> SetAsync(string reason)
    {
        _refusal = null;
        var found = await people.FindAdministratorAsync();
        if (!found.IsOk) return found.Error;
        var terms = Spec is null ? new OfferTerms(_state) : new OfferTerms(_state, _label, _limits[0].Set, _limits[1].Set, _limits[2].Set, _limits[3].Set, _basis);
        return (await set.RunAsync(found.Value, Provider, Kind, Bases is null ? Name : _key.Trim(), terms, reason, CancellationToken.None)).Error;
    }

    // Where a limit is left empty, that of the model it is like holds.
    private ModelSpec? Like => Bases?.FirstOrDefault(model => model.Name == _basis) ?? Spec;

    private string? ErrorOf(string field) => _refusal?.Field == field ? L.Of(_refusal) : null;

    // What is typed belongs to this form alone, so its field may write here.
    private sealed class Limit(string name, string word, Func<ModelSpec, int> usual)
    {
        public string Name => name;

        public string Word => word;

        public int Usual(ModelSpec model) => usual(model);

        public int? Set { get; set; }
    }
}
