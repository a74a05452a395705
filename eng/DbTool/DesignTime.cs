using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MusicWeb.Core;
using MusicWeb.Core.Data;

namespace DbTool;

/// <summary>Gives dotnet-ef the contexts exactly as the product builds them; the first argument after -- is a connection string.</summary>
public sealed class SqliteDesign : IDesignTimeDbContextFactory<SqliteDb>
{
    public SqliteDb CreateDbContext(string[] args) => Design.Create<SqliteDb>(DatabaseProvider.Sqlite, args.FirstOrDefault() ?? "Data Source=design.db");
}

/// <inheritdoc cref="SqliteDesign"/>
public sealed class PostgresDesign : IDesignTimeDbContextFactory<PostgresDb>
{
    public PostgresDb CreateDbContext(string[] args) => Design.Create<PostgresDb>(DatabaseProvider.Postgres, args.FirstOrDefault() ?? "Host=127.0.0.1;Database=design");
}

internal static class Design
{
    internal static TDb Create<TDb>(DatabaseProvider provider, string connectionString)
        where TDb : MusicDb
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Database:Provider"] = provider.ToString(),
            ["Database:ConnectionString"] = connectionString,
        }).Build();
        return new ServiceCollection().AddLogging().AddMusicCore(settings).BuildServiceProvider().GetRequiredService<IDbContextFactory<TDb>>().CreateDbContext();
    }
}
