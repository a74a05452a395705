using Microsoft.AspNetCore.Components;
using MusicWeb.Core;
using MusicWeb.Core.Admin;
using MusicWeb.Providers;
using MusicWeb.Ui;

namespace MusicWeb.Pages.Admin;

/// <summary>Asks how a vendor really calls something.</summary>
public sealed partial class WireForm(CircuitActor people, CorrectWire correct) : ComponentBase
{
    private ProviderManifest _manifest = null!;
    private WireKind _kind = WireKind.SentField;
    private string _path = "";
    private string _documented = "";
    private string _actual = "";
    private Error? _refusal;

    /// <summary>Those that go over a wire; at least one.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<ProviderManifest> Providers { get; set; } = [];

    /// <summary>It was set, or the person changed their mind.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnClose { get; set; }

    private bool IsPath => _kind is WireKind.Path;

    private IEnumerable<InferredName> Inferred => _manifest.Inferred.Where(inferred => inferred.Kind == _kind);

    /// <inheritdoc/>
    protected override void OnInitialized() => _manifest = Providers[0];

    private void ChooseProvider(ChangeEventArgs change)
    {
        _manifest = Providers.FirstOrDefault(manifest => manifest.Name == $"{change.Value}") ?? _manifest;
        Forget();
    }

    // A path is one of the list; a field may be meant everywhere.
    private void Forget() => (_path, _documented, _refusal) = (IsPath ? _manifest.Paths[0] : "", "", null);

    private void Choose(InferredName inferred) => (_path, _documented) = (inferred.Path, inferred.Name);

    // The version in front is the same for all.
    private static string Short(string path) => string.Join('/', path.Split('/').TakeLast(2));

    private async Task<Error?> SetAsync(string reason)
    {
        _refusal = null;
        if (string.IsNullOrWhiteSpace(_actual)) return new Error("bad_correction", "Write how the vendor calls it.") { Field = nameof(WireCorrection.Actual) };
        var found = await people.FindAdministratorAsync();
        if (!found.IsOk) return found.Error;
        var (path, documented) = IsPath ? ("", _path) : (_path, _documented);
        return (await correct.RunAsync(found.Value, _manifest.Name, _kind, path, documented, _actual, reason, CancellationToken.None)).Error;
    }

    private string? ErrorOf(string field) => _refusal?.Field == field ? L.Of(_refusal) : null;
}
