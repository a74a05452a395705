using FakeProviders;

// dotnet run --project tests/FakeProviders -- 5099
var port = args is [var text] && int.TryParse(text, out var number) ? number : 0;
await using var host = await FakeHost.StartAsync(port);
Console.WriteLine($"Fake providers on {host.Address}: PUT {host.Address}_script/METHOD/PATH with a list of answers, GET {host.Address}_asked.");
await host.WaitAsync();
