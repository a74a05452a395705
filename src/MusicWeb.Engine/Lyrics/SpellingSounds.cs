using System.Text;

namespace MusicWeb.Engine.Lyrics;

/// <summary>
/// The sounds of an English word from its letters, for words that no dictionary knows. Rules go from special to general; the first
/// that fits decides, and its letters are used up.
/// </summary>
internal static class SpellingSounds
{
    private static readonly Dictionary<string, string> Known = Table("""
        alone AH L OW N|along AH L AO NG|apart AH P AA R T|around AH R AW N D|away AH W EY|breathe B R IY DH|calling K AO L IH NG|coming K AH M IH NG|down D AW N|even IY V IH N|ever EH V ER|hey HH EY|how HH AW|la L AA|lose L UW Z|music M Y UW Z IH K|na N AA|now N AW|song S AO NG|truth T R UW TH|us AH S
        a AH|about AH B AW T|again AH G EH N|all AO L|always AO L W EY Z|and AH N D|any EH N IY|are AA R|beautiful B Y UW T AH F AH L|been B IH N|blood B L AH D
        both B OW TH|break B R EY K|bury B EH R IY|busy B IH Z IY|child CH AY L D|color K AH L ER|come K AH M|could K UH D|do D UW|does D AH Z|done D AH N|door D AO R
        don't D OW N T|every EH V R IY|everything EH V R IY TH IH NG|eye AY|eyes AY Z|find F AY N D|floor F L AO R|flood F L AH D|for F AO R|from F R AH M|friend F R EH N D|front F R AH N T
        give G IH V|gone G AO N|good G UH D|great G R EY T|have HH AE V|he HH IY|head HH EH D|heard HH ER D|heart HH AA R T|heaven HH EH V AH N|here HH IY R|hmm HH AH M|hour AW ER
        i AY|i'm AY M|i'll AY L|is IH Z|kind K AY N D|laugh L AE F|live L IH V|love L AH V|many M EH N IY|me M IY|mind M AY N D|mm AH M|money M AH N IY|moment M OW M AH N T|most M OW S T|mother M AH DH ER
        move M UW V|my M AY|never N EH V ER|no N OW|nothing N AH TH IH NG|of AH V|off AO F|oh OW|old OW L D|once W AH N S|one W AH N|only OW N L IY|open OW P AH N|other AH DH ER|our AW ER
        over OW V ER|people P IY P AH L|poor P UH R|pretty P R IH T IY|river R IH V ER|said S EH D|says S EH Z|she SH IY|should SH UH D|so S OW|some S AH M|something S AH M TH IH NG|sure SH UH R
        that DH AE T|the DH AH|their DH EH R|them DH EH M|then DH EH N|there DH EH R|these DH IY Z|they DH EY|this DH IH S|those DH OW Z|though DH OW|through TH R UW|to T UW|today T AH D EY
        together T AH G EH DH ER|tomorrow T AH M AA R OW|tonight T AH N AY T|too T UW|touch T AH CH|true T R UW|two T UW|under AH N D ER|very V EH R IY|want W AA N T|was W AA Z|watch W AA CH
        water W AO T ER|we W IY|wear W EH R|were W ER|what W AH T|where W EH R|who HH UW|whole HH OW L|wild W AY L D|wind W IH N D|with W IH DH|without W IH TH AW T|woman W UH M AH N|wonder W AH N D ER
        word W ER D|work W ER K|world W ER L D|would W UH D|yeah Y AE|you Y UW|young Y AH NG|your Y AO R|you're Y UH R
        0 OW|1 W AH N|2 T UW|3 TH R IY|4 F AO R|5 F AY V|6 S IH K S|7 S EH V N|8 EY T|9 N AY N
        """);

