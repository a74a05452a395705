namespace MusicWeb.Core.Durable;

/// <summary>Where work waits for a slot.</summary>
/// <param name="Name">As the rows have it.</param>
/// <param name="Slots">How many rows are worked on at once, over all processes.</param>
/// <param name="Spacing">Least time between two starts of queued work; zero means none.</param>
/// <param name="Providers">Whose rows this process can take on; those of others wait for a process that can. Null for all.</param>
internal sealed record Lane(string Name, int Slots, TimeSpan Spacing, IReadOnlyList<string>? Providers = null);

/// <summary>A lane with rows that have not ended.</summary>
/// <param name="Name">As the rows have it.</param>
/// <param name="DueAt">When the first of them comes due.</param>
internal sealed record OpenLane(string Name, DateTime DueAt);

/// <summary>A row that this process holds until its lease ends.</summary>
/// <param name="Id">The row.</param>
/// <param name="Number">Raised with every claim: what an earlier holder saves is refused by it.</param>
/// <param name="Lane">The lane whose slot it takes.</param>
internal sealed record Claim(Guid Id, int Number, string Lane);

/// <summary>What <see cref="DurableWorker"/> works on; filled in by the room that owns the rows.</summary>
internal sealed record DueWork
{
    /// <summary>The lane of that name; null when this process cannot serve it.</summary>
    public required Func<string, Lane?> FindLane { get; init; }

    /// <summary>How long a claim holds without being renewed; what a killed process held is taken up again after it.</summary>
    public required TimeSpan Lease { get; init; }

    /// <summary>With this many steps running no further lane is looked at; every key of a person is a lane, and there may be thousands.</summary>
    public required int StepsAtOnce { get; init; }

    /// <summary>Takes one step with a claimed row and saves how it ended. The token asks it to stop: somebody cancelled, the process goes down, or the lease is lost.</summary>
    public required Func<Claim, CancellationToken, Task> StepAsync { get; init; }

    /// <summary>How often leases are renewed: three tries before one ends.</summary>
    public TimeSpan RenewEvery => Lease * 0.3;
}
