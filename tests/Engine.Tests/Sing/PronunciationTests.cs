using System.Text;
using MusicWeb.Engine.Lyrics;
using MusicWeb.Engine.Sing;

namespace Engine.Tests.Sing;

public sealed class PronunciationTests
{
    private const string Cmu = """
        RAINY  R EY1 N IY0
        WINDOW  W IH1 N D OW0
        EXTRA  EH1 K S T R AH0
        SINGING  S IH1 NG IH0 NG
        DON'T  D OW1 N T
        FIRE  F AY1 ER0
        """;

    [Theory]
    [InlineData("rainy", "R EY|N IY")]
    [InlineData("Window,", "W IH N|D OW")]
    [InlineData("extra", "EH K|S T R AH")]
    [InlineData("singing", "S IH NG|IH NG")]
    [InlineData("don’t", "D OW N T")]
    public void The_dictionary_gives_each_syllable_its_sounds(string word, string sounds) => Assert.Equal(sounds, Sing(word, Dictionary()));

    [Theory]
    [InlineData("light", "L AY T")]
    [InlineData("Shadows", "SH AE|D OW Z")]
    [InlineData("knight", "N AY T")]
    [InlineData("burning", "B ER|N IH NG")]
    [InlineData("station", "S T EY|SH AH N")]
    [InlineData("whispering", "W IH|S P ER|IH NG")]
    [InlineData("home", "HH OW M")]
    [InlineData("ooh-ooh", "UW|UW")]
    [InlineData("hmm", "HH AH M")]
    [InlineData("café", "K AE|F EY")]
    [InlineData("7", "S EH V N")]
    public void Without_a_dictionary_the_letters_decide(string word, string sounds) => Assert.Equal(sounds, Sing(word, dictionary: null));

    [Theory]
    [InlineData("静夜", "L AA|L AA")]
    [InlineData("שלום", "L AA|L AA")]
    [InlineData("ночь", "L AA")]
    public void Other_scripts_are_sung_as_la(string word, string sounds) => Assert.Equal(sounds, Sing(word, Dictionary()));

    [Fact]
    public void Whatever_the_word_every_syllable_has_a_vowel()
    {
        foreach (var text in (string[])["rhythm", "tsk", "strengths", "aeiou", "yyyyy", "o'clock", "99", "X", "naïve", "Zürich", "queueing", "bcdfg", "sooooo", "'n'", "b2b", "Ærøskøbing", "wicked-awesome", "…and"])
        {
            var word = Word(text, dictionary: null);
            var syllables = Pronunciation.Of(word, null);
            Assert.Equal(word.Syllables.Count, syllables.Count);
            Assert.All(syllables, syllable => Assert.Contains(syllable, phone => phone.IsVowel()));
        }
    }

    private static string Sing(string text, PronouncingDictionary? dictionary) => string.Join('|', Pronunciation.Of(Word(text, dictionary), dictionary).Select(Phones.Write));

    private static SungWord Word(string text, PronouncingDictionary? dictionary) => new(text, Syllabifier.Split(text, dictionary));

    private static PronouncingDictionary Dictionary() => PronouncingDictionary.Load(new MemoryStream(Encoding.UTF8.GetBytes(Cmu)));
}
