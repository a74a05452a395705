namespace E2e.Running;

/// <summary>What the browser's own decoder says about a file.</summary>
/// <param name="Seconds">How long it lasts.</param>
/// <param name="Peak">Loudest sample, 0 to 1.</param>
/// <param name="LoudShare">Share of its tenths of a second that are no silence (above -50 dB).</param>
public sealed record Sound(double Seconds, double Peak, double LoudShare)
{
    public static async Task<Sound> ReadAsync(IPage page, string address)
    {
        var numbers = await page.EvaluateAsync<double[]>(
            """
            async address => {
              const response = await fetch(address);
              if (!response.ok) throw new Error(`${address}: ${response.status}`);
              const audio = await new OfflineAudioContext(1, 1, 44100).decodeAudioData(await response.arrayBuffer());
              const samples = audio.getChannelData(0), step = Math.floor(audio.sampleRate / 10);
              let peak = 0, loud = 0, parts = 0;
              for (let start = 0; start + step <= samples.length; start += step, parts++) {
                let sum = 0;
                for (let i = start; i < start + step; i++) { sum += samples[i] * samples[i]; peak = Math.max(peak, Math.abs(samples[i])); }
                if (Math.sqrt(sum / step) > 0.00316) loud++;
              }
              return [audio.duration, peak, loud / parts];
            }
            """,
            address);
        return new Sound(numbers[0], numbers[1], numbers[2]);
    }
}
