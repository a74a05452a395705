using Microsoft.AspNetCore.Components;
using MusicWeb.Core.Accounts;
using MusicWeb.Ui;

namespace MusicWeb.Pages.Settings;

/// <summary>How the person is told of things; each change is saved as it is made.</summary>
public sealed partial class NoticeSection(SettingsPerson person, SaveNoticeSettings save) : ComponentBase
{
    private bool _showsDesktop;
    private bool _playsSound;
    private bool _mailsLowCredits;
    private long? _lowCredits;
    private string? _error;

    /// <summary>As saved when the page opened.</summary>
    [Parameter, EditorRequired]
    public NoticeSettings Settings { get; set; } = null!;

    /// <inheritdoc/>
    protected override void OnInitialized() =>
        (_showsDesktop, _playsSound, _mailsLowCredits, _lowCredits) = (Settings.ShowsDesktop, Settings.PlaysSound, Settings.MailsLowCredits, Settings.LowCredits);

    private async Task SaveAsync()
    {
        if (await person.FindAsync() is not { UserId: var userId }) return;
        var choice = new NoticeSettings { UserId = userId, ShowsDesktop = _showsDesktop, PlaysSound = _playsSound, MailsLowCredits = _mailsLowCredits, LowCredits = _lowCredits ?? -1 };
        var saved = await save.RunAsync(userId, choice, CancellationToken.None);
        _error = saved.Error is { } error ? L.Of(error) : null;
    }
}
