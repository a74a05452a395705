using System.Text.Json;
using System.Text.Json.Serialization;
using MusicWeb.Providers;

namespace MusicWeb.Pages.Create;

/// <summary>What stands in the form, field by field as it was typed; kept as a draft. <see cref="ToRequest"/> says what of it is sent.</summary>
public sealed record CreateForm
{
    /// <summary>Name of the provider.</summary>
    public string Provider { get; set; } = "";

    /// <summary>Name of the model.</summary>
    public string Model { get; set; } = "";

    /// <summary>All fields are shown instead of one description.</summary>
    public bool IsCustom { get; set; }

    /// <summary>The song in one's own words; simple form only.</summary>
    public string Description { get; set; } = "";

    /// <summary>No voice.</summary>
    public bool Instrumental { get; set; }

    /// <summary>The words.</summary>
    public string Lyrics { get; set; } = "";

    /// <summary>Style words.</summary>
    public string Styles { get; set; } = "";

    /// <summary>Style words to avoid.</summary>
    public string NegativeStyles { get; set; } = "";

    /// <summary>The title.</summary>
    public string Title { get; set; } = "";

    /// <summary><c>f</c>, <c>m</c> or empty.</summary>
    public string VocalGender { get; set; } = "";

    /// <summary>0 to 100, or null where it was left alone.</summary>
    public int? StyleWeightPercent { get; set; }

    /// <summary>0 to 100, or null where it was left alone.</summary>
    public int? WeirdnessPercent { get; set; }

    /// <summary>Wanted length in seconds, or null where it was left alone.</summary>
    public int? DurationSeconds { get; set; }

    /// <summary>The persona that sings and plays; custom form only.</summary>
    public Guid? PersonaId { get; set; }

    /// <summary>The kept lyrics that the words were taken from.</summary>
    public Guid? LyricSheetId { get; set; }

    /// <summary>What those lyrics are called.</summary>
    public string LyricSheetName { get; set; } = "";

    /// <summary>The preset that the settings were taken from.</summary>
    public Guid? PresetId { get; set; }

    /// <summary>What that preset is called.</summary>
    public string PresetName { get; set; } = "";

    /// <summary>The operation that is ordered.</summary>
    [JsonIgnore]
    public string Op => IsCustom && PersonaId is not null ? Ops.Persona : Ops.Create;

    /// <summary>Whether the song is made without a voice: some models leave no choice.</summary>
    public bool IsInstrumental(ModelSpec model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Singing is Singing.Never || (model.Singing is Singing.Either && Instrumental);
    }

    /// <summary>Takes a model. One that takes no description has the custom form alone; a persona speaks to the provider that made it only.</summary>
    public void Choose(string provider, ModelSpec model)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (provider != Provider) PersonaId = null;
        (Provider, Model) = (provider, model.Name);
        if (model.DescriptionLimit == 0) IsCustom = true;
    }

    /// <summary>What is sent: the fields of the chosen form that the model knows; empty ones are left out.</summary>
    public MusicRequest ToRequest(ModelSpec model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var isInstrumental = IsInstrumental(model);
        var bare = new MusicRequest { Op = Op, Model = model.Name, Instrumental = isInstrumental, PresetId = PresetId };
        if (!IsCustom) return bare with { Description = OrNull(Description) };
        return bare with
        {
            Lyrics = isInstrumental ? null : OrNull(Lyrics),
            PersonaId = PersonaId,
            LyricSheetId = isInstrumental ? null : LyricSheetId,
            Styles = model.StylesLimit > 0 ? OrNull(Styles) : null,
            NegativeStyles = model is { StylesLimit: > 0, NegativeStyles: true } ? OrNull(NegativeStyles) : null,
            Title = OrNull(Title),
            VocalGender = model.VocalGender && !isInstrumental ? OrNull(VocalGender) : null,
            StyleWeight = model.Weights ? StyleWeightPercent / 100.0 : null,
            Weirdness = model.Weights ? WeirdnessPercent / 100.0 : null,
            DurationSeconds = model.Duration is null ? null : DurationSeconds,
        };
    }

    /// <summary>The form that would send this request.</summary>
    public static CreateForm Of(string provider, MusicRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new CreateForm
        {
            Provider = provider,
            Model = request.Model,
            IsCustom = request.Description is null,
            Description = request.Description ?? "",
            Instrumental = request.Instrumental,
            Lyrics = request.Lyrics ?? "",
            Styles = request.Styles ?? "",
            NegativeStyles = request.NegativeStyles ?? "",
            Title = request.Title ?? "",
            VocalGender = request.VocalGender ?? "",
            StyleWeightPercent = Percent(request.StyleWeight),
            WeirdnessPercent = Percent(request.Weirdness),
            DurationSeconds = request.DurationSeconds,
            PersonaId = request.PersonaId,
        };
    }

    /// <summary>The settings of this form without the words of one song: what a preset keeps.</summary>
    public CreateForm ToPreset() => this with { Lyrics = "", Title = "", LyricSheetId = null, LyricSheetName = "", PresetId = null, PresetName = "" };

    /// <summary>This form's words with the settings of a preset.</summary>
    public CreateForm With(CreateForm preset, Guid presetId, string presetName)
    {
        ArgumentNullException.ThrowIfNull(preset);
        return preset with { Lyrics = Lyrics, Title = Title, LyricSheetId = LyricSheetId, LyricSheetName = LyricSheetName, PresetId = presetId, PresetName = presetName };
    }

    /// <summary>The text of a draft.</summary>
    public string ToJson() => JsonSerializer.Serialize(this);

    /// <summary>Reads a draft; null when there is none, or when it comes from a form that looked different.</summary>
    public static CreateForm? FromJson(string? json)
    {
        try
        {
            return json is null ? null : JsonSerializer.Deserialize<CreateForm>(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? OrNull(string text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static int? Percent(double? share) => share is { } value ? (int)Math.Round(value * 100) : null;
}
