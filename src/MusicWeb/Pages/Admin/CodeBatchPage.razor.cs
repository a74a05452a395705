using Microsoft.AspNetCore.Components;
using MusicWeb.Core;
using MusicWeb.Core.Credits;
using MusicWeb.Ui;

namespace MusicWeb.Pages.Admin;

/// <summary>Codes that were made together: what they bring, who redeemed them, and the way to withdraw them.</summary>
public sealed partial class CodeBatchPage(CircuitActor people, RedeemBatches batches, RedeemUses uses, RevokeRedeemCodes revoke, NavigationManager navigation, Prerendered prerendered) : ComponentBase
{
    private const int PageSize = 50;
    private Opening? _opening;
    private Guid? _shown;
    private bool _isAsked;
    private bool _isLoading;

    /// <summary>The batch's id.</summary>
    [Parameter]
    public Guid Id { get; set; }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (_shown == Id) return;
        _shown = Id;
        _opening = await prerendered.ReadAsync(RendererInfo.IsInteractive, $"codes {Id}", ReadAsync);
        if (_opening is null) navigation.NotFound();
    }

    private async Task<Opening?> ReadAsync()
    {
        if (await people.FindAdministratorAsync() is not { IsOk: true, Value: var actor } || await batches.FindAsync(actor, Id, CancellationToken.None) is not { } view) return null;
        return new Opening(view, await uses.PageAsync(actor, Id, before: null, PageSize, CancellationToken.None));
    }

    private async Task LoadMoreAsync()
    {
        if (_isLoading || _opening is not { Uses.Next: { } next } opening || await people.FindAdministratorAsync() is not { IsOk: true, Value: var actor }) return;
        _isLoading = true;
        var page = await uses.PageAsync(actor, Id, next, PageSize, CancellationToken.None);
        _opening = opening with { Uses = new Page<RedeemUse>([.. opening.Uses.Items, .. page.Items], page.Next) };
        _isLoading = false;
    }

    private async Task<Error?> WithdrawAsync(string reason) =>
        await people.FindAdministratorAsync() is { IsOk: true } found ? (await revoke.RunAsync(found.Value, Id, reason, CancellationToken.None)).Error : Error.NotFound;

    private async Task CloseAsync()
    {
        _isAsked = false;
        _opening = await ReadAsync() ?? _opening;
    }

    private sealed record Opening(RedeemBatchView View, Page<RedeemUse> Uses);
}
