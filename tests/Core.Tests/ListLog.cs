using Microsoft.Extensions.Logging;

namespace Core.Tests;

/// <summary>Keeps the errors that were logged.</summary>
internal sealed class ListLog : ILoggerProvider, ILogger
{
    public List<string> Errors { get; } = [];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel is LogLevel.Error;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (Errors) Errors.Add(formatter(state, exception));
    }

    public void Dispose()
    {
    }
}
