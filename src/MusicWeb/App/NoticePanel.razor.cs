using Microsoft.AspNetCore.Components;
using MusicWeb.Core;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace MusicWeb.App;

/// <summary>A person's notices, newest first, a page at a time; drawn while the bell's menu is open.</summary>
public sealed partial class NoticePanel(NoticeList notices, ReadNotices read) : ComponentBase
{
    private const int PageSize = 20;
    private static readonly string[] _kinds = [LiveKinds.Notices];
    private IReadOnlyList<Notice> _items = [];
    private Cursor? _next;
    private bool _isRead;

    /// <summary>Whose.</summary>
    [Parameter, EditorRequired]
    public Guid UserId { get; set; }

    /// <inheritdoc/>
    protected override Task OnInitializedAsync() => ReadAgainAsync();

    private async Task ReadAgainAsync()
    {
        var page = await notices.PageAsync(UserId, before: null, Math.Clamp(_items.Count, PageSize, 100), CancellationToken.None);
        (_items, _next, _isRead) = (page.Items, page.Next, true);
    }

    private async Task MoreAsync()
    {
        if (_next is null) return;
        var page = await notices.PageAsync(UserId, _next, PageSize, CancellationToken.None);
        (_items, _next) = ([.. _items, .. page.Items], page.Next);
    }

    private async Task ReadAsync(Notice notice)
    {
        if (notice.ReadAt is null) await read.RunAsync(UserId, notice.Id, CancellationToken.None);
    }

    private async Task ReadAllAsync() => await read.RunAsync(UserId, noticeId: null, CancellationToken.None);

    private static string PictureOf(NoticeKind kind) => kind switch
    {
        NoticeKind.SongDone => "note",
        NoticeKind.SongFailed => "alert",
        NoticeKind.CreditsGiven or NoticeKind.CreditsLow => "credits",
        NoticeKind.Security => "lock",
        NoticeKind.Workspace => "people",
        _ => "bell",
    };
}
