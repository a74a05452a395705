using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace MusicWeb.Core.Data;

/// <summary>Registers this room.</summary>
internal static class DataRegistration
{
    internal static IServiceCollection AddData(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DatabaseOptions>().Bind(configuration.GetSection(DatabaseOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<DatabaseOptions>, DatabaseOptionsCheck>();
        services.AddOptions<DataOptions>().Bind(configuration.GetSection(DataOptions.Section)).PostConfigure(data => data.Complete()).ValidateOnStart();

        // Identity asks the application's services for its schema version; without this the passkey table silently disappears.
        services.Configure<IdentityOptions>(identity => identity.Stores.SchemaVersion = IdentitySchemaVersions.Version3);

        services.AddSingleton<CommandFaults>();
        services.AddSingleton<SqliteSettings>();
        services.AddDbContextFactory<SqliteDb>((provider, options) => options
            .UseSqlite(SqliteConnectionString(Database(provider), provider.GetRequiredService<IOptions<DataOptions>>().Value))
            .AddInterceptors(provider.GetRequiredService<SqliteSettings>(), provider.GetRequiredService<CommandFaults>()));
        services.AddDbContextFactory<PostgresDb>((provider, options) => options
            .UseNpgsql(Database(provider).ConnectionString)
            .AddInterceptors(provider.GetRequiredService<CommandFaults>()));
        services.AddSingleton<IDbContextFactory<MusicDb>>(provider => Database(provider).Provider is DatabaseProvider.Sqlite
            ? new MusicDbFactory<SqliteDb>(provider.GetRequiredService<IDbContextFactory<SqliteDb>>())
            : new MusicDbFactory<PostgresDb>(provider.GetRequiredService<IDbContextFactory<PostgresDb>>()));
        // Identity's stores take the context itself.
        services.AddScoped(provider => provider.GetRequiredService<IDbContextFactory<MusicDb>>().CreateDbContext());

        services.AddSingleton<WriteQueue>();
        services.AddSingleton<WorkFolder>();
        services.AddSingleton<DatabaseStart>();
        services.AddSingleton<DatabaseKeyRing>();
        services.AddDataProtection().SetApplicationName("MusicWeb");
        services.AddOptions<KeyManagementOptions>().Configure<DatabaseKeyRing>((options, ring) => options.XmlRepository = ring);
        return services;
    }

    private static DatabaseOptions Database(IServiceProvider provider) => provider.GetRequiredService<IOptions<DatabaseOptions>>().Value;

    private static string SqliteConnectionString(DatabaseOptions database, DataOptions data)
    {
        var settings = new SqliteConnectionStringBuilder(database.ConnectionString) { ForeignKeys = true, DefaultTimeout = SqliteSettings.BusySeconds };
        if (settings.DataSource.Length == 0) settings.DataSource = data.DatabasePath;
        return settings.ToString();
    }

    // IDbContextFactory is not covariant.
    private sealed class MusicDbFactory<TDb>(IDbContextFactory<TDb> factory) : IDbContextFactory<MusicDb>
        where TDb : MusicDb
    {
        public MusicDb CreateDbContext() => factory.CreateDbContext();
    }
}
