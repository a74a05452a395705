using Microsoft.Extensions.Options;

namespace MusicWeb.Core.Media;

/// <summary>Section <c>Media</c> of the settings.</summary>
public sealed class MediaOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Media";

    /// <summary>Largest file that is taken from a provider, in megabytes (of 1,048,576 bytes); 1 to 10,000.</summary>
    public int MaxFileMegabytes { get; set; } = 200;

    /// <summary>How long a signed link to a file opens it, in hours; 1 to 168.</summary>
    public int LinkHours { get; set; } = 24;

    /// <summary>Largest recording that a person may add, in megabytes (of 1,048,576 bytes); 1 to 2,000.</summary>
    public int MaxRecordingMegabytes { get; set; } = 100;

    /// <summary>How many recordings a person may add in an hour; 1 to 10,000.</summary>
    public int RecordingsPerHour { get; set; } = 30;

    /// <summary>Largest recording, in bytes.</summary>
    public long MaxRecordingBytes => MaxRecordingMegabytes * 1024L * 1024;

    internal TimeSpan LinkLife => TimeSpan.FromHours(LinkHours);

    internal long MaxFileBytes => MaxFileMegabytes * 1024L * 1024;
}

internal sealed class MediaOptionsCheck : IValidateOptions<MediaOptions>
{
    public ValidateOptionsResult Validate(string? name, MediaOptions options)
    {
        if (options.MaxFileMegabytes is < 1 or > 10_000) return ValidateOptionsResult.Fail("Media:MaxFileMegabytes must be between 1 and 10000.");
        if (options.MaxRecordingMegabytes is < 1 or > 2000) return ValidateOptionsResult.Fail("Media:MaxRecordingMegabytes must be between 1 and 2000.");
        if (options.RecordingsPerHour is < 1 or > 10_000) return ValidateOptionsResult.Fail("Media:RecordingsPerHour must be between 1 and 10000.");
        return options.LinkHours is < 1 or > 168 ? ValidateOptionsResult.Fail("Media:LinkHours must be between 1 and 168.") : ValidateOptionsResult.Success;
    }
}
