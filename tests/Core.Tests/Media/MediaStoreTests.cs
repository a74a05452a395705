using System.Text;
using Core.Tests.Tasks;
using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Data;
using MusicWeb.Core.Library;
using MusicWeb.Core.Media;

namespace Core.Tests.Media;

public sealed class MediaStoreTests
{
    private static readonly MediaKind _flac = MediaKind.Find("flac", [])!;
    private static readonly Guid _taskId = new("01890000-0000-7000-8000-0000000000ab");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_is_stored_under_a_spread_key_with_its_size_and_hash()
    {
        await using var app = await TestApp.StartAsync();
        var stored = await WriteAsync(app, "fLaC one");
        Assert.Equal($"ab/{_taskId}/0-flac.flac", stored.Key);
        Assert.Equal((8, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("fLaC one"u8))), (stored.SizeBytes, stored.Sha256));
        Assert.Equal("fLaC one", await ReadAsync(app));
    }

    [Fact]
    public async Task Storing_again_replaces_a_leftover_but_never_a_clips_file()
    {
        await using var app = await TestApp.StartAsync();
        var first = await WriteAsync(app, "fLaC one");
        Assert.Equal(first, await WriteAsync(app, "fLaC one"));
        var second = await WriteAsync(app, "fLaC two!");
        Assert.Equal("fLaC two!", await ReadAsync(app));
        Assert.Equal(second, await WriteAsync(app, "fLaC three", isInUse: true));
        Assert.Equal("fLaC two!", await ReadAsync(app));
    }

    [Theory]
    [InlineData("<html>", 100)]
    [InlineData("", 100)]
    [InlineData("fLaC and much more", 10)]
    public async Task What_is_not_its_kind_or_too_large_leaves_nothing_behind(string content, long maxBytes)
    {
        await using var app = await TestApp.StartAsync();
        await Assert.ThrowsAsync<BadMediaException>(() => WriteAsync(app, content, maxBytes: maxBytes));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(app.Store.Folder, "media"), "*", SearchOption.AllDirectories));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(app.Store.Folder, "work")));
    }

    [Theory]
    [InlineData("../../musicweb.db")]
    [InlineData("ab/../musicweb.db")]
    [InlineData("/etc/passwd")]
    [InlineData("ab\\cd\\ef")]
    [InlineData("ab//file")]
    [InlineData("ab/cd/.hidden")]
    [InlineData("ab/cd/ef/gh")]
    public async Task No_key_leads_out_of_the_store(string key)
    {
        await using var app = await TestApp.StartAsync();
        Assert.Throws<ArgumentException>(() => app.Get<MediaStore>().PathOf(key));
    }

    [Theory, OnBothDatabases]
    public async Task A_file_is_found_by_members_only_and_has_a_readable_name(DatabaseProvider database)
    {
        await using var app = await Steps.StartAsync(database, new ScriptedProvider());
        var id = await app.EnqueueAsync();
        await app.StepAsync();
        await using var db = app.OpenDb();
        var clip = await db.Clips.SingleAsync(clip => clip.TaskId == id && clip.Index == 1, Token);
        clip.Title = "雨: rain/tin\r\n";
        await db.SaveChangesAsync(Token);
        var file = await db.ClipFiles.SingleAsync(file => file.ClipId == clip.Id && file.Kind == "flac", Token);

        var found = await app.Get<FindMediaFile>().RunAsync(app.Ben.UserId, file.Id, Token);
        Assert.Equal(("雨 rain tin (2).flac", "audio/flac", file.Sha256), (found!.DownloadName, found.ContentType, found.Sha256));
        Assert.Equal(file.SizeBytes, new FileInfo(found.Path).Length);
        Assert.Null(await app.Get<FindMediaFile>().RunAsync(app.Ada.UserId, file.Id, Token));
        Assert.Null(await app.Get<FindMediaFile>().RunAsync(app.Ben.UserId, Guid.CreateVersion7(), Token));
    }

    private static async Task<StoredFile> WriteAsync(TestApp app, string content, bool isInUse = false, long maxBytes = 1000)
    {
        using var source = new MemoryStream(Encoding.UTF8.GetBytes(content));
        return await app.Get<MediaStore>().WriteAsync(MediaStore.KeyOf(_taskId, index: 0, _flac), _flac, source, maxBytes, (_, _) => Task.FromResult(isInUse), Token);
    }

    private static Task<string> ReadAsync(TestApp app) => File.ReadAllTextAsync(app.Get<MediaStore>().PathOf(MediaStore.KeyOf(_taskId, index: 0, _flac)), Token);
}
