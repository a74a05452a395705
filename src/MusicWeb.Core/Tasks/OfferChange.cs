using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MusicWeb.Core.Tasks;

/// <summary>Of what a provider offers something: an operation, or a model.</summary>
public enum OfferKind
{
    /// <summary>One of its operations.</summary>
    Operation,

    /// <summary>One of its models.</summary>
    Model,
}

/// <summary>Whether something is offered.</summary>
public enum OfferState
{
    /// <summary>It is.</summary>
    On,

    /// <summary>It is, and whoever chooses it reads that it may not work.</summary>
    Experimental,

    /// <summary>It is not.</summary>
    Off,
}

/// <summary>How an operation or a model is offered; null leaves what the manifest says.</summary>
/// <param name="State">Whether it is.</param>
/// <param name="Label">What people read instead of a model's name.</param>
/// <param name="LyricsLimit">A model's longest lyrics.</param>
/// <param name="DescriptionLimit">A model's longest description.</param>
/// <param name="StylesLimit">A model's longest styles.</param>
/// <param name="TitleLimit">A model's longest title.</param>
/// <param name="Basis">The manifest's model that an added one is like; null for a model of the manifest.</param>
public sealed record OfferTerms(OfferState State, string? Label = null, int? LyricsLimit = null, int? DescriptionLimit = null, int? StylesLimit = null, int? TitleLimit = null, string? Basis = null)
{
    /// <summary>As the log writes it.</summary>
    public override string ToString()
    {
        var words = new List<string> { State.ToString().ToLowerInvariant() };
        if (Basis is not null) words.Add($"like {Basis}");
        if (Label is not null) words.Add($"label {Label}");
        if (LyricsLimit is not null) words.Add($"lyrics {LyricsLimit}");
        if (DescriptionLimit is not null) words.Add($"description {DescriptionLimit}");
        if (StylesLimit is not null) words.Add($"styles {StylesLimit}");
        if (TitleLimit is not null) words.Add($"title {TitleLimit}");
        return string.Join(", ", words);
    }
}

/// <summary>What an administrator decided about an operation or a model. The one with the highest number holds; never changed, never deleted.</summary>
public sealed class OfferChange
{
    /// <summary>Longest label of a model.</summary>
    public const int LabelLimit = 60;

    /// <summary>Time-ordered id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Name of the provider.</summary>
    public required string Provider { get; init; }

    /// <summary>What <see cref="Name"/> names.</summary>
    public required OfferKind Kind { get; init; }

    /// <summary>The operation's or the model's key.</summary>
    public required string Name { get; init; }

    /// <summary>How many decisions about the same thing there are up to this one.</summary>
    public required int Number { get; init; }

    /// <summary>Whether it is offered.</summary>
    public required OfferState State { get; init; }

    /// <summary>What people read; null for the manifest's.</summary>
    public string? Label { get; init; }

    /// <summary>Longest lyrics; null for the manifest's.</summary>
    public int? LyricsLimit { get; init; }

    /// <summary>Longest description; null for the manifest's.</summary>
    public int? DescriptionLimit { get; init; }

    /// <summary>Longest styles; null for the manifest's.</summary>
    public int? StylesLimit { get; init; }

    /// <summary>Longest title; null for the manifest's.</summary>
    public int? TitleLimit { get; init; }

    /// <summary>The manifest's model that an added one is like; null for a model of the manifest.</summary>
    public string? Basis { get; init; }

    /// <summary>Who decided.</summary>
    public required Guid SetById { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }

    /// <summary>When.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>What was decided.</summary>
    public OfferTerms Terms => new(State, Label, LyricsLimit, DescriptionLimit, StylesLimit, TitleLimit, Basis);
}

internal sealed class OfferChangeMapping : IEntityTypeConfiguration<OfferChange>
{
    public void Configure(EntityTypeBuilder<OfferChange> builder)
    {
        builder.ToTable("OfferChanges");
        builder.Property(change => change.Provider).HasMaxLength(50);
        builder.Property(change => change.Name).HasMaxLength(50);
        builder.Property(change => change.Basis).HasMaxLength(50);
        builder.Property(change => change.Label).HasMaxLength(OfferChange.LabelLimit);
        builder.Property(change => change.Reason).HasMaxLength(200);
        builder.Ignore(change => change.Terms);
        // Of two decisions at one moment one comes second, and sees the first.
        builder.HasIndex(change => new { change.Provider, change.Kind, change.Name, change.Number }).IsUnique();
        builder.HasIndex(change => new { change.CreatedAt, change.Id });
    }
}
