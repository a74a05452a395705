using System.Globalization;
using Microsoft.AspNetCore.Components;
using MusicWeb.Core;
using MusicWeb.Core.Credits;
using MusicWeb.Ui;

namespace MusicWeb.Pages.Workspaces;

/// <summary>Four numbers: where a member is warned and where it stops, in a day and in a month.</summary>
public sealed partial class CapForm(CircuitActor people, SetMemberCap set) : ComponentBase
{
    private static readonly (string Field, string Label)[] _fields =
    [
        (nameof(CapTerms.SoftDayCredits), "Warn above, a day"),
        (nameof(CapTerms.HardDayCredits), "Stop at, a day"),
        (nameof(CapTerms.SoftMonthCredits), "Warn above, a month"),
        (nameof(CapTerms.HardMonthCredits), "Stop at, a month"),
    ];

    private readonly Dictionary<string, string> _typed = [];
    private Error? _error;
    private bool _isBusy;

    /// <summary>The workspace as it stands in the address.</summary>
    [Parameter, EditorRequired]
    public string Workspace { get; set; } = "";

    /// <summary>Whose; null for everybody who has none of his own.</summary>
    [Parameter]
    public Guid? MemberId { get; set; }

    /// <summary>What the form starts with.</summary>
    [Parameter, EditorRequired]
    public CapTerms Terms { get; set; } = CapTerms.None;

    /// <summary>The member has caps of his own, which can be taken away.</summary>
    [Parameter]
    public bool HasOwn { get; set; }

    /// <summary>Told when it was saved or closed.</summary>
    [Parameter]
    public EventCallback OnDone { get; set; }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        foreach (var (field, credits) in new[] { Terms.SoftDayCredits, Terms.HardDayCredits, Terms.SoftMonthCredits, Terms.HardMonthCredits }.Zip(_fields, (credits, field) => (field.Field, credits)))
        {
            _typed[field] = credits?.ToString(CultureInfo.InvariantCulture) ?? "";
        }
    }

    private Task SaveAsync()
    {
        var read = new Dictionary<string, long?>();
        foreach (var (field, text) in _typed)
        {
            var isNumber = long.TryParse(text.Trim(), NumberStyles.Integer, CultureInfo.InvariantCulture, out var credits);
            if (text.Trim().Length > 0 && !isNumber)
            {
                _error = new Error("bad_cap", "Enter a whole number, or nothing for no cap.") { Field = field };
                return Task.CompletedTask;
            }

            read[field] = isNumber ? credits : null;
        }

        return SetAsync(new CapTerms(read[_fields[0].Field], read[_fields[1].Field], read[_fields[2].Field], read[_fields[3].Field]));
    }

    private async Task SetAsync(CapTerms? terms)
    {
        if (_isBusy) return;
        (_isBusy, _error) = (true, null);
        var found = await people.FindAsync(Workspace);
        _error = found.IsOk ? (await set.RunAsync(found.Value, MemberId, terms, CancellationToken.None)).Error : found.Error;
        _isBusy = false;
        if (_error is null) await OnDone.InvokeAsync();
    }

    private string? ErrorOf(string field) => _error?.Field == field ? L.Of(_error) : null;
}
