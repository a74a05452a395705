using System.Diagnostics.CodeAnalysis;

/// <summary>
/// Brings the scripted provider into the unchanged program: <c>DOTNET_STARTUP_HOOKS</c> loads this assembly, and
/// <c>ASPNETCORE_HOSTINGSTARTUPASSEMBLIES</c> lets it register its services.
/// </summary>
[SuppressMessage("Design", "CA1050", Justification = "the runtime looks for this name outside any namespace")]
internal static class StartupHook
{
    public static void Initialize()
    {
    }
}
