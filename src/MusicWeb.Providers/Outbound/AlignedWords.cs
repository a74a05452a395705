using System.Text;
using System.Text.Json;
using MusicWeb.Providers.Embedded;

namespace MusicWeb.Providers.Outbound;

/// <summary>Reads when the words of a song are sung. Line breaks and section markers stand inside of the vendor's words, and either may be torn apart.</summary>
internal static class AlignedWords
{
    /// <summary>The lines with a word each at least; none where there are no words.</summary>
    /// <param name="items">The vendor's list; anything else has no words.</param>
    public static IReadOnlyList<IReadOnlyList<HeardWord>> Read(JsonElement items)
    {
        var writer = new Lines();
        if (items.ValueKind is JsonValueKind.Array)
        {
            foreach (var item in items.EnumerateArray()) writer.Add(item);
        }

        return writer.Finish();
    }

    private sealed class Lines
    {
        private readonly List<IReadOnlyList<HeardWord>> _lines = [];
        private readonly StringBuilder _word = new();
        private List<HeardWord> _line = [];
        private bool _isMarker;
        private double _start;
        private double _end;

        public void Add(JsonElement item)
        {
            if (item.Field("word") is not { ValueKind: JsonValueKind.String } word) return;
            // What could not be found in the sound is sung between its neighbours. Time does not run backwards.
            _start = Math.Max(_end, Seconds(item, "start_s") ?? _end);
            var end = Math.Max(_start, Seconds(item, "end_s") ?? _start);
            foreach (var letter in word.GetString()!)
            {
                if (letter is '[' or '\n') EndLine(end);
                if (letter is '[') _isMarker = true;
                else if (letter is ']') _isMarker = false;
                else if (!_isMarker && letter is not '\n') _word.Append(letter);
            }

            EndWord(end);
            _end = end;
        }

        public List<IReadOnlyList<HeardWord>> Finish()
        {
            EndLine(_end);
            return _lines;
        }

        private void EndWord(double end)
        {
            var text = _word.ToString().Trim();
            _word.Clear();
            if (text.Length > 0) _line.Add(new HeardWord(text, _start, end));
        }

        private void EndLine(double end)
        {
            EndWord(end);
            if (_line.Count == 0) return;
            _lines.Add(_line);
            _line = [];
        }

        private static double? Seconds(JsonElement item, string name) => item.Number(name) is { } seconds && double.IsFinite(seconds) && seconds >= 0 ? seconds : null;
    }
}
