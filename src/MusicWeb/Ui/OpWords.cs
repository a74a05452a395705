using MusicWeb.Providers;

namespace MusicWeb.Ui;

/// <summary>What people read for the key of an operation.</summary>
internal static class OpWords
{
    /// <summary>The word in English; also the key of its translation.</summary>
    public static string Of(string op) => op switch
    {
        Ops.Create => "Song",
        _ => op,
    };
}
