using System.Diagnostics.CodeAnalysis;

namespace MusicWeb.Core;

/// <summary>A refusal: something the caller can be told, as opposed to a bug, which is an exception.</summary>
/// <param name="Code">Stable name for programs, snake case, for example <c>not_enough_credits</c>.</param>
/// <param name="Text">English sentence that says what to do, with <c>{0}</c> for each argument; also the key of its translation.</param>
/// <param name="Arguments">Numbers and names for the sentence.</param>
public sealed record Error(string Code, string Text, params object[] Arguments)
{
    /// <summary>The form field to mend, by the name of the request's property; null when no single field is at fault.</summary>
    public string? Field { get; init; }

    /// <summary>The thing it speaks of, where the caller can do something about it.</summary>
    public Guid? SubjectId { get; init; }

    /// <summary>When trying again makes sense; null when waiting does not help.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The sentence in English with its arguments filled in.</summary>
    public string Message => Arguments.Length == 0 ? Text : string.Format(System.Globalization.CultureInfo.InvariantCulture, Text, Arguments);

    /// <summary>The actor sees it but has no right to change it.</summary>
    public static Error Forbidden { get; } = new("forbidden", "Your role here lets you look and listen. Ask an owner or admin for more.");

    /// <summary>What does not exist and what belongs to another workspace look the same from outside.</summary>
    public static Error NotFound { get; } = new("not_found", "This does not exist, or it is not yours.");
}

/// <summary>A value, or the reason why there is none.</summary>
public readonly record struct Result<T>
{
    private Result(T? value, Error? error) => (Value, Error) = (value, error);

    /// <summary>The value; meaningful when <see cref="Error"/> is null.</summary>
    public T? Value { get; }

    /// <summary>The refusal, or null.</summary>
    public Error? Error { get; }

    /// <summary>True when there is a value.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsOk => Error is null;

    /// <summary>A value is a success.</summary>
    [SuppressMessage("Usage", "CA2225", Justification = "Values and errors turn into results where they are returned.")]
    public static implicit operator Result<T>(T value) => new(value, null);

    /// <summary>An error is a refusal.</summary>
    [SuppressMessage("Usage", "CA2225", Justification = "Values and errors turn into results where they are returned.")]
    public static implicit operator Result<T>(Error error) => new(default, error);
}
