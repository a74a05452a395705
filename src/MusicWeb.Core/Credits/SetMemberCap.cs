using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Credits;

/// <summary>Says how far members may spend a team's credits: everybody who has no cap of his own, or one of them.</summary>
public sealed class SetMemberCap(WriteQueue writes, TimeProvider time)
{
    /// <summary>Largest cap, in whole credits.</summary>
    public const long MaxCredits = 1_000_000;

    /// <summary>Sets or takes away caps; what was spent today and this month counts at once.</summary>
    /// <param name="actor">An owner or admin.</param>
    /// <param name="memberId">The member; null for everybody who has none of his own.</param>
    /// <param name="terms">The caps, each 0 to <see cref="MaxCredits"/>, soft ones below hard ones; null to take a member's own away.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>What holds now; <c>forbidden</c>, <c>not_found</c>, <c>personal_workspace</c>, <c>bad_cap</c> with the field.</returns>
    public Task<Result<CapTerms>> RunAsync(Actor actor, Guid? memberId, CapTerms? terms, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (terms is not null && Refuse(terms) is { } refusal) return Task.FromResult<Result<CapTerms>>(refusal);
        var workspaceId = actor.WorkspaceId;
        var subjectId = memberId ?? workspaceId;
        return writes.RunAsync<CapTerms>(async db =>
        {
            if ((await db.EnterTeamAsync(actor, Role.Admin, ct)).Error is { } closed) return closed;
            if (memberId is not null && !await db.Memberships.AnyAsync(member => member.WorkspaceId == workspaceId && member.UserId == memberId, ct)) return Error.NotFound;
            var before = await db.MemberCaps.SingleOrDefaultAsync(cap => cap.WorkspaceId == workspaceId && cap.SubjectId == subjectId, ct);
            var was = before?.Terms;
            Put(db, before, workspaceId, subjectId, terms);
            await db.SaveChangesAsync(ct);
            var holds = await db.MemberCaps.TermsOfAsync(workspaceId, subjectId, ct);
            if (was == terms) return holds;
            var name = memberId is { } userId ? await db.NameOfAsync(userId, ct) : "";
            var now = time.GetUtcNow();
            db.Audit(actor, "cap.changed", memberId is null ? "everybody" : name, memberId, now, before: was?.ToString(), after: terms?.ToString());
            db.Tell(workspaceId, actor.UserId, ActivityKinds.CapsChanged, memberId is { } member ? await db.ShortNameOfAsync(member, ct) : "", memberId, now);
            db.Announce($"workspace:{workspaceId}", LiveKinds.Members, subjectId);
            return holds;
        }, ct);
    }

    private static void Put(MusicDb db, MemberCap? cap, Guid workspaceId, Guid subjectId, CapTerms? terms)
    {
        if (terms is null)
        {
            if (cap is not null) db.MemberCaps.Remove(cap);
            return;
        }

        if (cap is null) db.MemberCaps.Add(cap = new MemberCap { WorkspaceId = workspaceId, SubjectId = subjectId });
        (cap.SoftDayCredits, cap.HardDayCredits, cap.SoftMonthCredits, cap.HardMonthCredits) = (terms.SoftDayCredits, terms.HardDayCredits, terms.SoftMonthCredits, terms.HardMonthCredits);
    }

    private static Error? Refuse(CapTerms terms) =>
        OutOfRange(terms.SoftDayCredits, nameof(terms.SoftDayCredits)) ?? OutOfRange(terms.HardDayCredits, nameof(terms.HardDayCredits))
        ?? OutOfRange(terms.SoftMonthCredits, nameof(terms.SoftMonthCredits)) ?? OutOfRange(terms.HardMonthCredits, nameof(terms.HardMonthCredits))
        ?? Crossed(terms.SoftDayCredits, terms.HardDayCredits, nameof(terms.SoftDayCredits)) ?? Crossed(terms.SoftMonthCredits, terms.HardMonthCredits, nameof(terms.SoftMonthCredits));

    private static Error? OutOfRange(long? credits, string field) =>
        credits is < 0 or > MaxCredits ? new Error("bad_cap", "Enter a number between 0 and {0}, or nothing for no cap.", MaxCredits) { Field = field } : null;

    private static Error? Crossed(long? soft, long? hard, string field) =>
        soft >= hard ? new Error("bad_cap", "Warn below the point where it stops, or the warning never comes.") { Field = field } : null;
}
