using Microsoft.AspNetCore.Components;
using MusicWeb.Core.Admin;
using MusicWeb.Core.Tasks;

namespace MusicWeb.Pages.Admin;

/// <summary>A provider's operations and models, each with its way to be changed.</summary>
public sealed partial class ProviderOfferCard : ComponentBase
{
    // Nobody has seen it work yet.
    private static readonly OfferTerms _newModel = new(OfferState.Experimental);
    private Act _act;
    private string _name = "";

    private enum Act
    {
        None,
        Price,
        Operation,
        Model,
        NewModel,
    }

    /// <summary>The provider.</summary>
    [Parameter, EditorRequired]
    public ProviderOffer Offer { get; set; } = null!;

    /// <summary>Something was changed.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnChanged { get; set; }

    private OperationOffer? Operation => _act is Act.Price or Act.Operation ? Offer.Operations.FirstOrDefault(operation => operation.Spec.Op == _name) : null;

    private ModelOffer? Model => _act is Act.Model ? Offer.Models.FirstOrDefault(model => model.Spec.Name == _name) : null;

    private static IEnumerable<(string Word, int? Set, int Usual)> Limits(ModelOffer model) =>
    [
        ("Lyrics", model.Terms.LyricsLimit, model.Spec.LyricsLimit),
        ("Description", model.Terms.DescriptionLimit, model.Spec.DescriptionLimit),
        ("Styles", model.Terms.StylesLimit, model.Spec.StylesLimit),
        ("Title", model.Terms.TitleLimit, model.Spec.TitleLimit),
    ];

    private void Ask(Act act, string name) => (_act, _name) = (_act, _name) == (act, name) ? (Act.None, "") : (act, name);

    private async Task CloseAsync()
    {
        _act = Act.None;
        await OnChanged.InvokeAsync();
    }

    private string Expanded(Act act, string name) => (_act, _name) == (act, name) ? "true" : "false";
}
