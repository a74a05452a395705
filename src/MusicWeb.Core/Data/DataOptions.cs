namespace MusicWeb.Core.Data;

/// <summary>Section <c>Data</c> of the settings: the one folder that everything is kept in.</summary>
public sealed class DataOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Data";

    /// <summary>The data folder, as a full path once it was read; empty in the settings means a folder of the user who runs the program.</summary>
    public string Directory { get; set; } = "";

    /// <summary>Songs and everything else that belongs to clips.</summary>
    public string MediaDirectory => Path.Combine(Directory, "media");

    /// <summary>Scratch, emptied by a start that finds no other process at work there.</summary>
    public string WorkDirectory => Path.Combine(Directory, "work");

    /// <summary>Where messages become files as long as no mail server is set.</summary>
    public string OutboxDirectory => Path.Combine(Directory, "outbox");

    /// <summary>Where SQLite keeps its file.</summary>
    public string DatabasePath => Path.Combine(Directory, "musicweb.db");

    internal void Complete() => Directory = Path.GetFullPath(string.IsNullOrWhiteSpace(Directory)
        ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "MusicWeb")
        : Directory);
}
