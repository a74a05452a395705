using Microsoft.AspNetCore.Components;

namespace MusicWeb.Ui;

/// <summary>Time since a moment, counted on by the browser.</summary>
public sealed partial class Elapsed(TimeProvider time)
{
    /// <summary>The moment, in UTC.</summary>
    [Parameter, EditorRequired]
    public DateTime Since { get; set; }

    private double Seconds => Math.Max(0, (time.GetUtcNow().UtcDateTime - Since).TotalSeconds);
}
