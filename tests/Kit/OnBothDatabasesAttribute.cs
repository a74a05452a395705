using System.Reflection;
using MusicWeb.Core.Data;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace Kit;

/// <summary>Runs a theory once on each kind of database: what it states is a rule of the product, not of SQLite.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnBothDatabasesAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) => new(
    [
        new TheoryDataRow<DatabaseProvider>(DatabaseProvider.Sqlite),
        new TheoryDataRow<DatabaseProvider>(DatabaseProvider.Postgres) { Skip = PrivatePostgres.WhySkip },
    ]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
