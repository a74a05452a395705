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
}
