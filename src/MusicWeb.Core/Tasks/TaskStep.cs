using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Data;
using MusicWeb.Core.Durable;
using MusicWeb.Providers;

namespace MusicWeb.Core.Tasks;

/// <summary>One claimed task on its way through one step.</summary>
/// <param name="Claim">What gives the right to save.</param>
/// <param name="Task">The row as it was when the step began.</param>
/// <param name="Provider">Who works on it.</param>
/// <param name="Writes">Where it is saved.</param>
internal sealed record TaskStep(Claim Claim, MusicTask Task, IMusicProvider Provider, WriteQueue Writes)
{
    /// <summary>The vendor's key of the task; null for the installation's own, or where none is needed.</summary>
    public VendorKey? Key { get; init; }

    /// <summary>Changes the row in one write, if this step still holds it.</summary>
    /// <returns>False when somebody else settled or claimed it: then the step has nothing more to say.</returns>
    public async Task<bool> SaveAsync(Func<MusicDb, MusicTask, Task> changeAsync)
    {
        // Not to be cancelled: what a provider did is saved, whoever has lost interest meanwhile.
        var saved = await Writes.RunAsync<bool>(
            async db =>
            {
                var task = await db.Tasks.SingleOrDefaultAsync(task =>
                    task.Id == Claim.Id && task.ClaimNumber == Claim.Number && task.IsClaimed && task.FinalizedAt == null);
                if (task is null) return false;
                await changeAsync(db, task);
                if (!task.IsFinal) db.Announce(task.Topic, LiveKinds.Task, task.Id);
                return true;
            },
            CancellationToken.None);
        return saved.Value;
    }

    /// <summary>As <see cref="SaveAsync(Func{MusicDb, MusicTask, Task})"/>, for a change of the row alone.</summary>
    public Task<bool> SaveAsync(Action<MusicTask> change) => SaveAsync((_, task) =>
    {
        change(task);
        return System.Threading.Tasks.Task.CompletedTask;
    });
}
