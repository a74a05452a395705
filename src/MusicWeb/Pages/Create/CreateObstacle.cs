using MusicWeb.Core;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Credits;
using MusicWeb.Providers;

namespace MusicWeb.Pages.Create;

/// <summary>Why the Create button cannot be pressed now. The provider's own rules have the last word after the press.</summary>
internal static class CreateObstacle
{
    /// <summary>The workspace is not open to this person any more.</summary>
    public static readonly Error Out = new("not_found", "You are no longer in this workspace.");

    /// <summary>The first thing in the way, or null. A gone persona was revoked, thrown away or deleted.</summary>
    public static Error? Find(CreateForm form, ModelSpec model, Actor actor, Payer payer, long priceCredits, Guid? gonePersonaId)
    {
        if (!actor.CanWrite) return new Error("forbidden", "You may listen in this workspace, but not create.");
        if (TooLong(form, model)) return new Error("too_long", "Shorten the text that is marked.");
        if (form.IsCustom)
        {
            var isInstrumental = form.IsInstrumental(model);
            if (!isInstrumental && string.IsNullOrWhiteSpace(form.Lyrics)) return new Error("empty", model.Singing is Singing.Always ? "Write the lyrics first." : "Write lyrics, or switch to Instrumental.");
            if (form.PersonaId is { } persona && persona == gonePersonaId) return new Error("persona_gone", "Choose another persona, or none.");
            if (isInstrumental && string.IsNullOrWhiteSpace(form.Styles)) return new Error("empty", "Name at least one style.");
        }
        else if (string.IsNullOrWhiteSpace(form.Description))
        {
            return new Error("empty", "Describe the song first.");
        }

        if (!payer.CanPay(priceCredits)) return new Error("not_enough_credits", "This costs {0} credits and {1} are available.", priceCredits, payer.Balance.Available);
        return BlockingCap(payer, priceCredits)?.Refusal(priceCredits);
    }

    /// <summary>The cap beyond which this order would go, or null.</summary>
    public static CapStanding? BlockingCap(Payer payer, long priceCredits) => payer.Caps.FirstOrDefault(cap => cap.Blocks(priceCredits));

    private static bool TooLong(CreateForm form, ModelSpec model) => form.IsCustom
        ? (!form.IsInstrumental(model) && form.Lyrics.Length > model.LyricsLimit) || (model.StylesLimit > 0 && (form.Styles.Length > model.StylesLimit || (model.NegativeStyles && form.NegativeStyles.Length > model.StylesLimit))) || form.Title.Length > model.TitleLimit
        : form.Description.Length > model.DescriptionLimit;
}
