using System.Text;
using Core.Tests.Accounts;
using Core.Tests.Credits;
using Core.Tests.Live;
using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Data;
using MusicWeb.Core.Library;
using MusicWeb.Core.Media;
using MusicWeb.Core.Tasks;
using MusicWeb.Providers;

namespace Core.Tests.Tasks;

public sealed class AddRecordingTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task A_recording_becomes_a_clip_with_its_length_outline_file_and_the_word_about_its_rights(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        using var ear = new Ear(app, $"workspace:{app.Ben.WorkspaceId}");
        var offer = Recordings.Offer(app, "  Kitchen take ");
        var added = await app.AddRecordingAsync(app.Ben, offer, Recordings.Wav(2.5));

        Assert.Null(added.Error);
        var view = (await app.Get<FindClip>().RunAsync(app.Ben, added.Value, Token))!;
        Assert.Equal((offer.Id, 0, "Kitchen take", Ops.Import, "recording", 2.5), (view.TaskId, view.Index, view.Title, view.Op, view.Provider, view.DurationSeconds));
        Assert.Equal((app.Clock.UtcNow, false, null, null), (view.CreatedAt, view.IsKnownToProvider, view.Lyrics, view.Note));
        Assert.Equal(255, view.Peaks!.Max());
        var file = Assert.Single(view.Files);
        Assert.Equal(("wav", "audio/wav", 10_044, file.Id), (file.Kind, file.ContentType, file.SizeBytes, view.Playable!.Id));
        var found = (await app.Get<FindMediaFile>().RunAsync(app.Ben.UserId, file.Id, Token))!;
        Assert.Equal("Kitchen take (1).wav", found.DownloadName);
        Assert.Equal(Recordings.Wav(2.5), await File.ReadAllBytesAsync(found.Path, Token));
        Assert.Single(app.FilesOnDisk());

        await using var db = app.OpenDb();
        var audit = await db.AuditEvents.SingleAsync(row => row.Action == "recording.added", Token);
        Assert.Equal((app.Ben.UserId, app.Ben.WorkspaceId, added.Value, "Kitchen take", "This recording is mine, or I may use it."), (audit.ActorId, audit.WorkspaceId, audit.SubjectId, audit.Subject, audit.Reason));
        Assert.Contains(found.Sha256, audit.After, StringComparison.Ordinal);
        var line = (await app.Get<WorkspaceActivity>().PageAsync(app.Ben, before: null, 10, Token)).Items[0];
        Assert.Equal((ActivityKinds.RecordingAdded, added.Value, "Kitchen take"), (line.Kind, line.SubjectId, line.Subject));
        Assert.Equal(added.Value, (await ear.NextAsync(LiveKinds.Clip)).Id);
        Assert.False(await db.Tasks.AnyAsync(Token));
        Assert.Equal(new Balance(150, 0), await app.BalanceAsync(app.Ben));
    }

    [Theory, OnBothDatabases]
    public async Task The_same_recording_sent_twice_at_once_or_again_is_there_once(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var offer = Recordings.Offer(app);
        var added = await Task.WhenAll(app.AddRecordingAsync(app.Ben, offer), app.AddRecordingAsync(app.Ben, offer));
        var again = await app.AddRecordingAsync(app.Ben, offer);

        var id = Assert.Single(added.Append(again).Select(result => result.Value).Distinct());
        Assert.NotEqual(Guid.Empty, id);
        await using var db = app.OpenDb();
        Assert.Equal((1, 1, 1), (await db.Clips.CountAsync(Token), await db.ClipFiles.CountAsync(Token), await db.AuditEvents.CountAsync(row => row.Action == "recording.added", Token)));
        Assert.Single(app.FilesOnDisk());
        // Other bytes are another recording, whoever sends them; so are the same bytes from somebody else.
        Assert.Equal("id_reused", (await app.AddRecordingAsync(app.Ben, offer, Recordings.Wav(seed: 7))).Error?.Code);
        Assert.Equal("not_found", (await app.AddRecordingAsync(app.Ada, offer)).Error?.Code);
        Assert.Equal(Recordings.Wav(), await File.ReadAllBytesAsync(Assert.Single(app.FilesOnDisk()), Token));
    }

    [Theory, OnBothDatabases]
    public async Task An_id_is_either_an_orders_or_a_recordings(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var ordered = await app.OrderAsync(app.Ben);
        var offer = Recordings.Offer(app);
        Assert.Null((await app.AddRecordingAsync(app.Ben, offer)).Error);

        Assert.Equal("id_reused", (await app.AddRecordingAsync(app.Ben, offer with { Id = ordered })).Error?.Code);
        Assert.Equal("not_found", (await app.AddRecordingAsync(app.Ada, offer with { Id = ordered })).Error?.Code);
        Assert.Equal("id_reused", (await app.AddRecordingAsync(app.Ben, offer with { Id = Guid.Empty })).Error?.Code);
        Assert.Equal("id_reused", (await app.EnqueueAsync(app.Ben, offer.Id)).Error?.Code);
        Assert.Equal("not_found", (await app.EnqueueAsync(app.Ada, offer.Id)).Error?.Code);
        Assert.Equal(new Balance(135, 15), await app.BalanceAsync(app.Ben));
    }

    [Fact]
    public async Task What_is_no_recording_is_refused_with_a_sentence_and_leaves_nothing()
    {
        await using var app = await TestApp.StartAsync(settings: new Dictionary<string, string?> { ["Media:MaxRecordingMegabytes"] = "1" });
        (string Code, byte[] Bytes)[] files =
        [
            ("empty_recording", []),
            ("no_recording", "la la la, a text that was renamed to .mp3"u8.ToArray()),
            ("no_recording", [.. "ID3"u8, 4, 0, 0, 0, 0, 0, 9, .. Encoding.UTF8.GetBytes(new string('x', 5000))]),
            ("no_recording", [0x89, (byte)'P', (byte)'N', (byte)'G', .. new byte[500]]),
            ("broken_recording", Recordings.Wav()[..^500]),
            ("broken_recording", "fLaC and no more than that"u8.ToArray()),
            ("unsupported_recording", Bent(Recordings.Wav(), at: 20, value: 2)),
            ("recording_too_short", Recordings.Wav(0.9)),
            ("recording_too_large", [.. Recordings.Wav(), .. new byte[1024 * 1024]]),
        ];
        foreach (var (code, bytes) in files)
        {
            var refused = await app.AddRecordingAsync(app.Ben, bytes: bytes);
            Assert.Equal(code, refused.Error?.Code);
            Assert.Empty(app.FilesOnDisk());
        }

        await using var db = app.OpenDb();
        Assert.False(await db.Clips.AnyAsync(Token));

        static byte[] Bent(byte[] wav, int at, byte value)
        {
            wav[at] = value;
            return wav;
        }
    }

    [Fact]
    public async Task A_recording_longer_than_twenty_minutes_is_refused()
    {
        await using var app = await TestApp.StartAsync();
        Assert.Equal("recording_too_long", (await app.AddRecordingAsync(app.Ben, bytes: Recordings.Wav(1201))).Error?.Code);
        Assert.Null((await app.AddRecordingAsync(app.Ben, bytes: Recordings.Wav(1200))).Error);
    }

    [Fact]
    public async Task Rights_have_to_be_confirmed_and_a_title_given()
    {
        await using var app = await TestApp.StartAsync();
        var offer = Recordings.Offer(app);
        Assert.Equal(("no_rights", "HasRights"), await RefusalAsync(app, offer with { HasRights = false }));
        Assert.Equal(("bad_title", "Title"), await RefusalAsync(app, offer with { Title = "  " }));
        Assert.Equal(("bad_title", "Title"), await RefusalAsync(app, offer with { Title = new string('x', 81) }));
        Assert.Equal(("bad_title", "Title"), await RefusalAsync(app, offer with { Title = "one\ntwo" }));
        Assert.Empty(app.FilesOnDisk());
    }

    [Theory, OnBothDatabases]
    public async Task Only_so_many_an_hour_are_taken_and_a_thrown_away_one_counts(DatabaseProvider database)
    {
        await using var app = await TestApp.StartAsync(database, settings: new Dictionary<string, string?> { ["Media:RecordingsPerHour"] = "2" });
        var first = Recordings.Offer(app);
        var id = (await app.AddRecordingAsync(app.Ben, first)).Value;
        Assert.Null((await app.Get<TrashClip>().RunAsync(app.Ben, id, Token)).Error);
        app.Clock.Advance(TimeSpan.FromMinutes(20));
        Assert.Null((await app.AddRecordingAsync(app.Ben)).Error);

        var refused = (await app.AddRecordingAsync(app.Ben)).Error;
        Assert.Equal(("too_many_recordings", TimeSpan.FromMinutes(40)), (refused?.Code, refused?.RetryAfter));
        Assert.Equal("You may add 2 recordings an hour. Wait 40 minutes.", refused?.Message);
        Assert.Equal(id, (await app.AddRecordingAsync(app.Ben, first)).Value); // Is there already.
        Assert.Null((await app.AddRecordingAsync(app.Ada)).Error);
        app.Clock.Advance(TimeSpan.FromMinutes(41));
        Assert.Null((await app.AddRecordingAsync(app.Ben)).Error);
    }

    [Fact]
    public async Task A_person_sends_three_at_a_time_and_gets_the_place_back()
    {
        await using var app = await TestApp.StartAsync();
        var bodies = Enumerable.Range(0, 3).Select(_ => new HeldBody(Recordings.Wav())).ToArray();
        var sending = bodies.Select(body => app.AddRecordingAsync(app.Ben, Recordings.Offer(app), body)).ToArray();
        foreach (var body in bodies) await body.Asked;

        Assert.Equal("too_many_recordings", (await app.AddRecordingAsync(app.Ben)).Error?.Code);
        Assert.Null((await app.AddRecordingAsync(app.Ada)).Error);
        foreach (var body in bodies) body.Release();
        Assert.All(await Task.WhenAll(sending), added => Assert.Null(added.Error));
        Assert.Null((await app.AddRecordingAsync(app.Ben)).Error);
    }

    [Theory, OnBothDatabases]
    public async Task Who_lost_the_right_while_sending_adds_nothing(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var team = await app.CreateTeamAsync(app.Ada);
        await app.JoinAsync(team, app.Ben, Role.Member);
        var guest = (await app.FindAsync(app.Ben, team.WorkspaceId))!;
        Assert.Null((await app.AddRecordingAsync(guest)).Error);
        await app.Get<ChangeRole>().RunAsync(team, app.Ben.UserId, Role.Viewer, Token);

        // The actor is still the one of the beginning.
        Assert.Equal("forbidden", (await app.AddRecordingAsync(guest)).Error?.Code);
        Assert.Single(app.FilesOnDisk());
    }

    [Fact]
    public async Task A_sender_who_goes_away_leaves_nothing()
    {
        await using var app = await TestApp.StartAsync();
        var cut = new HeldBody(Recordings.Wav(), fails: true);
        cut.Release();
        await Assert.ThrowsAsync<IOException>(() => app.AddRecordingAsync(app.Ben, Recordings.Offer(app), cut));
        using var gone = new CancellationTokenSource();
        var held = new HeldBody(Recordings.Wav());
        var sending = app.Get<AddRecording>().RunAsync(app.Ben, Recordings.Offer(app), held, gone.Token);
        await held.Asked;
        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        Assert.Empty(app.FilesOnDisk());
        Assert.Null((await app.AddRecordingAsync(app.Ben)).Error);
    }

    [Theory, OnBothDatabases]
    public async Task A_write_that_fails_leaves_no_file(DatabaseProvider database)
    {
        var broken = new BrokenWrite();
        await using var app = await TestApp.StartAsync(database, services: broken.AddTo);
        broken.IsBroken = true;
        await Assert.ThrowsAsync<InvalidOperationException>(() => app.AddRecordingAsync(app.Ben));
        Assert.Empty(app.FilesOnDisk());
        broken.IsBroken = false;
        Assert.Null((await app.AddRecordingAsync(app.Ben)).Error);
    }

    [Theory, OnBothDatabases]
    public async Task A_file_that_a_killed_process_left_is_used_by_the_next_try(DatabaseProvider database)
    {
        await using var app = await TestApp.StartAsync(database);
        var offer = Recordings.Offer(app);
        var orphan = app.Get<MediaStore>().PathOf(MediaStore.KeyOf(offer.Id, 0, MediaKind.Find("wav", [])!));
        Directory.CreateDirectory(Path.GetDirectoryName(orphan)!);
        await File.WriteAllBytesAsync(orphan, Recordings.Wav()[..100], Token);

        Assert.Null((await app.AddRecordingAsync(app.Ben, offer)).Error);
        Assert.Equal(orphan, Assert.Single(app.FilesOnDisk()));
        Assert.Equal(Recordings.Wav(), await File.ReadAllBytesAsync(orphan, Token));
    }

    [Theory, OnBothDatabases]
    public async Task A_recording_is_renamed_moved_and_listed_like_any_song(DatabaseProvider database)
    {
        await using var app = await Orders.StartAsync(database);
        var team = await app.CreateTeamAsync(app.Ben);
        var id = (await app.AddRecordingAsync(app.Ben)).Value;
        await app.OrderAsync(app.Ben);

        Assert.Null((await app.Get<RenameClip>().RunAsync(app.Ben, id, "Cellar take", Token)).Error);
        var only = await app.Get<SongList>().PageAsync(app.Ben, new SongFilter(Ops.Import, Status: null, Trashed: false), before: null, 10, Token);
        Assert.Equal("Cellar take", Assert.Single(only.Items).Clip?.Title);
        Assert.Null((await app.Get<MoveClips>().RunAsync(app.Ben, [id], team.WorkspaceId, Token)).Error);
        Assert.NotNull(await app.Get<FindClip>().RunAsync(team, id, Token));
        // There is no task to be asked about, and nothing was paid.
        var taskId = (await app.Get<FindClip>().RunAsync(team, id, Token))!.TaskId;
        Assert.Null(await app.Get<FindTask>().RunAsync(team, taskId, Token));
        Assert.Null(await app.Get<FindCharge>().RunAsync(team, taskId, Token));
    }

    private static async Task<(string? Code, string? Field)> RefusalAsync(TestApp app, RecordingOffer offer) => (await app.AddRecordingAsync(app.Ben, offer)).Error is { } error ? (error.Code, error.Field) : default;
}
