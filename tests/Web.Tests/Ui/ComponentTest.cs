using System.Security.Claims;
using Bunit;
using Kit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MusicWeb.App;
using MusicWeb.Core.Accounts;
using MusicWeb.Core.Admin;
using MusicWeb.Core.Credits;
using MusicWeb.Core.Library;
using MusicWeb.Core.Live;
using MusicWeb.Core.Tasks;
using MusicWeb.Core.Vendors;
using MusicWeb.Pages.Create;
using MusicWeb.Providers;
using MusicWeb.Ui;
using Radzen;

namespace Web.Tests.Ui;

/// <summary>Components at an interactive circuit, over the real verbs, a real database and a clock that stands still.</summary>
public abstract class ComponentTest : BunitContext, IAsyncLifetime
{
    private Bunit.TestDoubles.BunitAuthorizationContext? _auth;

    internal QuietProvider Provider { get; } = new();

    internal TestApp App { get; private set; } = null!;

    /// <summary>What each person starts with.</summary>
    protected virtual long StartCredits => 40;

    protected static CancellationToken Ct => Xunit.TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        App = await TestApp.StartAsync(credits: StartCredits, services: services => AddProviders(services.AddSingleton<IMusicProvider>(Provider)));
        Services.AddLocalization();
        Services.AddRadzenComponents();
        Services.AddUi();
        Services.AddScoped<OpenCreate>();
        Services.AddSingleton<TimeProvider>(App.Clock);
        Share<FindActor>();
        Share<ListApiKeys>();
        Share<CreateApiKey>();
        Share<EditApiKey>();
        Share<RotateApiKey>();
        Share<RevokeApiKey>();
        Share<FindKeyActor>();
        Share<WorkspaceDirectory>();
        Share<AuditTrail>();
        Share<FindPerson>();
        Share<CheckBooks>();
        Share<CreditDays>();
        Share<CreditOutlook>();
        Share<CreditPockets>();
        Share<MoveCredits>();
        Share<RedeemCredits>();
        Share<FindCharge>();
        Share<TaskPlaces>();
        Share<ReadFigures>();
        Share<FailureReport>();
        Share<FindUsers>();
        Share<FindWorkspaces>();
        Share<FindTasks>();
        Share<UserKeys>();
        Share<AdjustCredits>();
        Share<DisableUser>();
        Share<EnableUser>();
        Share<ResetSecondFactor>();
        Share<SetAdministrator>();
        Share<PauseProvider>();
        Share<CancelAnyTask>();
        Share<RetryForOwner>();
        Share<ReadHealth>();
        Share<UsageReport>();
        Share<UserSessions>();
        Share<EndUserSessions>();
        Share<CreditAudit>();
        Share<CreditBalance>();
        Share<CreditStatement>();
        Share<FindPayers>();
        Share<TestProviderKey>();
        Share<ResolveUncertain>();
        Share<ListUncertain>();
        Share<CheckContract>();
        Share<CorrectWire>();
        Share<ReadWire>();
        Share<EnterProviderKey>();
        Share<RemoveProviderKey>();
        Share<ListProviderKeys>();
        Share<ChoosePayer>();
        Share<GiveCredits>();
        Share<PriceList>();
        Share<OfferList>();
        Share<ILiveBus>();
        Share<ProviderCatalog>();
        Share<EnqueueTask>();
        Share<CancelTask>();
        Share<RetryTask>();
        Share<FindTask>();
        Share<WrittenTexts>();
        Share<SongList>();
        Share<OpenDraft>();
        Share<SaveDraft>();
        Share<FindClip>();
        Share<FindLine>();
        Share<RenameClip>();
        Share<TrashClip>();
        Share<MoveClips>();
        Share<RestoreClip>();
        Share<PersonaList>();
        Share<ChangePersona>();
        Share<LyricsList>();
        Share<SaveLyrics>();
        Share<RestoreLyricVersion>();
        Share<PresetList>();
        Share<SavePreset>();
        Share<ShareBelonging>();
        Share<RevokeShare>();
        Share<ShareList>();
        Share<UsageList>();
        Share<TrashBelonging>();
        Share<RestoreBelonging>();
        ShareMore();
        this.AddBunitPersistentComponentState();
        JSInterop.Mode = JSRuntimeMode.Loose;
        SignIn(App.Ada, "ada@example.com");
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (App is not null) await App.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected void SignIn(Actor actor, string email, Guid? sessionId = null) =>
        _auth = (_auth ?? this.AddAuthorization()).SetAuthorized(email).SetClaims(new Claim(ClaimTypes.NameIdentifier, $"{actor.UserId}"), new Claim(SessionClaims.SessionId, $"{sessionId ?? Guid.CreateVersion7()}"));

    /// <summary>Providers and vendors beside the one that is always there.</summary>
    protected virtual void AddProviders(IServiceCollection services)
    {
    }

    /// <summary>What the components of one room need beside this.</summary>
    protected virtual void ShareMore()
    {
    }

    /// <summary>Lets components have a verb or query of the app.</summary>
    protected void Share<T>()
        where T : class => Services.AddSingleton(App.Get<T>());
}
