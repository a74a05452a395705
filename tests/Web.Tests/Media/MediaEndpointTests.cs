using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Kit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MusicWeb.Core.Data;
using MusicWeb.Core.Library;

namespace Web.Tests.Media;

public sealed class MediaEndpointTests
{
    private static readonly byte[] Bytes = [.. Enumerable.Range(0, 4000).Select(i => (byte)(i * 7))];
    private static readonly string Sha256 = Convert.ToHexStringLower(SHA256.HashData(Bytes));

    [Theory, OnBothDatabases]
    public async Task A_member_gets_the_file_to_keep_for_as_long_as_the_browser_likes(DatabaseProvider provider)
    {
        await using var app = await WebApp.StartAsync(provider);
        var (ada, path) = await MakeSongAsync(app);

        using var answer = await ada.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(Bytes, await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal("audio/flac", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal($"\"{Sha256}\"", answer.Headers.ETag!.Tag);
        Assert.Equal("bytes", Assert.Single(answer.Headers.AcceptRanges));
        var caching = answer.Headers.CacheControl!;
        Assert.True(caching is { Private: true, Public: false, NoStore: false } && caching.MaxAge > TimeSpan.FromDays(1) && caching.Extensions.Any(word => word.Name == "immutable"));
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Null(answer.Content.Headers.ContentDisposition);
    }

    [Fact]
    public async Task Seeking_gets_just_the_part_that_was_asked_for()
    {
        await using var app = await WebApp.StartAsync();
        var (ada, path) = await MakeSongAsync(app);

        using var middle = await SendAsync(ada, HttpMethod.Get, path, request => request.Headers.Range = new RangeHeaderValue(1000, 1499));
        using var end = await SendAsync(ada, HttpMethod.Get, path, request => request.Headers.Range = new RangeHeaderValue(3990, null));
        using var beyond = await SendAsync(ada, HttpMethod.Get, path, request => request.Headers.Range = new RangeHeaderValue(9000, null));

        Assert.Equal((HttpStatusCode.PartialContent, "bytes 1000-1499/4000"), (middle.StatusCode, middle.Content.Headers.ContentRange!.ToString()));
        Assert.Equal(Bytes[1000..1500], await middle.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal(Bytes[3990..], await end.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, beyond.StatusCode);
    }

    [Fact]
    public async Task Asking_first_and_asking_again_cost_no_bytes()
    {
        await using var app = await WebApp.StartAsync();
        var (ada, path) = await MakeSongAsync(app);

        using var head = await SendAsync(ada, HttpMethod.Head, path, _ => { });
        using var again = await SendAsync(ada, HttpMethod.Get, path, request => request.Headers.IfNoneMatch.Add(new EntityTagHeaderValue($"\"{Sha256}\"")));

        Assert.Equal((HttpStatusCode.OK, 4000L), (head.StatusCode, head.Content.Headers.ContentLength));
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
    }

    [Fact]
    public async Task A_download_has_the_songs_name()
    {
        await using var app = await WebApp.StartAsync();
        var (ada, path) = await MakeSongAsync(app);

        using var answer = await ada.GetAsync(path + "?download");

        var disposition = answer.Content.Headers.ContentDisposition!;
        Assert.Equal("attachment", disposition.DispositionType);
        Assert.StartsWith("Rain on tin", disposition.FileNameStar ?? disposition.FileName!.Trim('"'), StringComparison.Ordinal);
        Assert.EndsWith(".flac", disposition.FileNameStar ?? disposition.FileName!.Trim('"'), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Somebody_elses_file_and_no_file_look_the_same(DatabaseProvider provider)
    {
        await using var app = await WebApp.StartAsync(provider);
        var (_, path) = await MakeSongAsync(app);
        var bob = app.Visit();
        await bob.SignUpAsync("bob@example.org");

        using var theirs = await bob.GetAsync(path);
        using var none = await bob.GetAsync($"/media/{Guid.CreateVersion7()}");

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (theirs.StatusCode, none.StatusCode));
        Assert.Equal(await Visitor.TextOfAsync(none), await Visitor.TextOfAsync(theirs));
    }

    [Fact]
    public async Task A_stranger_is_told_to_sign_in_by_status_alone()
    {
        await using var app = await WebApp.StartAsync();
        var (_, path) = await MakeSongAsync(app);
        using var answer = await app.Visit().GetAsync(path);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Null(answer.Headers.Location);
    }

    [Fact]
    public async Task A_file_that_is_gone_from_the_disk_is_not_found()
    {
        await using var app = await WebApp.StartAsync();
        var (ada, path) = await MakeSongAsync(app);
        Directory.Delete(app.Services.GetRequiredService<IOptions<DataOptions>>().Value.MediaDirectory, recursive: true);
        using var answer = await ada.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static async Task<(Visitor Ada, string Path)> MakeSongAsync(WebApp app)
    {
        var ada = app.Visit();
        await ada.SignUpAsync("ada@example.org");
        var (taskId, fileId) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var key = $"{taskId:N}"[^2..] + $"/{taskId}/0-flac.flac";
        await app.ReadAsync(async db =>
        {
            var userId = await db.Users.Select(user => user.Id).SingleAsync(TestContext.Current.CancellationToken);
            var clip = new Clip
            {
                Id = Guid.CreateVersion7(),
                WorkspaceId = userId,
                TaskId = taskId,
                Index = 0,
                Title = "Rain on tin",
                Op = "create",
                Provider = "sketch",
                Model = "sketch-1",
                DurationSeconds = 1,
                CreatedById = userId,
                CreatedAt = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc),
            };
            db.Clips.Add(clip);
            db.ClipFiles.Add(new ClipFile { Id = fileId, ClipId = clip.Id, Kind = "flac", StorageKey = key, ContentType = "audio/flac", SizeBytes = Bytes.Length, Sha256 = Sha256 });
            return await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        });
        var path = Path.Combine(app.Services.GetRequiredService<IOptions<DataOptions>>().Value.MediaDirectory, key);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllBytesAsync(path, Bytes, TestContext.Current.CancellationToken);
        return (ada, $"/media/{fileId}");
    }

    private static Task<HttpResponseMessage> SendAsync(Visitor visitor, HttpMethod method, string path, Action<HttpRequestMessage> prepare)
    {
        var request = new HttpRequestMessage(method, path);
        prepare(request);
        return visitor.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
