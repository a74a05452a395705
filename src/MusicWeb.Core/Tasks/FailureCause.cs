namespace MusicWeb.Core.Tasks;

/// <summary>Whose failure it was: what a list of failures is grouped by, and what decides who may try again.</summary>
public enum FailureCause
{
    /// <summary>The provider would not do it.</summary>
    Refused,

    /// <summary>The provider tried and failed.</summary>
    Provider,

    /// <summary>The provider answered with nothing that could be used.</summary>
    BadResult,

    /// <summary>The provider could not be reached.</summary>
    Unreachable,

    /// <summary>The files could not be stored here.</summary>
    Storage,

    /// <summary>The program stopped again and again in the middle of it.</summary>
    Interrupted,

    /// <summary>Its outcome stayed unknown.</summary>
    Unknown,

    /// <summary>A person found that it never reached the provider.</summary>
    NotArrived,

    /// <summary>The vendor did not accept the key of the person or team, or it was taken away.</summary>
    Key,

    /// <summary>The vendor did not accept the installation's own key, or nothing was left to spend with it.</summary>
    InstallationKey,
}

/// <summary>What follows from a cause.</summary>
public static class FailureCauses
{
    /// <summary>Neither the person nor the provider's judgement was at fault, so the same request may well succeed.</summary>
    public static bool IsOurs(this FailureCause cause) =>
        cause is FailureCause.Unreachable or FailureCause.Storage or FailureCause.Interrupted or FailureCause.Unknown or FailureCause.NotArrived or FailureCause.InstallationKey;
}
