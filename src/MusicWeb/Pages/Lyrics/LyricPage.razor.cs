using System.Text.Json;
using Microsoft.AspNetCore.Components;
using MusicWeb.Core;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;
using MusicWeb.Core.Library;
using MusicWeb.Core.Tasks;
using MusicWeb.Ui;

namespace MusicWeb.Pages.Lyrics;

/// <summary>The words of a song, their versions, and the way to a song. What is typed is kept as a draft until it is saved as a version.</summary>
public sealed partial class LyricPage(
    CircuitActor people, LyricsList list, SaveLyrics save, RestoreLyricVersion restore, OpenDraft openDraft, SaveDraft saveDraft, NavigationManager navigation, Prerendered prerendered, TimeProvider time)
    : ComponentBase, IDisposable
{
    private const string New = "new";
    private static readonly TimeSpan KeepAfter = TimeSpan.FromMilliseconds(500);
    private static readonly string[] _kinds = [LiveKinds.Lyrics];
    private Opening? _opening;
    private (string, string)? _readFor;
    private LyricsView? _view;
    private IReadOnlyList<LyricVersionView> _versions = [];
    private Guid _id;
    private string? _name = "";
    private string? _text = "";
    private string _keptJson = "";
    private int _basedOn;
    private Error? _refusal;
    private string? _error;
    private string _said = "";
    private ITimer? _timer;
    private bool _isBusy;
    private bool _isSharing;
    private bool _isWriting;

    /// <summary>The workspace as it stands in the address.</summary>
    [Parameter]
    public string Workspace { get; set; } = "";

    /// <summary>The lyrics' id, or <c>new</c>.</summary>
    [Parameter]
    public string Sheet { get; set; } = "";

    private bool CanEdit => _opening is { Actor.CanWrite: true } && (_view is null || _view.Belonging is { Right: ShareRight.Manage, TrashedAt: null });

    private bool IsChanged => _view is null ? !string.IsNullOrWhiteSpace(_name) || !string.IsNullOrWhiteSpace(_text) : _name != _view.Belonging.Name || _text != _view.Text;

    private string State => _said.Length > 0 ? _said : _view is null ? "" : IsChanged ? L["Not saved as a version yet; what you typed is kept."] : L["Version {0}", _view.Version];

    private string DraftKey => $"lyrics {(_view is null ? New : _id.ToString("N"))}";

    /// <inheritdoc/>
    public void Dispose() => _timer?.Dispose();

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (_readFor == (Workspace, Sheet)) return;
        _readFor = (Workspace, Sheet);
        // Right after the first save the address gets the id; everything is there already.
        if (_opening is not null && _view is not null && Sheet == $"{_id}") return;
        _opening = await prerendered.ReadAsync(RendererInfo.IsInteractive, $"lyric {Workspace} {Sheet}", ReadAsync);
        if (_opening is null) navigation.NotFound();
        else Take(_opening);
    }

    private async Task<Opening?> ReadAsync()
    {
        var found = await people.FindAsync(Workspace);
        if (!found.IsOk) return null;
        var actor = found.Value;
        var id = Guid.Empty;
        if (Sheet != New && !Guid.TryParse(Sheet, out id)) return null;
        var view = Sheet == New ? null : await list.FindAsync(actor, id, CancellationToken.None);
        if (Sheet == New ? !actor.CanWrite : view is null) return null;
        var draft = actor.CanWrite ? await openDraft.RunAsync(actor, $"lyrics {(view is null ? New : id.ToString("N"))}", CancellationToken.None) : null;
        return new Opening(actor, view, Typing.FromJson(draft?.Json), await VersionsAsync(actor, view));
    }

    private async Task<IReadOnlyList<LyricVersionView>> VersionsAsync(Actor actor, LyricsView? view, int below = int.MaxValue) =>
        view is { Belonging.Right: ShareRight.Manage } && await list.VersionsAsync(actor, view.Belonging.Id, below, CancellationToken.None) is { IsOk: true } read ? read.Value : [];

    private void Take(Opening opening)
    {
        (_view, _versions) = (opening.View, opening.Versions);
        _id = _view?.Belonging.Id ?? opening.Draft?.Id ?? Guid.CreateVersion7(time.GetUtcNow());
        _basedOn = opening.Draft?.BasedOn ?? _view?.Version ?? 0;
        (_name, _text) = (opening.Draft?.Name ?? _view?.Belonging.Name ?? "", opening.Draft?.Text ?? _view?.Text ?? "");
        _keptJson = opening.Draft?.ToJson() ?? "";
    }

    private void TakeWritten(string text)
    {
        _isWriting = false;
        Typed(() => _text = text);
    }

    private void Typed(Action change)
    {
        change();
        (_refusal, _error, _said) = (null, null, "");
        _timer?.Dispose();
        _timer = time.CreateTimer(_ => _ = InvokeAsync(KeepAsync), null, KeepAfter, Timeout.InfiniteTimeSpan);
    }

    // What is typed outlives the page; what equals the saved words needs no draft.
    private async Task KeepAsync()
    {
        _timer?.Dispose();
        _timer = null;
        var json = IsChanged ? new Typing(_id, _basedOn, _name ?? "", _text ?? "").ToJson() : "";
        if (json == _keptJson || _isBusy) return;
        var found = await people.FindAsync(Workspace);
        if (found.IsOk && (await saveDraft.RunAsync(found.Value, DraftKey, json, CancellationToken.None)).IsOk) _keptJson = json;
    }

    private async Task SaveAsync()
    {
        if (_isBusy) return;
        (_isBusy, _refusal, _error, _said) = (true, null, null, "");
        var found = await people.FindAsync(Workspace);
        var saved = found.IsOk ? await save.RunAsync(found.Value, _id, _name ?? "", _text ?? "", _basedOn, CancellationToken.None) : found.Error;
        if (saved.Error is { } error)
        {
            (_refusal, _isBusy) = (error, false);
            if (error.Field is null) _error = L.Of(error);
            return;
        }

        var draftKey = DraftKey;
        await ReadAgainAsync(found.Value!);
        await saveDraft.RunAsync(found.Value!, draftKey, "", CancellationToken.None);
        (_keptJson, _isBusy) = ("", false);
        _said = saved.Value!.WasOvertaken ? L["Saved as version {0}. Somebody else saved meanwhile; their words are among the versions.", saved.Value.Version] : L["Saved as version {0}.", saved.Value.Version];
        if (Sheet == New) navigation.NavigateTo($"/w/{Workspace}/lyrics/{_id}", replace: true);
    }

    private async Task RestoreAsync(int number)
    {
        if (_isBusy) return;
        _isBusy = true;
        var found = await people.FindAsync(Workspace);
        var restored = found.IsOk ? await restore.RunAsync(found.Value, _id, number, CancellationToken.None) : found.Error;
        if (restored.Error is { } error) _error = L.Of(error);
        else
        {
            await ReadAgainAsync(found.Value!);
            await saveDraft.RunAsync(found.Value!, DraftKey, "", CancellationToken.None);
            (_keptJson, _said) = ("", L["Version {0} is back, as version {1}.", number, restored.Value]);
        }

        _isBusy = false;
    }

    private async Task ReadAgainAsync(Actor actor)
    {
        if (await list.FindAsync(actor, _id, CancellationToken.None) is not { } view) return;
        (_view, _versions, _basedOn) = (view, await VersionsAsync(actor, view), view.Version);
        (_name, _text) = (view.Belonging.Name, view.Text);
    }

    private async Task LoadVersionsAsync()
    {
        if (await people.FindAsync(Workspace) is { IsOk: true } found) _versions = [.. _versions, .. await VersionsAsync(found.Value, _view, _versions[^1].Number)];
    }

    // Somebody else saved, shared or revoked. What is being typed here stays.
    private async Task HearAsync(IReadOnlyList<Announcement> changes)
    {
        if (_isBusy || _view is null || !changes.Any(change => change.Id == _id || change.Kind == LiveKinds.Resync)) return;
        var found = await people.FindAsync(Workspace);
        if (!found.IsOk) return;
        if (IsChanged && await list.FindAsync(found.Value, _id, CancellationToken.None) is { } view) (_view, _versions) = (view, await VersionsAsync(found.Value, view));
        else if (await list.FindAsync(found.Value, _id, CancellationToken.None) is not null) await ReadAgainAsync(found.Value);
        else navigation.NavigateTo($"/w/{Workspace}/lyrics");
    }

    private string? ErrorOf(string field) => _refusal?.Field == field ? L.Of(_refusal) : null;

    private sealed record Opening(Actor Actor, LyricsView? View, Typing? Draft, IReadOnlyList<LyricVersionView> Versions);

    private sealed record Typing(Guid Id, int BasedOn, string Name, string Text)
    {
        public string ToJson() => JsonSerializer.Serialize(this);

        public static Typing? FromJson(string? json)
        {
            try
            {
                return string.IsNullOrEmpty(json) ? null : JsonSerializer.Deserialize<Typing>(json);
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }
}
