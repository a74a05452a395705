using Microsoft.AspNetCore.Components;
using MusicWeb.Core;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Library;
using MusicWeb.Ui;

namespace MusicWeb.Pages.Personas;

/// <summary>A persona: what it is like, whose it is, and what may be done with it.</summary>
public sealed partial class PersonaCard(CircuitActor people, TrashBelonging trash, RestoreBelonging restore, RevokeShare revoke, ToastFeed toasts) : ComponentBase
{
    private Shown _open;

    private enum Shown
    {
        Nothing,
        Edit,
        Share,
        Usage,
    }

    /// <summary>The persona.</summary>
    [Parameter, EditorRequired]
    public PersonaView Persona { get; set; } = null!;

    /// <summary>The workspace as it stands in the address.</summary>
    [Parameter, EditorRequired]
    public string Workspace { get; set; } = "";

    /// <summary>Who looks.</summary>
    [Parameter, EditorRequired]
    public Actor Actor { get; set; } = null!;

    /// <summary>The badge of the provider that understands it.</summary>
    [Parameter, EditorRequired]
    public string Badge { get; set; } = "";

    /// <summary>Its provider is there and makes songs with personas.</summary>
    [Parameter]
    public bool CanUse { get; set; }

    /// <summary>Told after a change that was made here.</summary>
    [Parameter]
    public EventCallback OnChanged { get; set; }

    private bool CanManage => Actor.CanWrite && Persona.Belonging.Right is ShareRight.Manage;

    private bool CanSendAway => Actor.CanManage && Persona.Belonging.Home is not null;

    private Task CloseAsync()
    {
        _open = Shown.Nothing;
        return OnChanged.InvokeAsync();
    }

    private async Task TrashAsync()
    {
        if (await ActAsync(actor => trash.RunAsync<Persona>(actor, Persona.Belonging.Id, CancellationToken.None))) toasts.Show(L["“{0}” is in the trash.", Persona.Belonging.Name], RestoreAsync);
    }

    private async Task RestoreAsync()
    {
        if (await ActAsync(actor => restore.RunAsync<Persona>(actor, Persona.Belonging.Id, CancellationToken.None))) toasts.Show(L["“{0}” is back.", Persona.Belonging.Name]);
    }

    private async Task SendAwayAsync()
    {
        if (await ActAsync(actor => revoke.RunAsync<Persona>(actor, Persona.Belonging.Id, actor.WorkspaceId, CancellationToken.None))) toasts.Show(L["“{0}” is no longer shared with this workspace.", Persona.Belonging.Name]);
    }

    private async Task<bool> ActAsync(Func<Actor, Task<Result<Guid>>> act)
    {
        var found = await people.FindAsync(Workspace);
        var error = found.IsOk ? (await act(found.Value)).Error : found.Error;
        if (error is not null) toasts.ShowProblem(L.Of(error));
        await OnChanged.InvokeAsync();
        return error is null;
    }
}
