namespace MusicWeb.Engine.Synth;

/// <summary>Makes the strokes of a drum kit.</summary>
/// <param name="kit">The kit's character.</param>
internal sealed class DrumMaker(KitSettings kit)
{
    private const float Rate = StereoBuffer.SampleRate;
    private static readonly float[] MetalHertz = [2053, 3044, 3696, 5227, 5400, 8003];

    /// <summary>A stroke of a General MIDI drum key; unknown keys sound like the nearest thing a kit has.</summary>
    /// <param name="key">The key.</param>
    /// <param name="random">Makes each variant of a stroke a little different.</param>
    public DrumSound Make(int key, Noise random) => key switch
    {
        35 or 36 => Kick(ref random),
        37 => Rim(ref random),
        39 => Clap(ref random),
        38 or 40 => Snare(ref random),
        42 or 44 => Metal(kit.HatSeconds * (key == 44 ? 0.7f : 1), kit.MetalFrom, 0.3f, 0.42f, ref random),
        46 => Metal(kit.OpenHatSeconds, kit.MetalFrom * 0.95f, 0.3f, 0.4f, ref random),
        49 or 52 or 55 or 57 => Cymbal(2.4f, kit.MetalFrom * 0.5f, 0.5f, ref random),
        51 or 53 or 59 => Ride(ref random),
        41 or 43 => Tom(88, 0.45f, ref random),
        45 or 47 => Tom(122, 0.1f, ref random),
        48 or 50 => Tom(164, -0.35f, ref random),
        54 => Metal(0.2f, 5500, -0.35f, 0.3f, ref random, shake: 0.006f),
        69 or 70 or 82 => Shaker(ref random),
        63 => Conga(238, 0.35f, ref random),
        62 => Conga(225, 0.12f, ref random),
        64 => Conga(176, 0.4f, ref random),
        56 => Block(560, 0.3f, ref random),
        >= 60 and <= 68 => Conga(320, 0.2f, ref random),
        _ => Block(900, 0.1f, ref random),
    };

    private DrumSound Kick(ref Noise random)
    {
        var sound = DrumSound.Of(kit.KickSeconds + 0.05f);
        var mono = new float[sound.Left.Length];
        var phase = 0.0;
        var fall = MathF.Exp(-6.9f / (kit.KickSeconds * Rate));
        var level = 1f;
        var beater = new FilterShape(3200, 1.2f);
        StateFilter beaterState = default;
        var click = kit.KickClick;
        for (var i = 0; i < mono.Length; i++)
        {
            var t = i / Rate;
            var hertz = kit.KickHertz + kit.KickSweep * MathF.Exp(-t / 0.028f) + 2.2f * kit.KickSweep * MathF.Exp(-t / 0.005f);
            phase += hertz / Rate;
            phase -= Math.Floor(phase);
            level *= fall;
            click *= 0.9935f;
            var body = PartEffects.Soften(1.6f * level * MathF.Sin((float)(2 * Math.PI * phase))) * Math.Min(1, i / 40f);
            mono[i] = 0.95f * body + click * (beaterState.Band(random.Next(), beater) + 0.4f * MathF.Sin(i * 0.36f));
        }
        return sound.Add(mono, 0).Close();
    }

    private DrumSound Snare(ref Noise random)
    {
        var sound = DrumSound.Of(Math.Max(0.3f, kit.SnareSeconds + 0.06f));
        var skin = new float[sound.Left.Length];
        var tune = kit.SnareHertz * (1 + 0.012f * random.Next());
        PartialBank.Add(skin, new Partial(tune, kit.SnareTone, 0.22f));
        PartialBank.Add(skin, new Partial(tune * 1.55f, kit.SnareTone * 0.6f, 0.14f));
        PartialBank.Add(skin, new Partial(tune * 2.31f, kit.SnareTone * 0.3f, 0.09f));
        sound.Add(skin, 0, 1.2f);
        Wires(sound.Left, ref random);
        Wires(sound.Right, ref random);
        return sound.Close();
    }

