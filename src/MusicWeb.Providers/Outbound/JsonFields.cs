using System.Globalization;
using System.Text.Json;

namespace MusicWeb.Providers.Outbound;

/// <summary>Reads a vendor's JSON with patience: what is absent, null or of another kind is simply not there.</summary>
internal static class JsonFields
{
    /// <summary>A field of an object, undefined when there is none; blanks around its name do not count.</summary>
    public static JsonElement Field(this JsonElement parent, string name)
    {
        if (parent.ValueKind is not JsonValueKind.Object) return default;
        foreach (var property in parent.EnumerateObject())
        {
            if (property.Name.AsSpan().Trim().Equals(name, StringComparison.Ordinal)) return property.Value;
        }

        return default;
    }

    /// <summary>The text of a field without blanks around it; null when there is none, or nothing but blanks.</summary>
    public static string? Text(this JsonElement parent, string name) =>
        parent.Field(name) is { ValueKind: JsonValueKind.String } field && field.GetString()?.Trim() is { Length: > 0 } text ? text : null;

    /// <summary>The number of a field, also when it is written as text.</summary>
    public static double? Number(this JsonElement parent, string name)
    {
        var field = parent.Field(name);
        return field.ValueKind switch
        {
            JsonValueKind.Number => field.GetDouble(),
            JsonValueKind.String when double.TryParse(field.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) => number,
            _ => null,
        };
    }

    /// <summary>The address in a field, when it can be fetched at all.</summary>
    public static Uri? Address(this JsonElement parent, string name) =>
        Uri.TryCreate(parent.Text(name), UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : null;
}
