using System.Text;

namespace FakeProviders;

/// <summary>A request as it arrived.</summary>
/// <param name="Method">GET, POST ...</param>
/// <param name="Path">From the slash on, without the query.</param>
/// <param name="Query">With its question mark, or empty.</param>
/// <param name="Headers">Names without regard to case.</param>
/// <param name="Body">The bytes that came.</param>
public sealed record Asked(string Method, string Path, string Query, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public string? Header(string name) => Headers.GetValueOrDefault(name);
}
