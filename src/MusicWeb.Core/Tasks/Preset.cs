using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MusicWeb.Core.Data;
using MusicWeb.Core.Library;

namespace MusicWeb.Core.Tasks;

/// <summary>Settings of a form, kept to be used again.</summary>
public sealed class Preset : Belonging
{
    /// <summary>Longest fields, in UTF-16 units: those of the largest form at several times their limits, without its words.</summary>
    public const int JsonLimit = 20_000;

    /// <summary>Which form, for example <c>create</c>.</summary>
    public required string FormKey { get; init; }

    /// <summary>The form's fields, as the form wrote them.</summary>
    public required string Json { get; set; }

    /// <inheritdoc/>
    public override string Kind => LiveKinds.Preset;
}

internal sealed class PresetMapping : IEntityTypeConfiguration<Preset>
{
    public void Configure(EntityTypeBuilder<Preset> builder)
    {
        Belonging.Map(builder, "Presets");
        builder.Property(preset => preset.FormKey).HasMaxLength(50);
    }
}
