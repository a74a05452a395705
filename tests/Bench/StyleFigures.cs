using MusicWeb.Engine.Codec;
using MusicWeb.Engine.Mix;
using MusicWeb.Engine.Score;
using MusicWeb.Engine.Synth;

namespace Bench;

/// <summary>A song in figures, so that styles can be compared by somebody who does not hear them.</summary>
/// <param name="Low">Decibels of the lows (40 to 160 Hz) over the middle (600 to 2,500 Hz).</param>
/// <param name="High">Decibels of the highs (2.5 to 8 kHz) over the middle.</param>
/// <param name="Air">Decibels of the air (8 to 16 kHz) over the highs.</param>
/// <param name="Strokes">Moments in a second at which something begins.</param>
/// <param name="Voices">Notes that sound at once, in the mean.</param>
/// <param name="Bare">Share of the time in which at most one part plays.</param>
/// <param name="Swell">Decibels between loud and soft stretches of three seconds.</param>
/// <param name="Crest">Decibels between peak and loudness.</param>
/// <param name="Width">Decibels of the sides against the middle.</param>
/// <param name="Clash">Share of the time in which two parts rub at a semitone or minor ninth.</param>
internal sealed record StyleFigures(double Low, double High, double Air, double Strokes, double Voices, double Bare, double Swell, double Crest, double Width, double Clash)
{
    private const double StepBeats = 0.125;

    public static StyleFigures Of(SongScore score, RenderedSong song)
    {
        var buffer = new StereoBuffer();
        buffer.Reset(song.Sound.Frames);
        var (sum, side) = (0.0, 0.0);
        for (var i = 0; i < song.Sound.Frames; i++)
        {
            var (left, right) = (song.Sound.Samples[i * 2] / 32768f, song.Sound.Samples[(i * 2) + 1] / 32768f);
            (buffer.Left[i], buffer.Right[i]) = (left, right);
            sum += (left + right) * (left + right);
            side += (left - right) * (left - right);
        }

        var balance = BandBalance.Of(buffer);
        var (voices, bare, clash) = Harmony(score);
        var strokes = score.Parts.SelectMany(part => part.Notes).Select(note => Math.Round(note.StartBeat * 32)).Distinct().Count() / score.DurationSeconds;
        return new StyleFigures(
            balance.Low - balance.Middle, balance.High - balance.Middle, balance.Air - balance.High,
            strokes, voices, bare, SwellOf(song.Sound), song.Loudness.TruePeakDb - song.Loudness.IntegratedLufs, 10 * Math.Log10((side + 1e-9) / (sum + 1e-9)), clash);
    }

    private static (double Voices, double Bare, double Clash) Harmony(SongScore score)
    {
        var steps = (int)(score.Bars * score.BeatsPerBar / StepBeats);
        var sounding = new List<(int Pitch, int Part)>[steps];
        var parts = new HashSet<int>[steps];
        for (var i = 0; i < steps; i++) (sounding[i], parts[i]) = ([], []);
        for (var p = 0; p < score.Parts.Count; p++)
        {
            var part = score.Parts[p];
            foreach (var note in part.Notes)
            {
                var isDrum = part.Role is PartRole.Drums or PartRole.Percussion or PartRole.Effects;
                for (var step = (int)(note.StartBeat / StepBeats); step < Math.Min(steps, (note.StartBeat + (isDrum ? 0.5 : note.LengthBeats)) / StepBeats); step++)
                {
                    parts[step].Add(p);
                    if (!isDrum) sounding[step].Add((note.Pitch, p));
                }
            }
        }

        var (clash, bare, voices) = (0, 0, 0);
        for (var step = 0; step < steps; step++)
        {
            voices += sounding[step].Count;
            if (parts[step].Count <= 1) bare++;
            if (sounding[step].Exists(one => sounding[step].Exists(other => one.Part != other.Part && other.Pitch - one.Pitch is 1 or 13))) clash++;
        }

        return ((double)voices / steps, (double)bare / steps, (double)clash / steps);
    }

    // Between the tenth and the ninth tenth of all stretches, ends left out.
    private static double SwellOf(Pcm sound)
    {
        var stretch = 3 * sound.SampleRate * 2;
        var levels = new List<double>();
        for (var from = 0; from + stretch <= sound.Samples.Length; from += stretch / 3)
        {
            var sum = 0.0;
            foreach (var sample in sound.Samples.AsSpan(from, stretch)) sum += (double)sample * sample;
            levels.Add(10 * Math.Log10((sum / stretch) + 1));
        }

        levels.Sort();
        return levels.Count < 3 ? 0 : levels[levels.Count * 9 / 10] - levels[levels.Count / 10];
    }
}
