using Microsoft.AspNetCore.Components;
using MusicWeb.Core.Credits;

namespace MusicWeb.Pages.Admin;

/// <summary>Whether the codes of a batch can be redeemed, in icon and word.</summary>
public sealed partial class CodeStateChip(TimeProvider time) : ComponentBase
{
    /// <summary>The batch.</summary>
    [Parameter, EditorRequired]
    public RedeemBatchView View { get; set; } = null!;

    private (string Look, string Icon, string Word) Face => View switch
    {
        { Batch.RevokedAt: not null } => ("state-waiting", "close", "Withdrawn"),
        { Batch.ExpiresAt: { } end } when end <= time.GetUtcNow().UtcDateTime => ("state-waiting", "clock", "Over"),
        { Redeemed: var redeemed, Batch: { Codes: var codes, UsesPerCode: var uses } } when redeemed >= (long)codes * uses => ("state-waiting", "check", "Used up"),
        _ => ("state-good", "check", "Open"),
    };
}
