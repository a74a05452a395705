using MusicWeb.Core.Accounts;
using MusicWeb.Core.Data;

namespace Core.Tests.Accounts;

public sealed class SignUpLinksTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task A_link_lets_one_person_in_even_when_two_come_at_once(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        var links = app.Get<SignUpLinks>();
        var made = await links.CreateAsync(app.Ada, "for Carla", Ct);
        var token = made.Value!.Token;
        Assert.True(await links.IsGoodAsync(token, Ct));

        var used = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => links.UseAsync(token, app.Ben.UserId, Ct)));

        Assert.Single(used, one => one);
        Assert.False(await links.IsGoodAsync(token, Ct));
        Assert.Empty(await links.ListAsync(app.Ada, Ct));
    }

    [Theory, OnBothDatabases]
    public async Task Expired_revoked_and_invented_links_open_nothing(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        var links = app.Get<SignUpLinks>();
        var (revoked, expired) = ((await links.CreateAsync(app.Ada, "", Ct)).Value!, (await links.CreateAsync(app.Ada, "", Ct)).Value!);

        Assert.True((await links.RevokeAsync(app.Ada, revoked.Id, Ct)).Value);
        Assert.False((await links.RevokeAsync(app.Ada, revoked.Id, Ct)).Value);
        Assert.False(await links.UseAsync(revoked.Token, app.Ben.UserId, Ct));
        app.Clock.Advance(TimeSpan.FromDays(7));
        Assert.False(await links.UseAsync(expired.Token, app.Ben.UserId, Ct));
        Assert.False(await links.UseAsync("invented", app.Ben.UserId, Ct));
    }

    [Theory, OnBothDatabases]
    public async Task Only_an_administrator_makes_sees_and_revokes_links(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        var links = app.Get<SignUpLinks>();
        var made = (await links.CreateAsync(app.Ada, "for Carla", Ct)).Value!;
        Assert.Equal("forbidden", (await links.CreateAsync(app.Ben, "", Ct)).Error?.Code);
        Assert.Equal("forbidden", (await links.RevokeAsync(app.Ben, made.Id, Ct)).Error?.Code);
        Assert.Empty(await links.ListAsync(app.Ben, Ct));
        Assert.Equal("for Carla", Assert.Single(await links.ListAsync(app.Ada, Ct)).Note);
    }
}
