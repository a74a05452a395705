using Microsoft.AspNetCore.Components;
using MusicWeb.Core.Library;

namespace MusicWeb.Ui;

/// <summary>What of a song can be taken away: the song itself in sight, everything else folded up.</summary>
public sealed partial class SongDownloads
{
    /// <summary>The song.</summary>
    [Parameter, EditorRequired]
    public ClipView Clip { get; set; } = null!;

    private List<ClipFileView> Others => [.. Clip.Files.Where(file => file.Id != Clip.Playable?.Id && DownloadWords.Of(file.Kind) is not null).OrderBy(file => DownloadWords.PlaceOf(file.Kind))];
}
