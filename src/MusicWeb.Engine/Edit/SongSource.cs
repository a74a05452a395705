using MusicWeb.Engine.Codec;
using MusicWeb.Engine.Mix;
using MusicWeb.Engine.Score;

namespace MusicWeb.Engine.Edit;

/// <summary>A song as an edit that keeps its sound starts from it.</summary>
/// <param name="Score">The song.</param>
/// <param name="Sound">Reads what it sounds like; asked for once that is needed, so that less is in memory at once. It is not changed.</param>
/// <param name="Mastering">What was kept with its sound (<see cref="RenderedSong.Mastering"/>); empty where nothing was.</param>
public sealed record SongSource(SongScore Score, Func<Pcm> Sound, ReadOnlyMemory<byte> Mastering = default);
