using Microsoft.Extensions.Options;

namespace MusicWeb.Core.Tasks;

/// <summary>Section <c>Tasks</c> of the settings.</summary>
public sealed class TaskOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Tasks";

    /// <summary>Days after which a task of unknown outcome ends and its credits are returned, 1 to 365.</summary>
    public int UncertainDays { get; set; } = 7;

    /// <summary>Seconds that a claim holds without being renewed, 0.2 to 600: how long the work of a killed process waits.</summary>
    public double LeaseSeconds { get; set; } = 10;

    /// <summary>How many orders one person may place in a minute, through all doors together; 1 to 100,000.</summary>
    public int OrdersPerMinute { get; set; } = 30;

    /// <summary>How many tasks this process works on at the same time, over all providers and keys; 1 to 10,000. The lane that fills it may still use all its slots.</summary>
    public int StepsAtOnce { get; set; } = 100;

    internal TimeSpan Lease => TimeSpan.FromSeconds(LeaseSeconds);
}

internal sealed class TaskOptionsCheck : IValidateOptions<TaskOptions>
{
    public ValidateOptionsResult Validate(string? name, TaskOptions options)
    {
        if (options.UncertainDays is < 1 or > 365) return ValidateOptionsResult.Fail("Tasks:UncertainDays must be between 1 and 365.");
        if (options.OrdersPerMinute is < 1 or > 100_000) return ValidateOptionsResult.Fail("Tasks:OrdersPerMinute must be between 1 and 100000.");
        if (options.StepsAtOnce is < 1 or > 10_000) return ValidateOptionsResult.Fail("Tasks:StepsAtOnce must be between 1 and 10000.");
        return options.LeaseSeconds is >= 0.2 and <= 600 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail("Tasks:LeaseSeconds must be between 0.2 and 600.");
    }
}
