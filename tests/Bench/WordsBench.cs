using System.Diagnostics;
using System.Text;
using MusicWeb.Engine.Compose;
using MusicWeb.Engine.Score;
using MusicWeb.Engine.Sing;
using MusicWeb.Providers.Embedded;

namespace Bench;

/// <summary>
/// How many of sixteen lines a recogniser of speech understands as the guide voice sings them in songs of ours, when it knows the sixteen:
/// Debian's pocketsphinx, by which the voice was chosen. It is not part of the product, so where it is not installed nothing is measured.
/// </summary>
internal static class WordsBench
{
    private const string Recogniser = "pocketsphinx_continuous";
    private const int Rate = 44_100;
    private const int HeardRate = 16_000;
    private const double Around = 0.25;

    private static readonly string[] _lines =
    [
        "we are walking through the silent city", "summer rain is falling on the window", "take me to the river in the morning", "every star is shining over london",
        "nothing ever changes in december", "give me back the letters that you wanted", "seven trains are leaving from the station", "mother said the winter would be over",
        "open up the door and let me in", "children dancing underneath the moon", "golden fields are burning in the evening", "never tell my brother what you heard",
        "all the money in the world is gone", "paper birds are flying to the ocean", "hold your breath and count from one to twenty", "yellow flowers growing by the wall",
    ];

    /// <summary>Prints the row; 1 when it is short, 2 when the recogniser is not there.</summary>
    public static int Run()
    {
        var folder = Directory.CreateTempSubdirectory("musicweb-bench-words-");
        try
        {
            var grammar = Path.Combine(folder.FullName, "lines.gram");
            File.WriteAllText(grammar, $"#JSGF V1.0;\ngrammar lines;\npublic <line> = {string.Join(" | ", _lines)};\n");
            var heard = 0;
            for (var i = 0; i < _lines.Length; i++)
            {
                var file = Path.Combine(folder.FullName, $"{i}.wav");
                Write(file, Sing(_lines[i], i));
                var said = Listen(file, grammar);
                if (said is null)
                {
                    Console.Error.WriteLine($"{Recogniser} is not installed, so nobody listened: apt-get install pocketsphinx pocketsphinx-en-us");
                    return 2;
                }

                if (said == _lines[i]) heard++;
            }

            return Rows.Print([new Row("engine.words", heard, $"lines of {_lines.Length} understood", AtLeast: true, 12)]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // The bare voice of a line, as it is in a song that was composed around it.
    private static float[] Sing(string line, int number)
    {
        var plan = new SongPlan { Lyrics = $"[Verse]\n{line}", Styles = "acoustic pop", VocalGender = number % 2 == 0 ? "f" : "m", DurationSeconds = 20 };
        var score = Composer.Compose(plan, seed: 100 + number, WordSounds.Dictionary);
        var voice = score.Parts.First(part => part.Role is PartRole.Melody);
        var song = new float[(int)(score.DurationSeconds * Rate)];
        Singer.SingDry(SyllableClock.Of(score, voice), score.Voice!, seed: 1, song, CancellationToken.None);
        var words = LyricTimeline.Of(score).Lines[0].Words;
        var from = Math.Max(0, (int)((words[0].StartSeconds - Around) * Rate));
        return song[from..Math.Min(song.Length, (int)((words[^1].EndSeconds + Around) * Rate))];
    }

    // Mono with 16 kHz, as the recogniser's model was made.
    private static void Write(string path, float[] sound)
    {
        const int Reach = 24;
        var peak = Math.Max(1e-6f, sound.Max(Math.Abs));
        var samples = new short[(int)((long)sound.Length * HeardRate / Rate)];
        var cut = (double)HeardRate / Rate;
        for (var i = 0; i < samples.Length; i++)
        {
            var at = (double)i * Rate / HeardRate;
            var sum = 0.0;
            for (var j = (int)at - Reach; j <= (int)at + Reach; j++)
            {
                if (j < 0 || j >= sound.Length) continue;
                var x = (j - at) * cut;
                var lobe = Math.Abs(x) < 1e-9 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);
                sum += sound[j] * cut * lobe * (0.5 + (0.5 * Math.Cos(Math.PI * (j - at) / (Reach + 1))));
            }

            samples[i] = (short)Math.Clamp(sum / peak * 26_000, short.MinValue, short.MaxValue);
        }

        using var writer = new BinaryWriter(File.Create(path), Encoding.ASCII);
        writer.Write("RIFF"u8);
        writer.Write(36 + (samples.Length * 2));
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)1);
        writer.Write((short)1);
        writer.Write(HeardRate);
        writer.Write(HeardRate * 2);
        writer.Write((short)2);
        writer.Write((short)16);
        writer.Write("data"u8);
        writer.Write(samples.Length * 2);
        foreach (var sample in samples) writer.Write(sample);
    }

    private static string? Listen(string file, string grammar)
    {
        var start = new ProcessStartInfo(Recogniser, ["-infile", file, "-jsgf", grammar, "-logfn", "/dev/null"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using var process = Process.Start(start)!;
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            var said = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return said.Replace('\n', ' ').Trim();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