    // before < letters > after = sounds. V a vowel letter, C a consonant letter, E one of e i y, M consonant and final e, $ the word's edge.
    private static readonly Rule[] Rules = Parse("""
        <augh>=AO|<aught>=AO T|<air>=EH R|<ai>=EY|<are>$=EH R|<ar>=AA R|<au>=AO|<aw>=AO|<ay>=EY|<alk>=AO K|<all>$=AO L|<al>C=AO L|$<a>$=AH|w<a>=AA|wh<a>=AA|<ange>=EY N JH|<aste>=EY S T|<able>$=AH B AH L|<ation>=EY SH AH N|<ations>=EY SH AH N Z|<a>M=EY|<a>Cing=EY|<a>Cy$=EY|<a>Cer$=EY|<a>$=AH|<a>=AE
        <bb>=B|m<b>$=|<b>=B
        <cch>=K|<cc>E=K S|<cc>=K|<ck>=K|<chr>=K R|<ch>=CH|<cian>=SH AH N|<cial>=SH AH L|<cious>=SH AH S|<ce>$=S|<ces>$=S IH Z|<c>E=S|<c>=K
        <dge>=JH|<dd>=D|<d>=D
        <eau>=OW|<eigh>=EY|<eith>=IY TH|<ear>C=ER|<ear>=IY R|<ead>=EH D|<eath>=EH TH|<ease>$=IY Z|<ea>=IY|<eer>=IY R|<ee>=IY|<ei>=IY|<ere>$=IY R|<ern>=ER N|<er>C=ER|<er>$=ER|<ering>$=ER IH NG|<er>=EH R|<ew>=UW|<ey>$=IY|<ey>=EY|<eu>=UW|<ed>$=D|th<es>$=S|C<es>$=Z|$C<e>$=IY|C<e>$=|V<e>$=|<e>M=IY|<e>=EH
        <ff>=F|<f>=F
        <gh>$=|V<gh>C=|<gh>=G|$<gn>=N|<gn>$=N|<gue>$=G|<gu>E=G|<gg>=G|<ge>$=JH|$<ge>=G EH|$<gi>=G IH|<g>E=JH|<g>=G
        <h>=HH
        <igh>=AY|<ign>$=AY N|<ind>$=AY N D|<ild>$=AY L D|<ier>$=IY ER|<ied>$=IY D|<ies>$=IY Z|<ie>$=AY|<ie>=IY|<ious>=IY AH S|<ique>$=IY K|<ire>$=AY ER|<ir>C=ER|<ir>$=ER|<i>ng=IH|<i>M=AY|<i>Cing=AY|<i>$=IY|<i>=IH
        <j>=JH
        $<kn>=N|<kk>=K|<k>=K
        C<le>$=AH L|C<led>$=AH L D|C<les>$=AH L Z|<ll>=L|<l>=L
        <mm>=M|<mn>$=M|<m>=M
        <ng>V=NG|<ng>=NG|<nk>=NG K|<nn>=N|<n>=N
        <oar>=AO R|<oa>=OW|<oes>$=OW Z|<oe>$=OW|<oi>=OY|<oy>=OY|<ook>=UH K|<oor>=AO R|<ooh>=UW|<oo>=UW|<ore>$=AO R|<or>=AO R|<ought>=AO T|<ough>$=OW|<ould>=UH D|<ound>=AW N D|<ous>$=AH S|<our>=AO R|<ou>=AW|kn<own>=OW N|gr<own>=OW N|sh<own>=OW N|l<own>=OW N|r<own>$=AW N|thr<own>=OW N|<own>=AW N|<ows>$=OW Z|<owed>$=OW D|<owing>$=OW IH NG|<ow>$=OW|<ow>C=AW|<ow>=OW|<old>=OW L D|<oll>=OW L|<ost>$=OW S T|<oth>er=AH DH|<oll>o=AA L|<o>ve=AH|<o>M=OW|<oh>=OW|<o>$=OW|<o>CV=OW|<o>=AA
        <ph>=F|<pp>=P|$<ps>=S|<p>=P
        <qu>=K W|<q>=K
        <rrh>=R|<rr>=R|<rh>=R|<r>=R
        <sch>=S K|<sh>=SH|V<sion>=ZH AH N|<ssion>=SH AH N|<sion>=SH AH N|<ss>=S|<sc>E=S|V<sure>=ZH ER|V<s>V=Z|V<ses>$=Z IH Z|V<se>$=Z|V<s>$=Z|b<s>$=Z|d<s>$=Z|g<s>$=Z|l<s>$=Z|m<s>$=Z|n<s>$=Z|r<s>$=Z|w<s>$=Z|<se>$=S|<s>=S
        <tch>=CH|<tion>=SH AH N|<tial>=SH AH L|<tious>=SH AH S|<ture>=CH ER|<tle>$=T AH L|<ther>$=DH ER|<thing>=TH IH NG|<the>$=DH|<ther>=DH ER|<th>=TH|<tt>=T|<t>=T
        <ure>$=UH R|<ur>=ER|<uy>=AY|<ue>=UW|<ui>=UW|<ull>=UH L|<ush>$=UH SH|$<u>M=Y UW|<u>M=UW|$<u>CV=Y UW|<u>CV=UW|<u>$=UW|<u>=AH
        <ve>$=V|<vv>=V|<v>=V
        <who>=HH UW|<wh>=W|$<wr>=R|V<w>$=|<wor>C=W ER|<w>=W
        $<x>=Z|<x>=K S
        $<y>=Y|V<y>=|C<y>M=AY|$C<y>$=AY|$CC<y>$=AY|<y>$=IY|<y>C=IH|<y>=Y
        <zz>=Z|<z>=Z
        """);

