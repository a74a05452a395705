namespace MusicWeb.App;

/// <summary>Every address that leads nowhere ends here.</summary>
/// <remarks>Static on purpose: executed a second time as an interactive page it would break the circuit.</remarks>
public sealed partial class NotFoundPage;
