namespace MusicWeb.Providers;

/// <summary>Keys of the operations that providers offer; text, because they are data in requests, prices and filters.</summary>
public static class Ops
{
    /// <summary>A new song from lyrics or a description.</summary>
    public const string Create = "create";

    /// <summary>A song that goes on from a moment of another one.</summary>
    public const string Extend = "extend";

    /// <summary>A persona made from a song.</summary>
    public const string PersonaCreate = "persona-create";

    /// <summary>A new song with a persona.</summary>
    public const string Persona = "persona";
}
