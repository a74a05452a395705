using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MusicWeb.Providers;

namespace MusicWeb.Core.Media;

/// <summary>A take whose files are in the store.</summary>
/// <param name="Result">As the provider delivered it, with a loudness outline where it brought none and a file of it could be read.</param>
/// <param name="Files">Its files.</param>
internal sealed record IngestedTake(ProviderResult Result, IReadOnlyList<IngestedFile> Files);

/// <summary>A file in the store and what it is.</summary>
internal sealed record IngestedFile(string Kind, string ContentType, StoredFile Stored);

/// <summary>What came of a provider's results.</summary>
/// <param name="Takes">What is complete.</param>
/// <param name="Faults">Why a take is missing, one sentence each.</param>
internal sealed record Ingested(IReadOnlyList<IngestedTake> Takes, IReadOnlyList<string> Faults);

/// <summary>Brings a provider's files into the media store, under keys that make a repetition harmless.</summary>
internal sealed class MediaIngest(MediaStore store, SoundReader reader, IOptions<MediaOptions> options, ILogger<MediaIngest> log)
{
    /// <summary>Stores the files of all takes; a take with an unacceptable file is left out, others are kept.</summary>
    /// <exception cref="DiskFullException">Later is better.</exception>
    public async Task<Ingested> RunAsync(Guid taskId, IReadOnlyList<ProviderResult> results, Func<string, CancellationToken, Task<bool>> isInUse, CancellationToken ct)
    {
        var (takes, faults) = (new List<IngestedTake>(), new List<string>());
        foreach (var result in results.DistinctBy(result => result.Index).OrderBy(result => result.Index))
        {
            try
            {
                takes.Add(await StoreAsync(taskId, result, isInUse, ct));
            }
            catch (BadMediaException fault)
            {
                faults.Add(fault.Message);
            }
        }

        return new Ingested(takes, faults);
    }

    /// <summary>Stores files that belong to no take.</summary>
    /// <exception cref="BadMediaException">One of them is not acceptable.</exception>
    /// <exception cref="DiskFullException">Later is better.</exception>
    public Task<IReadOnlyList<IngestedFile>> RunAsync(Guid taskId, IReadOnlyList<ResultFile> files, Func<string, CancellationToken, Task<bool>> isInUse, CancellationToken ct) => StoreAsync(taskId, 0, files, isInUse, ct);

    private async Task<IngestedTake> StoreAsync(Guid taskId, ProviderResult result, Func<string, CancellationToken, Task<bool>> isInUse, CancellationToken ct)
    {
        var files = await StoreAsync(taskId, result.Index, result.Files, isInUse, ct);
        if (files.Count == 0) throw new BadMediaException("A take came without a file.");
        return new IngestedTake(result.Peaks is null ? result with { Peaks = await OutlineAsync(files, ct) } : result, files);
    }

    // Of the song itself: stems have kinds of their own.
    private async Task<byte[]?> OutlineAsync(IReadOnlyList<IngestedFile> files, CancellationToken ct)
    {
        foreach (var file in files.Where(file => file.Kind is "flac" or "wav"))
        {
            if (await reader.OutlineAsync(store.PathOf(file.Stored.Key), file.Kind, ct) is { } outline) return outline;
        }

        return null;
    }

    private async Task<IReadOnlyList<IngestedFile>> StoreAsync(Guid taskId, int index, IReadOnlyList<ResultFile> results, Func<string, CancellationToken, Task<bool>> isInUse, CancellationToken ct)
    {
        var files = new List<IngestedFile>();
        foreach (var file in results.DistinctBy(file => file.Kind))
        {
            try
            {
                files.Add(await StoreAsync(taskId, index, file, isInUse, ct));
            }
            catch (Exception fault) when (file.IsOptional && fault is not DiskFullException && !ct.IsCancellationRequested)
            {
                log.LogInformation(fault, "A file of task {Id} is left out ({Kind})", taskId, file.Kind);
            }
        }

        return files;
    }

    private async Task<IngestedFile> StoreAsync(Guid taskId, int index, ResultFile file, Func<string, CancellationToken, Task<bool>> isInUse, CancellationToken ct)
    {
        await using var source = new PeekStream(await file.OpenAsync(ct));
        var head = await source.PeekAsync(MediaKind.HeadBytes, ct);
        var kind = (file.Kind switch { ResultFile.Audio => MediaKind.FindAudio(head), ResultFile.Picture => MediaKind.FindPicture(head), _ => MediaKind.Find(file.Kind, head) })
            ?? throw new BadMediaException($"A file is of a kind nobody can play ({file.Kind}).");
        var stored = await store.WriteAsync(MediaStore.KeyOf(taskId, index, kind), kind, source, options.Value.MaxFileBytes, isInUse, ct);
        return new IngestedFile(kind.Name, kind.ContentType, stored);
    }
}
