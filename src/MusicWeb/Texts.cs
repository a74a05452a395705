namespace MusicWeb;

/// <summary>Marks the resource file of every text a person reads: <c>Texts.{language}.resx</c>. English needs none, it is the key.</summary>
public sealed class Texts;
