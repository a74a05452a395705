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

    /// <summary>As a person who drags a file over the window.</summary>
    public async Task DropAsync(string name, string content)
    {
        var files = await page.EvaluateHandleAsync("([name, content]) => { const all = new DataTransfer(); all.items.add(new File([content], name)); return all; }", new[] { name, content });
        await page.Locator("[data-takes-recordings]").DispatchEventAsync("drop", new { dataTransfer = files });
    }
}