    private static readonly ILookup<char, Rule> RulesByLetter = Rules.ToLookup(rule => rule.Letters[0]);

    /// <summary>Sounds in ARPABET without stress; empty for a word without Latin letters or digits.</summary>
    public static string Of(string word)
    {
        var letters = Letters(word);
        if (Known.TryGetValue(letters, out var known)) return known;
        var sounds = new StringBuilder();
        for (var at = 0; at < letters.Length;)
        {
            var rule = letters[at] is >= '0' and <= '9' ? null : RulesByLetter[letters[at]].FirstOrDefault(rule => rule.Fits(letters, at));
            var said = rule?.Sounds ?? Known.GetValueOrDefault(letters[at..(at + 1)], "");
            if (said.Length > 0) sounds.Append(sounds.Length > 0 ? " " : "").Append(said);
            at += rule?.Letters.Length ?? 1;
        }
        return sounds.ToString();
    }

    /// <summary>Lower-case letters without marks; a letter held in writing ("sooo") counts twice at most.</summary>
    private static string Letters(string word)
    {
        var letters = new StringBuilder(word.Length);
        // The one mark that is common in English words and changes their sound ("café").
        var accented = word.ToLowerInvariant().Replace("é", "ay", StringComparison.Ordinal);
        foreach (var sign in accented.Normalize(NormalizationForm.FormD))
        {
            var plain = sign is '’' ? '\'' : sign;
            if (plain is not ((>= 'a' and <= 'z') or (>= '0' and <= '9') or '\'')) continue;
            if (letters.Length > 1 && letters[^1] == plain && letters[^2] == plain) continue;
            letters.Append(plain);
        }
        return letters.ToString().Trim('\'');
    }

    private static Dictionary<string, string> Table(string text) => text.Split(['|', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(entry => entry.Split(' ', 2)).ToDictionary(entry => entry[0], entry => entry[1], StringComparer.Ordinal);

    private static Rule[] Parse(string text) => [.. text.Split(['|', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(entry =>
    {
        var (open, close, equals) = (entry.IndexOf('<', StringComparison.Ordinal), entry.IndexOf('>', StringComparison.Ordinal), entry.IndexOf('=', StringComparison.Ordinal));
        return new Rule(entry[..open], entry[(open + 1)..close], entry[(close + 1)..equals], entry[(equals + 1)..]);
    })];

    private sealed record Rule(string Before, string Letters, string After, string Sounds)
    {
        public bool Fits(string word, int at)
        {
            if (string.CompareOrdinal(word, at, Letters, 0, Letters.Length) != 0) return false;
            var left = at - 1;
            for (var i = Before.Length - 1; i >= 0; i--, left--)
            {
                if (!Matches(Before[i], word, left)) return false;
            }
            var right = at + Letters.Length;
            foreach (var sign in After)
            {
                if (!Matches(sign, word, right++)) return false;
            }
            return true;
        }

        private static bool Matches(char sign, string word, int at)
        {
            var letter = at >= 0 && at < word.Length ? word[at] : '$';
            return sign switch
            {
                'V' => IsVowel(letter),
                'C' => letter is >= 'a' and <= 'z' && !IsVowel(letter),
                'E' => letter is 'e' or 'i' or 'y',
                'M' => letter is >= 'a' and <= 'z' && !IsVowel(letter) && letter is not 'x' && IsFinalE(word, at + 1),
                _ => sign == letter,
            };
        }

        private static bool IsFinalE(string word, int at) => at < word.Length && word[at] is 'e' && word.AsSpan(at + 1) is "" or "s" or "d" or "r" or "ly" or "less" or "ful";

        private static bool IsVowel(char letter) => letter is 'a' or 'e' or 'i' or 'o' or 'u' or 'y';
    }
}
