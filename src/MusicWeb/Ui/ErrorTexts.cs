using Microsoft.Extensions.Localization;
using MusicWeb.Core;

namespace MusicWeb.Ui;

/// <summary>Refusals in the reader's language.</summary>
public static class ErrorTexts
{
    extension(IStringLocalizer texts)
    {
        /// <summary>The sentence of a refusal with its arguments filled in.</summary>
        public string Of(Error error) => error.Arguments.Length == 0 ? texts[error.Text] : texts[error.Text, error.Arguments];

        /// <summary>A number of credits with its word.</summary>
        public string Credits(long credits) => credits == 1 ? texts["1 credit"] : texts["{0:N0} credits", credits];

        /// <summary>Somebody's address, or a word for who has deleted the account.</summary>
        public string Person(string? email) => string.IsNullOrEmpty(email) ? texts["Deleted account"] : email;
    }
}
