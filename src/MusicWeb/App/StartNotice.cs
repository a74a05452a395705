using System.Data.Common;
using Microsoft.Extensions.Options;
using MusicWeb.Core.Data;

namespace MusicWeb.App;

/// <summary>Says where the program is to be found and where it keeps its things: to a person in Development, to the log elsewhere.</summary>
internal static class StartNotice
{
    public static void AnnounceStart(this WebApplication app) => app.Lifetime.ApplicationStarted.Register(() =>
    {
        var data = app.Services.GetRequiredService<IOptions<DataOptions>>().Value;
        var address = string.Join(", ", app.Urls);
        var database = Describe(app.Services.GetRequiredService<IOptions<DatabaseOptions>>().Value, data);
        if (app.Environment.IsDevelopment())
        {
            Console.WriteLine($"""

                MusicWeb is ready.
                  Open      {address}
                  Data      {data.Directory}
                  Database  {database}
                To start afresh, stop with Ctrl+C and delete the data folder.

                """);
        }
        else
        {
            app.Logger.LogInformation("MusicWeb is ready at {Address}, data folder {DataFolder}, database {Database}.", address, data.Directory, database);
        }
    });

    // Names the database without its user and password.
    private static string Describe(DatabaseOptions database, DataOptions data)
    {
        if (database.Provider is DatabaseProvider.Sqlite) return data.DatabasePath;
        var parts = new DbConnectionStringBuilder { ConnectionString = database.ConnectionString };
        return $"PostgreSQL {Part("Database")} on {Part("Host")}";

        string Part(string name) => parts.TryGetValue(name, out var value) ? value.ToString()! : "?";
    }
}
