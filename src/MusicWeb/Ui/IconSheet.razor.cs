namespace MusicWeb.Ui;

/// <summary>All icons of the product, once per document.</summary>
public sealed partial class IconSheet;
