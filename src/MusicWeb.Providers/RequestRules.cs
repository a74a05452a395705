namespace MusicWeb.Providers;

/// <summary>The rules that every provider's manifest implies; a provider adds its own after them. Lengths count UTF-16 units.</summary>
public static class RequestRules
{
    /// <summary>Most clips of one operation.</summary>
    public const int MaxSources = 20;

    // Longer than any song; what is past a song's end is told once its length is known.
    private const double MaxSeconds = 24 * 60 * 60;

    /// <summary>The first rule a request breaks, or null. Every sentence says what to do.</summary>
    /// <param name="manifest">What the provider offers.</param>
    /// <param name="request">Anything at all, also what no form of ours would send.</param>
    public static Refusal? Check(ProviderManifest manifest, MusicRequest request)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        ArgumentNullException.ThrowIfNull(request);
        if (manifest.FindOperation(request.Op) is not { } operation) return new(nameof(request.Op), "Choose something that {0} can do.", manifest.DisplayName);
        if (manifest.FindModel(request.Model) is not { } model) return new(nameof(request.Model), "Choose a model from the list.");
        if (!operation.IsFor(model.Name)) return new(nameof(request.Model), "{0} cannot do this: choose another model.", model.DisplayName);
        return Characters(request) ?? Untaken(model, operation, request) ?? Needs(manifest, operation, request) ?? Unneeded(operation, request) ?? Lengths(model, operation, request) ?? Controls(model, request);
    }

    /// <summary>
    /// Whether a text can be kept and sent as it is: no control character but line breaks and tabs, and no half of a character of two
    /// units. Databases and vendors refuse or silently replace the others.
    /// </summary>
    public static bool IsReadable(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text, i)) i++;
            else if (char.IsSurrogate(text[i]) || (char.IsControl(text[i]) && text[i] is not ('\n' or '\r' or '\t'))) return false;
        }

        return true;
    }

    // Not the op, the model and the voice: they are words of a list.
    private static Refusal? Characters(MusicRequest request) =>
        Unreadable(nameof(request.Lyrics), request.Lyrics, "Delete the control characters from the lyrics.")
        ?? Unreadable(nameof(request.Description), request.Description, "Delete the control characters from the description.")
        ?? Unreadable(nameof(request.Styles), request.Styles, "Delete the control characters from the styles.")
        ?? Unreadable(nameof(request.NegativeStyles), request.NegativeStyles, "Delete the control characters from the styles to avoid.")
        ?? Unreadable(nameof(request.Title), request.Title, "Delete the control characters from the title.")
        ?? (request.Title?.AsSpan().ContainsAny('\n', '\r', '\t') is true ? new(nameof(request.Title), "Keep the title on one line.") : null);

    private static Refusal? Unreadable(string field, string? text, string sentence) => text is null || IsReadable(text) ? null : new(field, sentence);

    private static Refusal? Needs(ProviderManifest manifest, OperationSpec operation, MusicRequest request)
    {
        if (operation.Needs.HasFlag(OperationNeeds.SourceClip) && request.SourceClipId is null) return new(nameof(request.SourceClipId), "Choose a song to start from.");
        if (operation.Needs.HasFlag(OperationNeeds.SourceClips) && Sources(request) is { } sources) return sources;
        if (operation.CopiesVoice && !request.HasRights) return new(nameof(request.HasRights), "Confirm that the voice is yours, or that its owner agreed to this.");
        if (operation.Needs.HasFlag(OperationNeeds.Purpose) && !SourcePurposes.All.Contains(request.Purpose)) return new(nameof(request.Purpose), "Choose what is in this song: singing and music, singing alone, or music alone.");
        // Whether a song that can be named by its id has to be sent is known where the song is.
        if (operation is { SendsSource: true, OwnSourceById: false } && !request.HasRights) return new(nameof(request.HasRights), "Confirm that the rights to this song are yours.");
        if (request.SendAnew && !manifest.CanSendAnew(operation)) return new(nameof(request.SendAnew), "Leave the song as it is: {0} needs no younger copy of it for this.", manifest.DisplayName);
        if (request.SendAnew && !request.HasRights) return new(nameof(request.HasRights), "Confirm that the rights to this song are yours.");
        if (operation.OnlyParts && !request.OnlyNewPart) return new(nameof(request.OnlyNewPart), "Ask for the new part alone: it is joined with its song afterwards.");
        if (operation.OnlyWhole && request.OnlyNewPart) return new(nameof(request.OnlyNewPart), "Ask for the whole song: {0} does not make the new part alone.", manifest.DisplayName);
        // Written so that "not a number" is refused too.
        if (operation.Needs.HasFlag(OperationNeeds.Position) && !(request.ContinueAtSeconds is > 0 and < MaxSeconds)) return new(nameof(request.ContinueAtSeconds), "Choose a moment after the song's beginning to go on from.");
        if (operation.Needs.HasFlag(OperationNeeds.Style) && string.IsNullOrWhiteSpace(request.Styles)) return new(nameof(request.Styles), "Name the style it is to have.");
        // Written so that "not a number" is refused too.
        if (request.AudioWeight is { } weight && operation.Needs.HasFlag(OperationNeeds.Style) && !(weight is >= 0 and <= 1)) return new(nameof(request.AudioWeight), "Set the audio weight between 0 and 1.");
        if (operation.Needs.HasFlag(OperationNeeds.Range) && Range(operation, request) is { } range) return range;
        if (operation.Needs.HasFlag(OperationNeeds.Topic) && string.IsNullOrWhiteSpace(request.Description)) return new(nameof(request.Description), "Say what the words are to be about.");
        if (operation.Needs.HasFlag(OperationNeeds.StyleWords) && string.IsNullOrWhiteSpace(request.Styles)) return new(nameof(request.Styles), "Write a style word or two to begin with.");
        if (operation.Needs.HasFlag(OperationNeeds.Persona) && request.PersonaId is null) return new(nameof(request.PersonaId), "Choose a persona.");
        if (operation.Needs.HasFlag(OperationNeeds.Name) && string.IsNullOrWhiteSpace(request.Title)) return new(nameof(request.Title), "Enter a name.");
        return operation.Needs.HasFlag(OperationNeeds.Words) ? Words(operation, request) : null;
    }

    private static Refusal? Sources(MusicRequest request)
    {
        if (request.SourceClipIds is not { Count: >= 2 } ids) return new(nameof(request.SourceClipIds), "Choose at least two songs.");
        if (ids.Count > MaxSources) return new(nameof(request.SourceClipIds), "Choose at most {0} songs.", MaxSources);
        return ids.Distinct().Count() < ids.Count ? new(nameof(request.SourceClipIds), "Choose each song once.") : null;
    }

    // Written so that "not a number" is refused too.
    private static Refusal? Range(OperationSpec operation, MusicRequest request)
    {
        if (!(request.RangeStartSeconds is >= 0 and < MaxSeconds)) return new(nameof(request.RangeStartSeconds), "Choose where the new stretch begins.");
        if (!(request.RangeEndSeconds is < MaxSeconds && request.RangeEndSeconds > request.RangeStartSeconds)) return new(nameof(request.RangeEndSeconds), "Choose an end after the beginning.");
        return operation.LongestRange is { } longest && request.RangeEndSeconds - request.RangeStartSeconds > longest.TotalSeconds ? new(nameof(request.RangeEndSeconds), "Choose a stretch of at most {0} seconds.", longest.TotalSeconds) : null;
    }

    // What an operation does not look at would be paid for and not heard.
    private static Refusal? Unneeded(OperationSpec operation, MusicRequest request)
    {
        if (request.PersonaId is not null && !operation.Needs.HasFlag(OperationNeeds.Persona)) return new(nameof(request.PersonaId), "Leave the persona out: this does not use one.");
        if (request.SourceClipId is not null && !operation.Needs.HasFlag(OperationNeeds.SourceClip)) return new(nameof(request.SourceClipId), "Leave the source out: this does not use one.");
        if (request.SourceClipIds is not null && !operation.Needs.HasFlag(OperationNeeds.SourceClips)) return new(nameof(request.SourceClipIds), "Leave the list of songs out: this does not use one.");
        if (request.Purpose is not null && !operation.Needs.HasFlag(OperationNeeds.Purpose)) return new(nameof(request.Purpose), "Leave the purpose out: this does not use one.");
        if (request.AudioWeight is not null && !operation.Needs.HasFlag(OperationNeeds.Style)) return new(nameof(request.AudioWeight), "Leave the audio weight out: this does not use one.");
        if (request.Variation is { } variation && !(operation.Variations.Contains(variation) && (operation.VariationModels?.Contains(request.Model) ?? true))) return new(nameof(request.Variation), "Leave open how far it may go: this cannot be chosen here.");
        var hasRange = request.RangeStartSeconds is not null || request.RangeEndSeconds is not null;
        if (hasRange && !operation.Needs.HasFlag(OperationNeeds.Range)) return new(nameof(request.RangeStartSeconds), "Leave the range out: this does not use one.");
        var hasPosition = request.ContinueAtSeconds is not null || request.OnlyNewPart;
        return hasPosition && !operation.Needs.HasFlag(OperationNeeds.Position) ? new(nameof(request.ContinueAtSeconds), "Leave the position out: this does not use one.") : null;
    }

    // A text that a model has no place for would be lost without a sound.
    private static Refusal? Untaken(ModelSpec model, OperationSpec operation, MusicRequest request)
    {
        if (!operation.Needs.HasFlag(OperationNeeds.Words)) return null;
        if (model.Singing is Singing.Always && (request.Instrumental || string.IsNullOrWhiteSpace(request.Lyrics))) return new(nameof(request.Lyrics), "Write the words: {0} always sings.", model.DisplayName);
        if (model.Singing is Singing.Never && (!request.Instrumental || !string.IsNullOrWhiteSpace(request.Lyrics))) return new(nameof(request.Lyrics), "Leave the lyrics out: {0} does not sing.", model.DisplayName);
        if (model.DescriptionLimit == 0 && !string.IsNullOrWhiteSpace(request.Description)) return new(nameof(request.Description), "Leave the description out: {0} takes none.", model.DisplayName);
        var hasStyles = !string.IsNullOrWhiteSpace(request.Styles) || !string.IsNullOrWhiteSpace(request.NegativeStyles);
        if (model.StylesLimit == 0 && hasStyles) return new(nameof(request.Styles), "Leave the styles out: {0} takes none.", model.DisplayName);
        if (!model.NegativeStyles && !string.IsNullOrWhiteSpace(request.NegativeStyles)) return new(nameof(request.NegativeStyles), "Leave the styles to avoid out: {0} takes none.", model.DisplayName);
        return Listed(model, request);
    }

    private static Refusal? Listed(ModelSpec model, MusicRequest request)
    {
        foreach (var list in model.StyleLists)
        {
            if (list.Find(request.Styles) is { } found && found.Count > list.Most) return new(nameof(request.Styles), "{0}: choose at most {1} of {2}.", list.Name, list.Most, string.Join(", ", found));
        }

        return model.OnlyListedStyles && StyleList.Split(request.Styles).FirstOrDefault(word => model.StyleLists.All(list => list.Find(word).Count == 0)) is { } unknown
            ? new(nameof(request.Styles), "{0} does not know “{1}”: choose from its words.", model.DisplayName, unknown)
            : null;
    }

    private static Refusal? Words(OperationSpec operation, MusicRequest request)
    {
        var (hasLyrics, hasDescription) = (!string.IsNullOrWhiteSpace(request.Lyrics), !string.IsNullOrWhiteSpace(request.Description));
        if (hasLyrics && hasDescription) return new(nameof(request.Description), "Keep either the lyrics or the description, not both.");
        if (hasLyrics || hasDescription) return null;
        // What goes into a song has its style to go by.
        if (operation.Needs.HasFlag(OperationNeeds.SourceClip)) return request.Instrumental ? null : new(nameof(request.Lyrics), "Write the new words, or make it instrumental.");
        if (!request.Instrumental) return new(nameof(request.Description), "Describe the song or write its lyrics.");
        // An instrumental has no words, so its style alone is enough to begin with.
        return string.IsNullOrWhiteSpace(request.Styles) ? new(nameof(request.Description), "Describe the song or name its style.") : null;
    }

    private static Refusal? Lengths(ModelSpec model, OperationSpec operation, MusicRequest request) =>
        TooLong(nameof(request.Lyrics), request.Lyrics, model.LyricsLimit, "Shorten the lyrics: {0} of {1} characters.")
        ?? TooLong(nameof(request.Description), request.Description, operation.DescriptionLimit ?? model.DescriptionLimit, "Shorten the description: {0} of {1} characters.")
        ?? TooLong(nameof(request.Styles), request.Styles, model.StylesLimit, "Shorten the styles: {0} of {1} characters.")
        ?? TooLong(nameof(request.NegativeStyles), request.NegativeStyles, model.StylesLimit, "Shorten the styles to avoid: {0} of {1} characters.")
        ?? TooLong(nameof(request.Title), request.Title, operation.TitleLimits?.GetValueOrDefault(model.Name, model.TitleLimit) ?? model.TitleLimit, "Shorten the title: {0} of {1} characters.");

    private static Refusal? TooLong(string field, string? text, int limit, string sentence) =>
        text is not null && text.Length > limit ? new(field, sentence, text.Length, limit) : null;

    private static Refusal? Controls(ModelSpec model, MusicRequest request)
    {
        if (request.VocalGender is not null && !model.VocalGender) return new(nameof(request.VocalGender), "Leave the voice open: {0} chooses it.", model.DisplayName);
        if (request.VocalGender is not (null or "f" or "m")) return new(nameof(request.VocalGender), "Choose a female or a male voice, or leave it open.");
        if (!model.Weights && request.StyleWeight is not null) return new(nameof(request.StyleWeight), "Leave the style weight alone: {0} has none.", model.DisplayName);
        if (!model.Weights && request.Weirdness is not null) return new(nameof(request.Weirdness), "Leave the weirdness alone: {0} has none.", model.DisplayName);
        // Written so that "not a number" is refused too.
        if (request.StyleWeight is { } styleWeight && !(styleWeight is >= 0 and <= 1)) return new(nameof(request.StyleWeight), "Set the style weight between 0 and 1.");
        if (request.Weirdness is { } weirdness && !(weirdness is >= 0 and <= 1)) return new(nameof(request.Weirdness), "Set the weirdness between 0 and 1.");
        if (request.DurationSeconds is not { } seconds) return null;
        if (model.Duration is not { } range) return new(nameof(request.DurationSeconds), "Leave the length open: {0} chooses it.", model.DisplayName);
        return seconds < range.MinSeconds || seconds > range.MaxSeconds
            ? new(nameof(request.DurationSeconds), "Choose a length of {1} to {2} seconds, not {0}.", seconds, range.MinSeconds, range.MaxSeconds)
            : null;
    }
}