    private void Wires(float[] side, ref Noise random)
    {
        var colour = new FilterShape(kit.SnareColour, 0.7f);
        var sizzle = new FilterShape(Math.Min(7000, kit.SnareColour * 2), 0.7f);
        StateFilter colourState = default, sizzleState = default;
        var fall = MathF.Exp(-6.9f / (kit.SnareSeconds * Rate));
        var (level, crack) = (0.5f, 0.8f);
        for (var i = 0; i < side.Length; i++)
        {
            var noise = random.Next();
            level *= fall;
            crack *= 0.9955f;
            side[i] += (level + crack) * 0.8f * (0.9f * colourState.Band(noise, colour) + 0.55f * sizzleState.High(noise, sizzle)) * Math.Min(1, i / 12f);
        }
    }

    private static DrumSound Clap(ref Noise random)
    {
        var sound = DrumSound.Of(0.35f);
        foreach (var side in (ReadOnlySpan<float[]>)[sound.Left, sound.Right])
        {
            var band = new FilterShape(1350, 1.1f);
            var air = new FilterShape(4200, 0.7f);
            StateFilter bandState = default, airState = default;
            for (var i = 0; i < side.Length; i++)
            {
                var milliseconds = 1000 * i / Rate;
                var burst = milliseconds < 30 ? MathF.Exp(-(milliseconds % 10.3f) / 3.2f) : MathF.Exp(-(milliseconds - 30) / 48);
                var noise = random.Next();
                side[i] = 0.9f * burst * (1.5f * bandState.Band(noise, band) + 0.4f * airState.High(noise, air));
            }
        }
        return sound.Close();
    }

    private static DrumSound Rim(ref Noise random)
    {
        var sound = DrumSound.Of(0.12f);
        var mono = new float[sound.Left.Length];
        PartialBank.Add(mono, new Partial(1720, 0.5f, 0.07f));
        PartialBank.Add(mono, new Partial(520, 0.35f, 0.06f));
        PartialBank.Add(mono, new Partial(3900, 0.2f, 0.03f, random.NextUnit()));
        return sound.Add(mono, -0.15f, 1.3f).Close();
    }

    private static DrumSound Block(float hertz, float seconds, ref Noise random)
    {
        var sound = DrumSound.Of(seconds);
        var mono = new float[sound.Left.Length];
        PartialBank.Add(mono, new Partial(hertz, 0.5f, seconds));
        PartialBank.Add(mono, new Partial(hertz * 1.51f, 0.4f, seconds * 0.8f, random.NextUnit()));
        return sound.Add(mono, 0.2f).Close();
    }

    private DrumSound Tom(float hertz, float side, ref Noise random)
    {
        var sound = DrumSound.Of(0.75f);
        var mono = new float[sound.Left.Length];
        var skin = new FilterShape(1500, 0.8f);
        StateFilter skinState = default;
        var phase = 0.0;
        var (level, slap) = (0.9f, 0.5f);
        for (var i = 0; i < mono.Length; i++)
        {
            phase += hertz * kit.TomTune * (1 + 0.5f * MathF.Exp(-i / Rate / 0.045f)) / Rate;
            level *= 0.99981f;
            slap *= 0.9975f;
            mono[i] = level * (MathF.Sin((float)(2 * Math.PI * (phase - Math.Floor(phase)))) + 0.18f * MathF.Sin((float)(2 * Math.PI * ((phase * 1.6) % 1)))) * Math.Min(1, i / 30f)
                + slap * skinState.Band(random.Next(), skin);
        }
        return sound.Add(mono, side).Close();
    }

    /// <summary>Six clashing square waves and noise above a frequency: hats, tambourine.</summary>
    private DrumSound Metal(float seconds, float fromHertz, float side, float level, ref Noise random, float shake = 0)
    {
        var sound = DrumSound.Of(seconds * 1.1f + 0.02f);
        var (metal, airLeft, airRight) = (new float[sound.Left.Length], sound.Left, sound.Right);
        var tune = 1 + 0.02f * random.Next();
        Span<float> phases = stackalloc float[6];
        var cut = new FilterShape(fromHertz, 0.8f);
        StateFilter first = default, second = default, left = default, right = default;
        var fall = MathF.Exp(-6.9f / (seconds * Rate));
        var (body, tick) = (1f, 0.8f);
        for (var i = 0; i < metal.Length; i++)
        {
            var clash = 0f;
            for (var p = 0; p < 6; p++)
            {
                phases[p] += MetalHertz[p] * tune / Rate;
                if (phases[p] >= 1) phases[p] -= 1;
                clash += phases[p] < 0.5f ? 0.2f : -0.2f;
            }
            body *= fall;
            tick *= 0.992f;
            var loud = (body + tick) * kit.MetalLevel * level * (shake > 0 ? Math.Min(1, i / (shake * Rate)) : 1);
            metal[i] = loud * 1.6f * (1 - kit.MetalNoise) * second.High(first.High(clash, cut), cut);
            airLeft[i] = loud * 0.55f * kit.MetalNoise * left.High(random.Next(), cut);
            airRight[i] = loud * 0.55f * kit.MetalNoise * right.High(random.Next(), cut);
        }
        return sound.Add(metal, side).Close();
    }

