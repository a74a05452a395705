using Microsoft.AspNetCore.Components;
using MusicWeb.Core.Accounts;
using MusicWeb.Ui;

namespace MusicWeb.Pages.Workspaces;

/// <summary>A line of activity in words. Lines never change, so each is drawn once.</summary>
public sealed partial class ActivityLine
{
    /// <summary>The line.</summary>
    [Parameter, EditorRequired]
    public ActivityView Line { get; set; } = null!;

    private string Who => Line.ActorName is { Length: > 0 } name ? Short(name) : L["Somebody who is gone"].Value;

    private string Subject => Line.Subject.Length > 0 ? Short(Line.Subject) : L["somebody who is gone"].Value;

    private string Sentence => Line.Kind switch
    {
        ActivityKinds.SongMade => L["{0} made “{1}”", Who, Line.Subject],
        ActivityKinds.RecordingAdded => L["{0} added the recording “{1}” and confirmed the right to use it", Who, Line.Subject],
        ActivityKinds.SongRenamed => L["{0} renamed “{1}” to “{2}”", Who, Line.Subject, Line.Detail ?? ""],
        ActivityKinds.SongTrashed => L["{0} moved “{1}” to the trash", Who, Line.Subject],
        ActivityKinds.SongRestored => L["{0} took “{1}” out of the trash", Who, Line.Subject],
        ActivityKinds.SongMovedIn => L["{0} brought “{1}” from another workspace", Who, Line.Subject],
        ActivityKinds.SongMovedOut => L["{0} moved “{1}” to another workspace", Who, Line.Subject],
        ActivityKinds.PersonaMade => L["{0} made the persona “{1}”", Who, Line.Subject],
        ActivityKinds.ShareGiven => L["{0} shared “{1}” with this workspace", Who, Line.Subject],
        ActivityKinds.ShareEnded => L["{0} ended the sharing of “{1}” with this workspace", Who, Line.Subject],
        ActivityKinds.WorkspaceCreated => L["{0} created the team “{1}”", Who, Line.Subject],
        ActivityKinds.WorkspaceRenamed => L["{0} renamed the team to “{1}”", Who, Line.Detail ?? ""],
        ActivityKinds.MemberJoined => L["{0} joined as {1}", Who, Role],
        ActivityKinds.MemberLeft => L["{0} left", Who],
        ActivityKinds.MemberRemoved => L["{0} removed {1}", Who, Subject],
        ActivityKinds.RoleChanged => L["{0} made {1} {2}", Who, Subject, Role],
        ActivityKinds.OwnerChanged => L["{0} handed the team over to {1}", Who, Subject],
        ActivityKinds.InvitationMade => Line.Subject.Length > 0 ? L["{0} invited {1} as {2}", Who, Line.Subject, Role] : L["{0} made a link to join as {1}", Who, Role],
        ActivityKinds.InvitationRevoked => L["{0} took an invitation back", Who],
        ActivityKinds.CapsChanged => Line.SubjectId is null ? L["{0} changed the caps of everybody", Who] : L["{0} changed the caps of {1}", Who, Subject],
        ActivityKinds.DayCapPassed => L["{0} spent more than {1} credits in a day", Who, Line.Subject],
        ActivityKinds.MonthCapPassed => L["{0} spent more than {1} credits in a month", Who, Line.Subject],
        _ => L["{0} changed “{1}”", Who, Line.Subject],
    };

    private string Picture => Line.Kind.Split('.')[0] switch
    {
        "persona" => "persona",
        "share" => "share",
        "recording" => "note",
        "song" => Line.Kind is ActivityKinds.SongTrashed ? "trash" : Line.Kind is ActivityKinds.SongRenamed ? "rename" : "note",
        "cap" => "alert",
        "caps" => "credits",
        _ => "people",
    };

    private string Role => Enum.TryParse<Role>(Line.Detail, out var role) ? L[RoleWords.Somebody(role)] : "";

    /// <inheritdoc/>
    protected override bool ShouldRender() => false;

    // Among people who know each other what stands before the @ is enough; the whole address is in the title.
    private static string Short(string name) => name.Split('@')[0];
}
