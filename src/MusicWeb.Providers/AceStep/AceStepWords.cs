namespace MusicWeb.Providers.AceStep;

/// <summary>Which words an operation on a song sings, and which words the song has afterwards.</summary>
internal static class AceStepWords
{
    /// <summary>What is sent to be sung; null for no voice.</summary>
    public static string? Sung(MusicRequest request, SourceClip source) => request.Op switch
    {
        _ when request.Instrumental => null,
        // A cover sings the words of its song; a band plays to them.
        Ops.Cover or Ops.AddInstrumental => Given(request.Lyrics) ?? Given(source.Lyrics),
        _ => Given(request.Lyrics),
    };

    /// <summary>The words of the finished song. The server repeats what it was sent, which is only the new part of some.</summary>
    public static string? After(MusicRequest request, SourceClip? source, string? answered) => request.Op switch
    {
        _ when source is null => request.Instrumental ? null : answered,
        Ops.Extend or Ops.ReplaceSection => Given(string.Join("\n\n", new[] { Given(source.Lyrics), Sung(request, source) }.OfType<string>())),
        _ => Sung(request, source),
    };

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
