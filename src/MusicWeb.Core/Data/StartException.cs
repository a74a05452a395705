namespace MusicWeb.Core.Data;

/// <summary>The program cannot start; the message is one sentence for the operator that names the cure.</summary>
public sealed class StartException(string message, Exception? innerException = null) : Exception(message, innerException);