    private DrumSound Cymbal(float seconds, float fromHertz, float level, ref Noise random)
    {
        var sound = DrumSound.Of(seconds);
        for (var n = 0; n < 40; n++)
        {
            var hertz = fromHertz * MathF.Pow(4.2f, random.NextUnit());
            var side = n % 2 == 0 ? sound.Left : sound.Right;
            PartialBank.Add(side, new Partial(hertz, 0.05f * level * kit.MetalLevel, seconds * (0.35f + 0.6f * random.NextUnit()), random.NextUnit()));
        }
        foreach (var side in (ReadOnlySpan<float[]>)[sound.Left, sound.Right])
        {
            var cut = new FilterShape(fromHertz, 0.7f);
            StateFilter state = default;
            var fall = MathF.Exp(-6.9f / (seconds * 0.8f * Rate));
            var (wash, crash) = (0.3f, 0.6f);
            for (var i = 0; i < side.Length; i++)
            {
                wash *= fall;
                crash *= 0.99985f;
                side[i] += (wash + crash * 0.6f) * level * kit.MetalLevel * state.High(random.Next(), cut) * Math.Min(1, i / 60f);
            }
        }
        return sound.Close();
    }

    private DrumSound Ride(ref Noise random)
    {
        var sound = Cymbal(1.3f, 4200, 0.1f, ref random);
        var ping = new float[sound.Left.Length];
        ReadOnlySpan<(float Hertz, float Level)> modes = [(845, 0.05f), (1340, 0.06f), (2310, 0.08f), (3460, 0.1f), (4870, 0.09f), (6210, 0.08f), (7930, 0.06f), (9800, 0.05f)];
        foreach (var (hertz, level) in modes) PartialBank.Add(ping, new Partial(hertz * (1 + 0.004f * random.Next()), level, 0.9f, random.NextUnit()));
        return sound.Add(ping, -0.3f, kit.MetalLevel * 1.1f).Close();
    }

    private static DrumSound Shaker(ref Noise random)
    {
        var sound = DrumSound.Of(0.14f);
        var cut = new FilterShape(5200, 0.8f);
        StateFilter state = default;
        var mono = new float[sound.Left.Length];
        for (var i = 0; i < mono.Length; i++)
        {
            var t = i / Rate;
            var shape = t < 0.028f ? t / 0.028f : MathF.Exp(-(t - 0.028f) / 0.022f);
            mono[i] = 0.6f * shape * shape * state.High(random.Next(), cut);
        }
        return sound.Add(mono, 0.3f).Close();
    }

    private static DrumSound Conga(float hertz, float seconds, ref Noise random)
    {
        var sound = DrumSound.Of(seconds + 0.1f);
        var mono = new float[sound.Left.Length];
        PartialBank.Add(mono, new Partial(hertz, 0.6f, seconds));
        PartialBank.Add(mono, new Partial(hertz * 1.58f, 0.22f, seconds * 0.5f, random.NextUnit()));
        PartialBank.Add(mono, new Partial(hertz * 2.9f, 0.12f, seconds * 0.25f, random.NextUnit()));
        var slap = new FilterShape(2400, 1);
        StateFilter state = default;
        var level = 0.5f;
        for (var i = 0; i < Math.Min(mono.Length, 2000); i++)
        {
            level *= 0.996f;
            mono[i] += level * state.Band(random.Next(), slap);
        }
        return sound.Add(mono, hertz > 200 ? -0.3f : 0.25f).Close();
    }
}
