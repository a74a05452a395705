using System.Text.RegularExpressions;

namespace MusicWeb.Providers;

/// <summary>What a vendor calls otherwise than its documents do.</summary>
public enum WireKind
{
    /// <summary>Where a call goes.</summary>
    Path,

    /// <summary>The name of a field that is sent.</summary>
    SentField,

    /// <summary>A text that stands in a field that is sent.</summary>
    SentValue,

    /// <summary>The name of a field of an answer.</summary>
    ReadField,
}

/// <summary>
/// What a vendor really calls something that its documents, and so our adapters, call otherwise. Paths and fields that are only
/// inferred are put right by such data, without a new version of the program.
/// </summary>
/// <param name="Kind">What is called otherwise.</param>
/// <param name="Path">The call it holds for, as in <see cref="ProviderManifest.Paths"/>; empty for every call of the provider, and for a path.</param>
/// <param name="Documented">As our adapters say it: a path of the manifest, a field's name, or for a text <c>field=text</c>.</param>
/// <param name="Actual">As the vendor says it; a text alone.</param>
public sealed partial record WireCorrection(WireKind Kind, string Path, string Documented, string Actual)
{
    /// <summary>Longest path, name or text, in UTF-16 units.</summary>
    public const int Limit = 200;

    /// <summary>Stands in a path for the id of what is asked for.</summary>
    public const string Id = "{id}";

    /// <summary>Why this cannot be meant, or null. A path stays below the vendor's address, so no key goes anywhere else.</summary>
    public static Refusal? Refuse(ProviderManifest manifest, WireCorrection correction)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        ArgumentNullException.ThrowIfNull(correction);
        var (kind, path, documented, actual) = correction;
        if (!Enum.IsDefined(kind)) return new(nameof(Kind), "Choose what the vendor calls otherwise.");
        if (kind is WireKind.Path ? path.Length > 0 : path.Length > 0 && !manifest.Paths.Contains(path)) return new(nameof(Path), "Choose a call from the list.");
        if (kind is WireKind.Path) return manifest.Paths.Contains(documented) ? RefusePath(documented, actual) : new(nameof(Documented), "Choose a path from the list.");
        if (kind is WireKind.SentValue) return !FieldAndText().IsMatch(documented) ? new(nameof(Documented), "Write the field and its text as field=text.") : RefuseText(actual);
        if (!FieldName().IsMatch(documented)) return new(nameof(Documented), "A field's name has letters, digits, dots, hyphens and underscores.");
        return FieldName().IsMatch(actual) ? null : new(nameof(Actual), "A field's name has letters, digits, dots, hyphens and underscores.");
    }

    private static Refusal? RefusePath(string documented, string actual)
    {
        if (actual.Length is 0 or > Limit || !RelativePath().IsMatch(actual) || actual.Contains("..", StringComparison.Ordinal) || actual.Contains("//", StringComparison.Ordinal)) return new(nameof(Actual), "Write a path below the vendor's address, without a slash in front.");
        var ids = actual.Split(Id).Length - 1;
        if (actual.Replace(Id, "", StringComparison.Ordinal).IndexOfAny(['{', '}']) >= 0 || ids != documented.Split(Id).Length - 1) return new(nameof(Actual), documented.Contains(Id, StringComparison.Ordinal) ? "Write {0} once where the id goes." : "This path has no {0}.", Id);
        return null;
    }

    private static Refusal? RefuseText(string actual) =>
        actual.Length is 0 or > Limit || actual.Any(char.IsControl) ? new(nameof(Actual), "Write up to {0} characters on one line.", Limit) : null;

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9_.\-]{0,199}\z")]
    private static partial Regex FieldName();

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9_.\-]{0,99}=[^\p{Cc}]{1,99}\z")]
    private static partial Regex FieldAndText();

    [GeneratedRegex(@"^[A-Za-z0-9._~\-][A-Za-z0-9._~\-/?=&%{}]*\z")]
    private static partial Regex RelativePath();
}

/// <summary>What a manifest knows from second hand only: the first place to look when a vendor refuses what its documents allow.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Path">The call; empty where <paramref name="Name"/> is a path.</param>
/// <param name="Name">As our adapters say it.</param>
public sealed record InferredName(WireKind Kind, string Path, string Name);

/// <summary>Answers the corrections that hold for a provider at this moment; asked before every call.</summary>
/// <param name="provider">The provider's name.</param>
/// <param name="ct">Cancels.</param>
public delegate Task<IReadOnlyList<WireCorrection>> ReadCorrections(string provider, CancellationToken ct);
