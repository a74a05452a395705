using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Core.Tests.Data;

/// <summary>The statements that an app sends, and how SQLite would answer them.</summary>
internal sealed partial class QueryPlans : ILoggerProvider, ILogger
{
    private readonly List<string> _statements = [];

    /// <summary>Listens to an app that is being put together.</summary>
    public void Listen(IServiceCollection services) => services.AddLogging(logging => logging.AddProvider(this).SetMinimumLevel(LogLevel.Information));

    public void Forget() => _statements.Clear();

    /// <summary>What was sent since, with its plans; at least one.</summary>
    public async Task<IReadOnlyList<(string Sql, string Plan)>> ExplainAsync(TestApp app)
    {
        List<(string Sql, string Plan)> plans = [];
        foreach (var sql in _statements.ToArray()) plans.Add((sql, await ExplainAsync(app, sql)));
        Assert.NotEmpty(plans);
        return plans;
    }

    /// <summary>Every statement reads only what an index leads it to.</summary>
    public async Task AssertNoFullScanAsync(TestApp app)
    {
        foreach (var (sql, plan) in await ExplainAsync(app)) Assert.False(IsFullScan(plan), $"{sql}\n{plan}");
    }

    /// <summary>Every statement about this table reads in order, so that it ends as soon as the page is full.</summary>
    public async Task AssertReadInOrderAsync(TestApp app, string table)
    {
        foreach (var (sql, plan) in await ExplainAsync(app))
        {
            Assert.False(IsFullScan(plan), $"{sql}\n{plan}");
            if (sql.Contains($"FROM \"{table}\"", StringComparison.Ordinal)) Assert.False(plan.Contains("TEMP B-TREE", StringComparison.Ordinal), $"{sql}\n{plan}");
        }
    }

    public static bool IsFullScan(string plan) => FullScan().IsMatch(plan);

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (eventId.Name?.EndsWith("CommandExecuted", StringComparison.Ordinal) is not true || state is not IReadOnlyList<KeyValuePair<string, object?>> values) return;
        lock (_statements) _statements.Add((string)values.Single(value => value.Key == "commandText").Value!);
    }

    public void Dispose()
    {
    }

    private static async Task<string> ExplainAsync(TestApp app, string sql)
    {
        await using var db = app.OpenDb();
        await db.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"EXPLAIN QUERY PLAN {sql}";
        foreach (var name in Parameter().Matches(sql).Select(match => match.Value).Distinct())
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, 1);
            command.Parameters.Add(parameter);
        }

        var lines = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        while (await reader.ReadAsync(TestContext.Current.CancellationToken)) lines.Add(reader.GetString(3));
        return string.Join('\n', lines);
    }

    // Of a table; the values that a statement brings along, and what it has found so far, are scanned too.
    [GeneratedRegex(@"^SCAN (?!.*VIRTUAL TABLE|CONSTANT|\(subquery|Known)", RegexOptions.Multiline)]
    private static partial Regex FullScan();

    [GeneratedRegex(@"@\w+")]
    private static partial Regex Parameter();
}
