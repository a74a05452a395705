using System.Text.RegularExpressions;

namespace Tidy.Tests;

/// <summary>Colours live in the tokens; scripts live in files, because the Content-Security-Policy runs no others.</summary>
public static partial class Looks
{
    public static IEnumerable<Finding> Colours(IReadOnlyList<SourceFile> files) =>
        from file in files
        where !IsTokens(file) && file.IsBelow("src/MusicWeb") | file.IsBelow("wwwroot-assets")
        let pattern = file.Is(".css") ? ColourInStyle() : file.Is(".razor", ".js", ".mjs") ? ColourInMarkup() : null
        where pattern is not null
        from match in pattern.Matches(CodeText.Bare(file))
        let colour = match.Groups["colour"]
        select file.At(colour.Index, $"{colour.Value}: name colours in wwwroot-assets/css/tokens.css and use the variable");

    public static IEnumerable<Finding> InlineScripts(IReadOnlyList<SourceFile> files) =>
        from file in files
        where file.Is(".razor", ".html")
        from match in InlineScript().Matches(CodeText.Bare(file))
        select file.At(match.Index, "inline script: the Content-Security-Policy blocks it");

    private static bool IsTokens(SourceFile file) => file.Path is "wwwroot-assets/css/tokens.css";

    // Hex, functions, and the names people reach for, after the colon of a declaration (so that #id selectors stay free).
    [GeneratedRegex(@":[^;{}]*?(?<colour>#[0-9a-fA-F]{3,8}\b|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch)\(|(?<![\w-])(?:white|black|red|green|blue|gray|grey|silver|orange|yellow|purple|pink|teal|navy)(?![\w-]))(?=[^{}]*[;}])")]
    private static partial Regex ColourInStyle();

    [GeneratedRegex(@"(?<!href=)[""'\s:](?<colour>#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8}))[""';]|(?<colour>\b(?:rgba?|hsla?|oklch)\(\s*\d)")]
    private static partial Regex ColourInMarkup();

    // A handler of the browser is written small; OnChange="..." is a parameter of a component.
    [GeneratedRegex(@"<script(?![^>]*\bsrc=)[^>]*>|\s(?-i:on[a-z]+)=""|javascript:", RegexOptions.IgnoreCase)]
    private static partial Regex InlineScript();
}
