namespace MusicWeb.Core.Data;

/// <summary>What announcements speak of.</summary>
public static class LiveKinds
{
    /// <summary>A task changed.</summary>
    public const string Task = "task";

    /// <summary>A clip changed.</summary>
    public const string Clip = "clip";

    /// <summary>A balance changed.</summary>
    public const string Credits = "credits";

    /// <summary>An API key changed, or was used.</summary>
    public const string Key = "key";

    /// <summary>A vendor's key of a workspace changed, or what is known of it.</summary>
    public const string ProviderKey = "provider-key";

    /// <summary>A persona changed, or who has it.</summary>
    public const string Persona = "persona";

    /// <summary>Lyrics changed, or who has them.</summary>
    public const string Lyrics = "lyrics";

    /// <summary>Words that a task wrote are there.</summary>
    public const string Text = "text";

    /// <summary>A preset changed, or who has it.</summary>
    public const string Preset = "preset";

    /// <summary>A price changed; the topic is that of all prices.</summary>
    public const string Price = "price";

    /// <summary>What can be ordered changed, or a provider paused; the topic is that of all prices.</summary>
    public const string Offer = "offer";

    /// <summary>Somebody asked to stop a task; the worker that holds it listens.</summary>
    public const string Cancel = "cancel";

    /// <summary>A workspace's members, their roles, invitations, limits or its name changed.</summary>
    public const string Members = "members";

    /// <summary>To a person: a workspace came, went, or changed its name or one's role in it.</summary>
    public const string Access = "access";

    /// <summary>A line was added to a workspace's activity.</summary>
    public const string Activity = "activity";

    /// <summary>A message waits to be sent.</summary>
    public const string Mail = "mail";

    /// <summary>To a person: a notice came or was read.</summary>
    public const string Notices = "notice";

    /// <summary>To a person: a session ended, or the account was disabled.</summary>
    public const string Sessions = "session";

    /// <summary>To a person: the account's own settings or ways to sign in changed.</summary>
    public const string Account = "account";

    /// <summary>Announcements may have been lost: read everything again.</summary>
    public const string Resync = "resync";
}
