using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.Extensions.Options;
using MusicWeb.Core;
using MusicWeb.Core.Library;
using MusicWeb.Core.Media;
using MusicWeb.Core.Tasks;
using MusicWeb.Ui;

namespace MusicWeb.Pages.Library;

/// <summary>
/// Asks for a recording and what has to be said about it. The browser sends the file itself, so neither the circuit nor its end stands
/// in the way; this component only decides when, and shows what came of it.
/// </summary>
public sealed partial class AddRecordingDialog(IOptions<MediaOptions> options, ToastFeed toasts, TimeProvider time) : ComponentBase
{
    private static readonly JsonSerializerOptions _web = new(JsonSerializerDefaults.Web);

    private Guid _id;
    private ChosenFile? _file;
    private string? _title = "";
    private string _prefilled = "";
    private bool _hasRights;
    private bool _isSending;
    private Error? _refusal;
    private string? _message;

    /// <summary>The workspace as it stands in the address.</summary>
    [Parameter, EditorRequired]
    public string Workspace { get; set; } = "";

    /// <summary>The reader is done.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnClose { get; set; }

    // As soon as it is drawn the browser sends the file there.
    private string? Address => _isSending ? $"/media/recordings/{Workspace}?id={_id}&title={Uri.EscapeDataString(_title?.Trim() ?? "")}&rights={(_hasRights ? "true" : "false")}" : null;

    /// <inheritdoc/>
    protected override void OnInitialized() => RenewId();

    private void Choose(ChangeEventArgs change)
    {
        if (_isSending || Read<ChosenFile>(change) is not { } file) return;
        (_file, _message) = (file, null);
        RenewId();
        _refusal = AddRecording.RefuseFile(file.Size, file.Head, options.Value) is { } refused ? refused with { Field = "File" } : null;
        // What somebody typed stays.
        if (!string.IsNullOrWhiteSpace(_title) && _title != _prefilled) return;
        _title = _prefilled = TitleOf(file.Name);
    }

    private void Send()
    {
        if (_isSending) return;
        (_message, _refusal) = (null, RefuseForm());
        _isSending = _refusal is null;
    }

    private Error? RefuseForm()
    {
        if (_file is not { } file) return new Error("no_file", "Choose a file first.") { Field = "File" };
        if (AddRecording.RefuseFile(file.Size, file.Head, options.Value) is { } refused) return refused with { Field = "File" };
        return AddRecording.RefuseOffer(new RecordingOffer(_id, _title ?? "", _hasRights));
    }

    private async Task EndAsync(ChangeEventArgs change)
    {
        if (!_isSending || Read<Outcome>(change) is not { } outcome) return;
        _isSending = false;
        if (outcome.Status == 200)
        {
            toasts.Show(L["“{0}” is in the library.", _title?.Trim() ?? ""]);
            await OnClose.InvokeAsync();
            return;
        }

        if (outcome.Code == "id_reused") RenewId();
        _message = MessageOf(outcome);
    }

    // The server says it in the reader's language; what stands between may say nothing at all.
    private string? MessageOf(Outcome outcome) => outcome switch
    {
        { Message: { } message } => message,
        { Status: Outcome.Stopped } => null,
        { Status: 0 } => L["The connection broke off. Your file is still chosen: send it again."],
        { Status: 401 } => L["You are signed out. Sign in again in another tab, then send it again."],
        { Status: 400 } => L["This page is too old for that. Reload it and choose the file again."],
        { Status: 413 } => L["The server takes no file of this size. Save it as MP3, or ask its administrator."],
        _ => L["The server could not take the file (status {0}). Send it again a little later.", outcome.Status],
    };

    private void Stay(LocationChangingContext leaving)
    {
        if (!_isSending) return;
        leaving.PreventNavigation();
        _message = L["The recording is on its way. Stop sending it before you leave this page."];
        StateHasChanged();
    }

    private void RenewId() => _id = Guid.CreateVersion7(time.GetUtcNow());

    // Other bytes than our own script's are nobody's fault but the sender's.
    private static T? Read<T>(ChangeEventArgs change)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(change.Value as string ?? "null", _web);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string TitleOf(string fileName)
    {
        var words = Path.GetFileNameWithoutExtension(fileName).Replace('_', ' ').Trim();
        return words.Length <= RenameClip.TitleLimit ? words : words[..RenameClip.TitleLimit].Trim();
    }

    private string? ErrorOf(string field) => _refusal?.Field == field ? L.Of(_refusal) : null;

    private sealed record ChosenFile(string Name, long Size, byte[] Head);

    private sealed record Outcome(int Status, string? Code, string? Message)
    {
        public const int Stopped = -1;
    }
}
