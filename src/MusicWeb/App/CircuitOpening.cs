using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace MusicWeb.App;

/// <summary>Lets the one at a circuit hear of the end of the session from the moment the circuit opens.</summary>
internal sealed class CircuitOpening(AuthenticationStateProvider people) : CircuitHandler
{
    /// <inheritdoc/>
    public override Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        (people as CircuitUser)?.Listen();
        return Task.CompletedTask;
    }
}
