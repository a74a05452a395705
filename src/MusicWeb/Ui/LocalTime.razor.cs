using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace MusicWeb.Ui;

/// <summary>A moment in the reader's own zone, which only the browser knows; UTC without scripts and on hover.</summary>
public sealed partial class LocalTime
{
    /// <summary>The moment, in UTC.</summary>
    [Parameter, EditorRequired]
    public DateTime At { get; set; }

    /// <summary>How much of it: <c>time</c>, <c>date</c> or <c>moment</c> (both).</summary>
    [Parameter]
    public string Shape { get; set; } = "moment";

    private string Utc => At.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private string Spoken => At.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
