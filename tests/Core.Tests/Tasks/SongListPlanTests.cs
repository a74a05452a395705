using System.Text.RegularExpressions;
using Core.Tests.Library;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MusicWeb.Core;
using MusicWeb.Core.Tasks;
using MusicWeb.Providers;

namespace Core.Tests.Tasks;

/// <summary>How SQLite finds the rows of a list: the cost of a page must not grow with what is not on it.</summary>
public sealed partial class SongListPlanTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<SongFilter, bool> Pages => new()
    {
        { new SongFilter(Op: null, Status: null, Trashed: false), false },
        { new SongFilter(Op: null, Status: null, Trashed: false), true },
        { new SongFilter(Ops.Create, SongStatus.Done, Trashed: false), true },
        { new SongFilter(Ops.Create, SongStatus.Running, Trashed: false), true },
        { new SongFilter(Op: null, SongStatus.Failed, Trashed: false), true },
        { new SongFilter(Op: null, Status: null, Trashed: true), false },
        { new SongFilter(Op: null, Status: null, Trashed: true), true },
    };

    [Theory, MemberData(nameof(Pages))]
    public async Task Every_question_of_a_page_is_answered_by_an_index(SongFilter filter, bool isLaterPage)
    {
        using var log = new SqlLog();
        await using var app = await TestApp.StartAsync(services: services =>
        {
            services.AddSingleton<IMusicProvider>(new StillProvider());
            services.AddLogging(logging => logging.AddProvider(log).SetMinimumLevel(LogLevel.Information));
        });
        await app.OrderAsync(app.Ben);
        await app.AddClipAsync(app.Ben, files: "flac");
        log.Statements.Clear();
        var before = isLaterPage ? new Cursor(app.Clock.UtcNow.AddDays(1), Guid.CreateVersion7()) : null;
        await app.Get<SongList>().PageAsync(app.Ben, filter, before, take: 20, Token);

        Assert.NotEmpty(log.Statements);
        foreach (var sql in log.Statements.ToArray())
        {
            var plan = await ExplainAsync(app, sql);
            Assert.True(!FullScan().IsMatch(plan), $"{sql}\n{plan}");
            // The open rows of a lane are few, its rows are many.
            Assert.True(!plan.Contains("IX_Tasks_Lane_StartedAt", StringComparison.Ordinal), $"{sql}\n{plan}");
            if (!sql.Contains("\"WorkspaceId\" = ", StringComparison.Ordinal)) continue; // Files of clips, positions in queues.
            // Read in order and from the right place, so that it ends as soon as the page is full.
            if (!filter.Trashed) Assert.True(!plan.Contains("TEMP B-TREE", StringComparison.Ordinal), $"{sql}\n{plan}");
            if (!filter.Trashed && isLaterPage) Assert.True(plan.Contains("CreatedAt<", StringComparison.Ordinal), $"{sql}\n{plan}");
        }
    }

    private static async Task<string> ExplainAsync(TestApp app, string sql)
    {
        await using var db = app.OpenDb();
        await db.Database.OpenConnectionAsync(Token);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"EXPLAIN QUERY PLAN {sql}";
        foreach (var name in Parameter().Matches(sql).Select(match => match.Value).Distinct())
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, 1);
            command.Parameters.Add(parameter);
        }

        var lines = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(Token);
        while (await reader.ReadAsync(Token)) lines.Add(reader.GetString(3));
        return string.Join('\n', lines);
    }

    // Of a table; the values that a statement brings along, and what it has found so far, are scanned too.
    [GeneratedRegex(@"^SCAN (?!.*VIRTUAL TABLE|CONSTANT|\(subquery)", RegexOptions.Multiline)]
    private static partial Regex FullScan();

    [GeneratedRegex(@"@\w+")]
    private static partial Regex Parameter();

    /// <summary>Keeps the statements that were sent.</summary>
    private sealed class SqlLog : ILoggerProvider, ILogger
    {
        public List<string> Statements { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (eventId.Name?.EndsWith("CommandExecuted", StringComparison.Ordinal) is not true || state is not IReadOnlyList<KeyValuePair<string, object?>> values) return;
            lock (Statements) Statements.Add((string)values.Single(value => value.Key == "commandText").Value!);
        }

        public void Dispose()
        {
        }
    }
}
