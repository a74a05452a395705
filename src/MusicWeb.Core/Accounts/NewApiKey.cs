namespace MusicWeb.Core.Accounts;

/// <summary>A key that was just made or rotated.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Text">The whole text: shown now and never again.</param>
public sealed record NewApiKey(Guid Id, string Text)
{
    // A record prints its members, and this one must not end up in a log.
    /// <inheritdoc/>
    public override string ToString() => $"NewApiKey {Id}";
}
