using MusicWeb.Providers;

namespace MusicWeb.Ui;

/// <summary>What the dialog of an operation says, in English; also the keys of the translations.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Explanation">What comes of it, with {0} for the song.</param>
/// <param name="Button">The button, with {0} for the price.</param>
/// <param name="Icon">The button's icon.</param>
/// <param name="Ordered">What is said once it is ordered, with {0} for the song.</param>
internal sealed record OperationWords(string Title, string Explanation, string Button, string Icon, string Ordered)
{
    /// <summary>The words of an operation.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It has no dialog of this kind.</exception>
    public static OperationWords Of(string op) => op switch
    {
        Ops.Extend => new(
            "Extend", "“{0}” goes on from a moment you choose, in its tempo, key and harmony. What is heard before stays as it is.", "Extend · {0}", "extend", "“{0}” is being extended."),
        _ => throw new ArgumentOutOfRangeException(nameof(op), op, "There is no dialog for this operation."),
    };
}
