using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;

namespace GuardApp;

public sealed partial class CircuitPage(IJSRuntime browser)
{
    private const int StreamBytes = 200_000;
    private readonly List<int> _rows = [.. Enumerable.Range(1, 10_000)];
    private readonly Model _model = new();
    private ElementReference _target;
    private int _count;
    private string _text = "";
    private string _sent = "";
    private string _fileSum = "";
    private string _module = "";
    private string _callback = "";
    private string _bytes = "";
    private string _streamOut = "";
    private string _streamIn = "";

    [JSInvokable]
    public string Answer(string question) => $"{question} answered";

    private async Task InteropAsync()
    {
        await using var module = await browser.InvokeAsync<IJSObjectReference>("import", "./CircuitPage.razor.js");
        _module = await module.InvokeAsync<string>("greet", "circuit");
        using var self = DotNetObjectReference.Create(this);
        _callback = await module.InvokeAsync<string>("ask", self);
        _bytes = string.Join(' ', await module.InvokeAsync<byte[]>("reverse", new byte[] { 1, 2, 3 }));
        using var there = new MemoryStream(Pattern());
        using var reference = new DotNetStreamReference(there);
        _streamOut = $"{await module.InvokeAsync<long>("sum", reference)}";
        await using var back = await module.InvokeAsync<IJSStreamReference>("make", StreamBytes);
        await using var stream = await back.OpenReadStreamAsync(maxAllowedSize: StreamBytes);
        _streamIn = $"{await SumAsync(stream)}";
    }

    private async Task ReadFileAsync(InputFileChangeEventArgs change)
    {
        await using var stream = change.File.OpenReadStream(StreamBytes);
        _fileSum = $"{change.File.Name} {await SumAsync(stream)}";
    }

    private static byte[] Pattern() => [.. Enumerable.Range(0, StreamBytes).Select(i => (byte)i)];

    private static async Task<long> SumAsync(Stream stream)
    {
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy);
        return copy.ToArray().Sum(value => (long)value);
    }

    private sealed class Model
    {
        public string Word { get; set; } = "";
    }
}
