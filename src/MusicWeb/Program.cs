using Microsoft.Extensions.Options;
using MusicWeb.Api;
using MusicWeb.App;
using MusicWeb.Core;
using MusicWeb.Core.Data;
using MusicWeb.Hooks;
using MusicWeb.Media;
using MusicWeb.Pages.Account;
using MusicWeb.Pages.Admin;
using MusicWeb.Pages.Create;
using MusicWeb.Pages.Credits;
using MusicWeb.Pages.Personas;
using MusicWeb.Pages.Settings;
using MusicWeb.Pages.Workspaces;
using MusicWeb.Providers.AceStep;
using MusicWeb.Providers.AimlApi;
using MusicWeb.Providers.Embedded;
using MusicWeb.Providers.MusicApi;
using MusicWeb.Providers.VidGo;
using MusicWeb.Ui;
using Radzen;

var builder = WebApplication.CreateBuilder(StartDefaults.For(args));
builder.UseStartDefaults();

builder.Services.AddOptions<SiteOptions>().BindConfiguration(SiteOptions.Section).ValidateOnStart();
builder.Services.AddSingleton<IValidateOptions<SiteOptions>, SiteOptionsCheck>();
builder.Services.AddMusicCore(builder.Configuration);
builder.Services.AddSketchEngine();
builder.Services.AddMusicApi(builder.Configuration);
builder.Services.AddVidGo(builder.Configuration);
builder.Services.AddAimlApi(builder.Configuration);
builder.Services.AddAceStep(builder.Configuration);
builder.Services.AddAccounts();
builder.Services.AddOutsideSignIn(builder.Configuration);
builder.Services.AddSecurity();
builder.Services.AddAccountLimits();
builder.Services.AddHealth();
builder.Services.AddApi();
builder.Services.AddLocalization();
builder.Services.AddRazorComponents().AddInteractiveServerComponents();
builder.Services.AddRadzenComponents();
builder.Services.AddUi();
builder.Services.AddScoped<OpenCreate>();
builder.Services.AddScoped<OpenTeam>();

try
{
    var app = builder.Build();
    app.UseSecurity();
    app.UseProblemPages();
    app.UseRequestLocalization("en");
    app.UseAuthentication();
    app.UseAuthorization();
    app.UseRateLimiter();
    app.UseFormTokens();

    app.MapStaticAssets();
    app.MapHealth();
    app.MapSignOut();
    app.MapPasskeys();
    app.MapExport();
    app.MapOutsideSignIn();
    app.MapMedia();
    app.MapRecordings();
    app.MapOutlines();
    app.MapAdminFiles();
    app.MapHooks();
    app.MapApi();
    app.MapPersonaExport();
    app.MapCreditsFiles();
    app.MapRazorComponents<Root>().AddInteractiveServerRenderMode(Security.ConfigureCircuits);
    app.AnnounceStart();

    app.Services.GetRequiredService<IStartupValidator>().Validate();
    PortCheck.Run(app.Configuration);
    await app.Services.GetRequiredService<DatabaseStart>().RunAsync(app.Lifetime.ApplicationStopping);
    await app.RunAsync();
    return 0;
}
catch (Exception fault) when (StartProblem.Explain(fault) is { } sentence)
{
    await Console.Error.WriteLineAsync(sentence);
    return 1;
}
