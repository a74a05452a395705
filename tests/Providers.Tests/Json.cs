using System.Text.Json;

namespace Providers.Tests;

/// <summary>Compares what was sent with what the documents say, whatever the order of the fields.</summary>
internal static class Json
{
    public static void Same(string expected, string actual)
    {
        using var theirs = JsonDocument.Parse(expected);
        using var ours = JsonDocument.Parse(actual);
        Assert.True(JsonElement.DeepEquals(theirs.RootElement, ours.RootElement), $"expected {expected}\nsent     {actual}");
    }
}
