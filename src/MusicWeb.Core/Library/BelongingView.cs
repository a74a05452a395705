namespace MusicWeb.Core.Library;

/// <summary>What every belonging shows of itself.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Right">What the reader may do with it, as far as the role there allows writing at all.</param>
/// <param name="Owner">Who made it.</param>
/// <param name="Home">The workspace it lives in, when that is another one than the reader's; else null.</param>
/// <param name="Shares">With how many workspaces it is shared; 0 for who may only use it.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="TrashedAt">When it was thrown away.</param>
public sealed record BelongingView(Guid Id, string Name, ShareRight Right, string Owner, string? Home, int Shares, DateTime CreatedAt, DateTime? TrashedAt);
