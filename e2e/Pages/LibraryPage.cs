using E2e.Running;

namespace E2e.Pages;

/// <summary>All songs, filtered by what stands in the address.</summary>
public sealed class LibraryPage(IPage page)
{
    public SongList Songs { get; } = new(page);

    public async Task OpenAsync(string query = "")
    {
        await page.GotoAsync($"/w/me/library{query}");
        await page.UntilAliveAsync();
    }

    public Task FilterAsync(string state) => page.GetByRole(AriaRole.Group, new() { Name = "State" }).GetByRole(AriaRole.Link, new() { Name = state, Exact = true }).ClickAsync();

    public Task OpenTrashAsync() => page.GetByRole(AriaRole.Link, new() { Name = "Trash", Exact = true }).ClickAsync();

    public Task AddRecordingAsync() => page.Locator("[data-add-recording]").ClickAsync();

    /// <summary>Adds a recording through the dialog, which takes its title from the name of the file.</summary>
    public async Task AddRecordingAsync(string title, string kind, byte[] bytes)
    {
        await AddRecordingAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Recording", new() { Exact = true }).SetInputFilesAsync(new FilePayload { Name = $"{title}.{kind}", MimeType = "application/octet-stream", Buffer = bytes });
        await Assertions.Expect(dialog).ToContainTextAsync($"{title}.{kind}");
        await Assertions.Expect(dialog.GetByLabel("Title", new() { Exact = true })).ToHaveValueAsync(title);
        await dialog.GetByLabel("This recording is mine, or I may use it.").CheckAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
        await Assertions.Expect(Songs.ClipsOf(title)).ToHaveCountAsync(1);
    }

    /// <summary>As a person who drags a file over the window.</summary>
    public async Task DropAsync(string name, string content)
    {
        var files = await page.EvaluateHandleAsync("([name, content]) => { const all = new DataTransfer(); all.items.add(new File([content], name)); return all; }", new[] { name, content });
        await page.Locator("[data-takes-recordings]").DispatchEventAsync("drop", new { dataTransfer = files });
    }
}
