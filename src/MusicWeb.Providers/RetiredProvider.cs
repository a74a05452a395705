namespace MusicWeb.Providers;

/// <summary>Something a vendor once offered. It is told of where people look for it, and never offered: it has no operations, and nothing here speaks to it.</summary>
/// <param name="Manifest">Its manifest, without models and operations.</param>
/// <param name="Reason">English sentence that says why it is gone and what takes its place; also the key of its translation.</param>
public sealed record RetiredProvider(ProviderManifest Manifest, string Reason);
