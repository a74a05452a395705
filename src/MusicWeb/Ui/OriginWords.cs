using Microsoft.Extensions.Localization;
using MusicWeb.Core.Library;
using MusicWeb.Providers;

namespace MusicWeb.Ui;

/// <summary>Where a song comes from, in words.</summary>
internal static class OriginWords
{
    /// <summary>One short sentence without a full stop.</summary>
    public static string Of(ClipView clip, ClipOrigin origin, IStringLocalizer texts)
    {
        var title = origin.Title ?? texts["a song that is no longer here"];
        return clip.Op switch
        {
            Ops.Extend when origin is { AtSeconds: { } at, IsPart: true } => texts["Goes on from “{0}” at {1}", title, Lengths.Clock(at)],
            Ops.Extend or Ops.UploadExtend when origin.AtSeconds is { } at => texts["Extended from “{0}” at {1}", title, Lengths.Clock(at)],
            Ops.Cover or Ops.UploadCover => texts["Cover of “{0}”", title],
            Ops.Remaster => texts["Remaster of “{0}”", title],
            Ops.Upload => texts["Copy of “{0}”", title],
            Ops.Concat => texts["Joined from {0} songs, beginning with “{1}”", origin.Count, title],
            Ops.ReplaceSection => texts["A section of “{0}” replaced", title],
            _ => texts["Made from “{0}”", title],
        };
    }
}
