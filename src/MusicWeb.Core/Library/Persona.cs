using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Library;

/// <summary>A singer and a sound, made from a song, that other songs can be made with. Has the id of the task that made it, so it cannot be made twice.</summary>
public sealed class Persona : Belonging
{
    /// <summary>Longest description.</summary>
    public const int DescriptionLimit = 400;

    internal const int SummaryLimit = 300;

    /// <summary>Longest data of a provider, in UTF-16 units.</summary>
    internal const int DataLimit = 64 * 1024;

    /// <summary>What its owner says about it.</summary>
    public string? Description { get; set; }

    /// <summary>What its provider says about it; for everybody who may use it.</summary>
    public string? Summary { get; init; }

    /// <summary>The provider that made it and understands it.</summary>
    public required string Provider { get; init; }

    /// <summary>What the provider wants back. Leaves the installation only through those who may manage it.</summary>
    public required string Data { get; init; }

    /// <summary>The song it was made from.</summary>
    public required Guid SourceClipId { get; init; }

    /// <inheritdoc/>
    public override string Kind => LiveKinds.Persona;
}

internal sealed class PersonaMapping : IEntityTypeConfiguration<Persona>
{
    public void Configure(EntityTypeBuilder<Persona> builder)
    {
        Belonging.Map(builder, "Personas");
        builder.Property(persona => persona.Description).HasMaxLength(Persona.DescriptionLimit);
        builder.Property(persona => persona.Summary).HasMaxLength(Persona.SummaryLimit);
        builder.Property(persona => persona.Provider).HasMaxLength(50);
    }
}
