using System.Text.Json;
using MusicWeb.Providers.Outbound;

namespace MusicWeb.Providers.AceStep;

/// <summary>A model that the server has loaded.</summary>
/// <param name="Name">As it is asked for.</param>
/// <param name="IsDefault">It is used where none is asked for.</param>
/// <param name="IsBase">It knows the tasks of base models, and takes more steps.</param>
internal sealed record AceStepModel(string Name, bool IsDefault, bool IsBase)
{
    private const string Family = "acestep-v15-";

    /// <summary>What people read.</summary>
    public string DisplayName => Name.StartsWith(Family, StringComparison.OrdinalIgnoreCase) ? "ACE-Step 1.5 " + Name[Family.Length..].Replace('-', ' ') : Name;
}

/// <summary>What the server says of itself.</summary>
/// <param name="HasLanguageModel">Whether it can write words and plan a song; null when it does not say.</param>
/// <param name="Models">What it has loaded; empty when it does not say.</param>
internal sealed record AceStepAbilities(bool? HasLanguageModel, IReadOnlyList<AceStepModel> Models)
{
    // As long as a model's name may be where songs are kept.
    private const int NameLimit = 50;

    // A server has three at most.
    private const int MaxModels = 10;

    /// <summary>Nothing is known yet.</summary>
    public static AceStepAbilities Unknown { get; } = new(HasLanguageModel: null, Models: []);

    /// <summary>The models that must be asked for by name.</summary>
    public IEnumerable<AceStepModel> Others => Models.Where(model => !model.IsDefault);

    /// <summary>Our names of the models that know the tasks of base models.</summary>
    public IReadOnlyList<string> BaseModels => [.. Models.Where(model => model.IsBase).Select(model => model.IsDefault ? AceStepManifest.DefaultModel : model.Name)];

    /// <summary>Whether a model, by our name of it, is a base model.</summary>
    public bool IsBase(string model) => BaseModels.Contains(model);

    /// <summary>What an answer of the server says; older builds tell less.</summary>
    public static AceStepAbilities Read(JsonElement body)
    {
        var data = body.Field("data");
        var lm = data.Field("llm_initialized").ValueKind;
        var standard = data.Text("default_model");
        var models = new List<AceStepModel>();
        if (data.Field("models") is { ValueKind: JsonValueKind.Array } list) models.AddRange(list.EnumerateArray().Select(model => ReadModel(model, standard)).OfType<AceStepModel>().DistinctBy(model => model.Name).Take(MaxModels));
        // Named as the default and not listed: it is there all the same.
        if (standard is not null && IsFit(standard) && !models.Exists(model => model.IsDefault)) models.Insert(0, new AceStepModel(standard, IsDefault: true, IsBaseByName(standard)));
        return new AceStepAbilities(lm is JsonValueKind.True ? true : lm is JsonValueKind.False ? false : null, models);
    }

    // What is on the server's disk and not loaded would be loaded for minutes, or not at all.
    private static AceStepModel? ReadModel(JsonElement model, string? standard)
    {
        if (model.Text("name") is not { } name || !IsFit(name) || model.Field("is_loaded").ValueKind is JsonValueKind.False) return null;
        var tasks = model.Field("supported_task_types");
        var isBase = tasks.ValueKind is JsonValueKind.Array
            ? tasks.EnumerateArray().Any(task => task.ValueKind is JsonValueKind.String && task.ValueEquals(AceStepManifest.BaseTask))
            : IsBaseByName(name);
        return new AceStepModel(name, standard is null ? model.Field("is_default").ValueKind is JsonValueKind.True : name == standard, isBase);
    }

    private static bool IsFit(string name) => name.Length <= NameLimit && name != AceStepManifest.DefaultModel && name.All(letter => letter is > ' ' and <= '~');

    private static bool IsBaseByName(string name) => name.Contains("base", StringComparison.OrdinalIgnoreCase);
}
