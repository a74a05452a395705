using Microsoft.AspNetCore.Components;
using MusicWeb.Core.Library;

namespace MusicWeb.Ui;

/// <summary>A file of a song in the song's menu.</summary>
public sealed partial class SongDownload
{
    /// <summary>The file.</summary>
    [Parameter, EditorRequired]
    public ClipFileView File { get; set; } = null!;
}
