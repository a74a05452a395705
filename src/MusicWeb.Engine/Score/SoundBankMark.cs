namespace MusicWeb.Engine.Score;

/// <summary>Which sound bank a song was made with: with another one it would sound different.</summary>
/// <param name="Name">As the bank calls itself.</param>
/// <param name="Sha256">Hash of its file, in lower-case hexadecimal.</param>
public sealed record SoundBankMark(string Name, string Sha256)
{
    /// <summary>Whether two marks are of the same file, whatever it is called.</summary>
    public bool Equals(SoundBankMark? other) => other is not null && other.Sha256 == Sha256;

    /// <inheritdoc/>
    public override int GetHashCode() => Sha256.GetHashCode(StringComparison.Ordinal);
}
