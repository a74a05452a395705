using Microsoft.AspNetCore.Components;
using MusicWeb.Core;
using MusicWeb.Core.Credits;
using MusicWeb.Ui;

namespace MusicWeb.Pages.Admin;

/// <summary>Codes that bring credits: makes them, shows them once, and lists what became of them.</summary>
public sealed partial class CodesPage(CircuitActor people, RedeemBatches batches, CreateRedeemCodes create, NavigationManager navigation, Prerendered prerendered, TimeProvider time) : ComponentBase
{
    private const int PageSize = 30;
    private Page<RedeemBatchView>? _list;
    private IReadOnlyList<string>? _made;
    private Error? _refusal;
    private Guid _batchId;
    private int? _codes;
    private long? _amountCredits;
    private int? _uses;
    private int? _creditDays;
    private DateTime? _until;
    private bool _isAsked;
    private bool _isLoading;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _list = await prerendered.ReadAsync(RendererInfo.IsInteractive, "codes", () => ReadAsync(before: null));
        if (_list is null) navigation.NotFound();
    }

    private async Task<Page<RedeemBatchView>?> ReadAsync(Cursor? before) =>
        await people.FindAdministratorAsync() is { IsOk: true } found ? await batches.PageAsync(found.Value, before, PageSize, CancellationToken.None) : null;

    private async Task LoadMoreAsync()
    {
        if (_isLoading || _list?.Next is not { } next) return;
        _isLoading = true;
        if (await ReadAsync(next) is { } page) _list = new Page<RedeemBatchView>([.. _list.Items, .. page.Items], page.Next);
        _isLoading = false;
    }

    // The id belongs to what was typed: a second press makes no second batch.
    private void Ask()
    {
        _isAsked = !_isAsked;
        (_refusal, _batchId) = (null, Guid.CreateVersion7(time.GetUtcNow()));
        (_codes, _amountCredits, _uses, _creditDays, _until) = (1, 100, 1, null, null);
    }

    private async Task<Error?> MakeAsync(string note)
    {
        _refusal = null;
        var found = await people.FindAdministratorAsync();
        if (!found.IsOk) return found.Error;
        DateTime? until = _until is { } at ? DateTime.SpecifyKind(at, DateTimeKind.Utc) : null;
        var made = await create.RunAsync(found.Value, _batchId, new RedeemOrder(_codes ?? 0, _amountCredits ?? 0, _uses ?? 0, until, _creditDays, note), CancellationToken.None);
        if (made.IsOk) _made = made.Value;
        // The form calls the note its reason.
        return made.Error is { Field: nameof(RedeemOrder.Note) } badNote ? badNote with { Field = "Reason" } : made.Error;
    }

    private async Task CloseAsync()
    {
        _isAsked = false;
        _list = await ReadAsync(before: null) ?? _list;
    }

    private string? ErrorOf(string field) => _refusal?.Field == field ? L.Of(_refusal) : null;
}
