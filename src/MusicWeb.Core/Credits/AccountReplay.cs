namespace MusicWeb.Core.Credits;

/// <summary>Reads the books of one account from the first entry on and keeps what they amount to: balance, lots and the chain.</summary>
internal sealed class AccountReplay(Guid accountId)
{
    private readonly List<Lot> _lots = [];
    private readonly Dictionary<Guid, List<(Lot Lot, long Credits)>> _holds = [];
    private byte[] _lastHash = [];
    private long _posted;
    private long _held;

    public Guid AccountId => accountId;

    public long Entries { get; private set; }

    /// <summary>An entry was wrong: what comes after it proves nothing any more.</summary>
    public bool IsBroken { get; private set; }

    public IReadOnlyList<Lot> Lots => _lots;

    public DateTime? NextExpiryAt => _lots.Where(lot => lot.Remaining > lot.Held).Min(lot => (DateTime?)lot.ExpiresAt);

    /// <summary>Takes the next entry; returns what is wrong with it, or null.</summary>
    public string? Add(Transfer entry)
    {
        if (IsBroken) return null;
        var fault = Check(entry);
        IsBroken = fault is not null;
        (Entries, _lastHash) = (entry.Number, entry.Hash);
        return fault is null ? null : $"Entry {entry.Id}, number {entry.Number} of account {accountId}, written {entry.CreatedAt:yyyy-MM-dd HH:mm:ss} UTC, {fault}";
    }

    private string? Check(Transfer entry)
    {
        if (entry.Number != Entries + 1) return $"comes after number {Entries}: what was between them is gone.";
        if (!entry.PreviousHash.AsSpan().SequenceEqual(_lastHash)) return "does not follow the entry before it: one of the two was replaced.";
        if (!entry.Hash.AsSpan().SequenceEqual(TransferChain.HashOf(entry))) return "was changed after it was written.";
        if (!Move(entry)) return "spends, returns or expires credits that its account did not have.";
        if (_posted - _held != entry.AvailableAfter || _held != entry.HeldAfter) return $"says {entry.AvailableAfter} available and {entry.HeldAfter} held after it, the entries up to it say {_posted - _held} and {_held}.";
        return null;
    }

    private bool Move(Transfer entry)
    {
        var amount = entry.AmountCredits;
        switch (entry.Kind)
        {
            case TransferKind.Hold:
                _held += amount;
                _holds[entry.Id] = TakeFree(amount);
                foreach (var (lot, credits) in _holds[entry.Id]) lot.Held += credits;
                break;
            case TransferKind.Capture or TransferKind.Void:
                if (entry.HoldId is not { } holdId || !_holds.Remove(holdId, out var parts)) return false;
                _held -= amount;
                foreach (var (lot, credits) in parts) lot.Held -= credits;
                if (entry.Kind is TransferKind.Void) break;
                _posted -= amount;
                foreach (var (lot, credits) in parts) lot.Remaining -= credits;
                break;
            case TransferKind.Expire:
                _posted -= amount;
                if (_lots.Find(lot => lot.Id == entry.LotId) is not { } over || over.ExpiresAt > entry.CreatedAt) return false;
                over.Remaining -= amount;
                break;
            default:
                if (entry.CreditId == accountId) Receive(entry);
                else Spend(amount);
                break;
        }

        return _held >= 0 && _posted >= _held && _lots.TrueForAll(lot => lot.Held >= 0 && lot.Remaining >= lot.Held);
    }

    private void Receive(Transfer entry)
    {
        _posted += entry.AmountCredits;
        if (entry.ExpiresAt is not { } end) return;
        _lots.Add(new Lot(entry.Id, entry.Number, end) { Remaining = entry.AmountCredits });
        _lots.Sort((one, other) => one.ExpiresAt != other.ExpiresAt ? one.ExpiresAt.CompareTo(other.ExpiresAt) : one.Number.CompareTo(other.Number));
    }

    private void Spend(long amount)
    {
        _posted -= amount;
        foreach (var (lot, credits) in TakeFree(amount)) lot.Remaining -= credits;
    }

    private List<(Lot Lot, long Credits)> TakeFree(long amount)
    {
        var parts = new List<(Lot, long)>();
        foreach (var lot in _lots)
        {
            var part = Math.Min(amount, lot.Remaining - lot.Held);
            if (part <= 0) continue;
            parts.Add((lot, part));
            amount -= part;
        }

        return parts;
    }

    internal sealed class Lot(Guid id, long number, DateTime expiresAt)
    {
        public Guid Id => id;

        public long Number => number;

        public DateTime ExpiresAt => expiresAt;

        public long Remaining { get; set; }

        public long Held { get; set; }
    }
}
