namespace MusicWeb.Core.Data;

/// <summary>Thrown inside a write that finds the ground moved under it: <see cref="WriteQueue"/> runs the write again on what is there now.</summary>
public sealed class LostRaceException(string message) : Exception(message);
