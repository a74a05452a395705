using Microsoft.Extensions.Options;
using MusicWeb.Engine.Sampler;

namespace MusicWeb.Providers.Embedded;

/// <summary>Finds the sound bank: the one of the settings, else one that the system has.</summary>
internal static class InstalledBank
{
    // Where Debian and Fedora put the one bank whose licence (MIT) suits everybody.
    private static readonly string[] _usual = ["/usr/share/sounds/sf2/FluidR3_GM.sf2", "/usr/share/soundfonts/FluidR3_GM.sf2"];

    /// <summary>The file of the bank; null for none.</summary>
    public static string? PathOf(EngineOptions options) => options.SoundBank switch
    {
        null or "" => _usual.FirstOrDefault(File.Exists),
        EngineOptions.NoSoundBank => null,
        var path => path,
    };

    /// <summary>Opens the bank. One that cannot be used is as none; why says one sentence.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="fault">What is wrong with it; null when nothing is, or there is none.</param>
    public static SoundBank? Open(EngineOptions options, out string? fault)
    {
        fault = null;
        if (PathOf(options) is not { } path) return null;
        try
        {
            return SoundBank.Open(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16));
        }
        catch (Exception reason) when (reason is FileNotFoundException or DirectoryNotFoundException)
        {
            fault = $"The sound bank {path} cannot be used: there is no such file.";
        }
        catch (Exception reason) when (reason is InvalidDataException)
        {
            fault = $"The sound bank {path} cannot be used: {reason.Message}";
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            fault = $"The sound bank {path} cannot be used: it cannot be read.";
        }

        return null;
    }
}

/// <summary>A bank that was asked for must be there: who named it would otherwise wonder about the sound for weeks.</summary>
internal sealed class SoundBankCheck : IValidateOptions<EngineOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, EngineOptions options)
    {
        if (string.IsNullOrEmpty(options.SoundBank)) return ValidateOptionsResult.Success;
        using var bank = InstalledBank.Open(options, out var fault);
        return fault is null ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail($"{EngineOptions.Section}:{nameof(EngineOptions.SoundBank)}: {fault}");
    }
}
