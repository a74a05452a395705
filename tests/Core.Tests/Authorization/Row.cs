using MusicWeb.Core;
using MusicWeb.Core.Accounts;

namespace Core.Tests.Authorization;

/// <summary>Who may use a verb on a team's things; everybody else is refused.</summary>
/// <param name="Verb">Type and method, for example <c>TrashClip.RunAsync</c>.</param>
/// <param name="Allowed">Who may.</param>
/// <param name="Call">Makes what is needed and tries it as the actor; answers <see cref="Answer"/>'s words.</param>
/// <param name="EndsTeam">It ends the team or changes who is what in it, so each try gets a team of its own.</param>
internal sealed record Row(string Verb, Who Allowed, Func<Scene, Actor, Task<string>> Call, bool EndsTeam = false);

/// <summary>What came of a try, in a word.</summary>
internal static class Answer
{
    public const string Ok = "ok";

    /// <summary>A reading verb showed nothing of the team.</summary>
    public const string Nothing = "nothing";

    /// <summary>The code of the refusal, or <see cref="Ok"/>.</summary>
    public static string Of<T>(Result<T> result) => result.Error?.Code ?? Ok;

    /// <summary>As <see cref="Of{T}(Result{T})"/>, in one go with the call.</summary>
    public static async Task<string> Of<T>(Task<Result<T>> result) => Of(await result);

    /// <summary>Whether something of the team was to be seen.</summary>
    public static string Seen(bool isSeen) => isSeen ? Ok : Nothing;
}
