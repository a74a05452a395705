using System.Text;
using MusicWeb.Engine.Lyrics;

namespace Engine.Tests.Lyrics;

public sealed class SyllabifierTests
{
    private const string Cmu = """
        ;;; A few words in the dictionary's format.
        RAINY  R EY1 N IY0
        QUIET  K W AY1 AH0 T
        GUITAR  G IH0 T AA1 R
        RECORD  R AH0 K AO1 R D
        RECORD(2)  R EH1 K ER0 D
        RAIN  R EY1 N
        LANE  L EY1 N
        not a line of it
        """;

    [Theory]
    [InlineData("cat", 1)]
    [InlineData("rainy", 2)]
    [InlineData("love", 1)]
    [InlineData("loved", 1)]
    [InlineData("wanted", 2)]
    [InlineData("little", 2)]
    [InlineData("lonely", 2)]
    [InlineData("every", 2)]
    [InlineData("something", 2)]
    [InlineData("beautiful", 3)]
    [InlineData("radio", 3)]
    [InlineData("tonight", 2)]
    [InlineData("yesterday", 3)]
    [InlineData("places", 2)]
    [InlineData("times", 1)]
    [InlineData("queen", 1)]
    [InlineData("don't", 1)]
    [InlineData("rhythm", 1)]
    [InlineData("hmm", 1)]
    [InlineData("naïve", 1)]
    [InlineData("привет", 2)]
    [InlineData("καλημέρα", 4)]
    [InlineData("雨", 1)]
    [InlineData("きょう", 2)]
    [InlineData("안녕하세요", 5)]
    [InlineData("שלום", 2)]
    [InlineData("2024", 4)]
    public void Spelling_gives_the_number_of_syllables(string word, int expected)
    {
        var syllables = Syllabifier.Split(word, null);
        Assert.Equal(expected, syllables.Count);
        Assert.Equal(word, string.Concat(syllables.Select(syllable => syllable.Text)));
    }

    [Theory]
    [InlineData("rainy", "RAI-ny")]
    [InlineData("tonight", "to-NIGHT")]
    [InlineData("the", "the")]
    [InlineData("heart", "HEART")]
    [InlineData("nation", "NA-tion")]
    [InlineData("together,", "TO-ge-ther,")]
    public void Stress_is_known_or_guessed(string word, string expected) =>
        Assert.Equal(expected, string.Join('-', Syllabifier.Split(word, null).Select(syllable => syllable.Stressed ? syllable.Text.ToUpperInvariant() : syllable.Text)));

    [Fact]
    public void The_dictionary_corrects_the_spelling_rules()
    {
        var dictionary = PronouncingDictionary.Load(new MemoryStream(Encoding.UTF8.GetBytes(Cmu)));
        Assert.Equal(6, dictionary.Count);
        Assert.Equal(["R", "EY1", "N"], dictionary.Find("Rain")!);
        Assert.Null(dictionary.Find("unknown"));
        Assert.Equal(2, Syllabifier.Split("Quiet!", dictionary).Count);
        Assert.Equal([false, true], Syllabifier.Split("guitar", dictionary).Select(syllable => syllable.Stressed));
        Assert.Equal([false, true], Syllabifier.Split("record", dictionary).Select(syllable => syllable.Stressed));
    }

    [Fact]
    public void A_foreign_file_gives_an_empty_dictionary() =>
        Assert.Equal(0, PronouncingDictionary.Load(new MemoryStream([0xFF, 0x00, 0x41, 0x0A, 0x20, 0x20])).Count);
}
