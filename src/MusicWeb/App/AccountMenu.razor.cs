using System.Globalization;
using Microsoft.AspNetCore.Components;
using MusicWeb.Ui;

namespace MusicWeb.App;

/// <summary>Behind the avatar: who is signed in, the colours, the way out.</summary>
public sealed partial class AccountMenu(CircuitActor people) : ComponentBase
{
    private string _name = "";

    // A whole letter, also where it takes two units, as an emoji does.
    private string Initial => _name.Length == 0 ? "?" : StringInfo.GetNextTextElement(_name).ToUpper(CultureInfo.CurrentCulture);

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync() => _name = await people.NameAsync();
}
