namespace MusicWeb.Core.Tasks;

/// <summary>What a person says about a recording that he adds.</summary>
/// <param name="Id">Version 7, made by whoever asks, so that a double click or a repeated request adds it once; stands in the place of a task's id.</param>
/// <param name="Title">What it shall be called, 1 to 80 characters.</param>
/// <param name="HasRights">It is his, or he may use it: without this word nothing is taken.</param>
public sealed record RecordingOffer(Guid Id, string Title, bool HasRights);
