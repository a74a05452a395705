using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;
using MusicWeb.Ui;

namespace MusicWeb.App;

/// <summary>
/// The bell: how many notices are unread, live. A song that ends while its person looks at the page is no news there and is marked as
/// read; otherwise the desktop shows it and a sound is heard, where the person wants that.
/// </summary>
public sealed partial class NoticeBell(CircuitActor people, NoticeList notices, ReadNotices read, FindNoticeSettings settings, Prerendered prerendered, IJSRuntime js) : ComponentBase
{
    private static readonly string[] _kinds = [LiveKinds.Notices];
    private Guid _userId;
    private int _unread;

    private string Label => _unread == 0 ? L["Notices"] : L["Notices, {0} unread", _unread];

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync() => (_userId, _unread) = await prerendered.ReadAsync(RendererInfo.IsInteractive, "bell", ReadAsync);

    private async Task<(Guid UserId, int Unread)> ReadAsync()
    {
        var found = await people.FindAsync(FindActor.Me);
        return found.IsOk ? (found.Value.UserId, await notices.CountUnreadAsync(found.Value.UserId, CancellationToken.None)) : default;
    }

    private async Task ReadAgainAsync(IReadOnlyList<Core.Data.Announcement> changes)
    {
        foreach (var change in changes.Where(change => change.Kind == LiveKinds.Notices && change.Id != Guid.Empty)) await AnnounceAsync(change.Id);
        if (_userId != default) _unread = await notices.CountUnreadAsync(_userId, CancellationToken.None);
    }

    private async Task AnnounceAsync(Guid noticeId)
    {
        if (await notices.FindAsync(_userId, noticeId, CancellationToken.None) is not { ReadAt: null, Kind: NoticeKind.SongDone or NoticeKind.SongFailed } notice) return;
        var wish = await settings.RunAsync(_userId, CancellationToken.None);
        string text = L[notice.Text, [.. notice.Arguments]];
        try
        {
            var isWatched = await js.InvokeAsync<bool>("musicweb.announce", text, wish.ShowsDesktop, wish.PlaysSound, notice.Kind is NoticeKind.SongDone);
            if (isWatched) await read.RunAsync(_userId, noticeId, CancellationToken.None);
        }
        catch (Exception fault) when (fault is JSException or JSDisconnectedException or TaskCanceledException)
        {
            // The page is on its way out; the notice stays unread.
        }
    }
}
