using Microsoft.Extensions.Localization;
using MusicWeb.Core.Library;

namespace MusicWeb.Ui;

/// <summary>What people read about a belonging's rights and whereabouts.</summary>
internal static class BelongingWords
{
    /// <summary>The word of a right in English; also the key of its translation.</summary>
    public static string Of(ShareRight right) => right is ShareRight.Manage ? "Manage" : "Use";

    extension(IStringLocalizer texts)
    {
        /// <summary>One line about where it comes from and who has it; empty when there is nothing to say.</summary>
        public string Whereabouts(BelongingView item) => item switch
        {
            { Home: { } home, Right: ShareRight.Manage } => texts["From {0}, yours to manage", home],
            { Home: { } home } => texts["From {0} · {1}, for use only", home, item.Owner],
            { Shares: 1 } => texts["Shared with 1 workspace"],
            { Shares: > 1 } => texts["Shared with {0} workspaces", item.Shares],
            _ => "",
        };
    }
}
