using MusicWeb.Providers.Outbound;

namespace MusicWeb.Providers.AceStep;

/// <summary>What the server says of itself beside what its documents say of it (<c>providers/ace-step.md</c>). Nothing is made.</summary>
internal sealed class AceStepContract(AceStepServer server, Uri baseUrl)
{
    /// <summary>Makes the calls, one after the other.</summary>
    public async Task<IReadOnlyList<ContractCheck>> CheckAsync(CancellationToken ct)
    {
        var key = server.Key is null ? null : new VendorKey(server.Key);
        var probe = new ContractProbe(server.Http, baseUrl);
        List<ContractCheck> checks =
        [
            await probe.AskAsync("Health", key: null, AceStepManifest.HealthPath, ReadHealth, ct),
            await probe.AskAsync("Models", key, AceStepManifest.ModelsPath, ReadModels, ct),
            await probe.AskAsync("How busy it is", key, AceStepManifest.StatsPath, ReadStats, ct),
            await probe.AskAsync("A task that does not exist", key, AceStepManifest.QueryPath, AceStepWire.WriteQuery([$"{Guid.CreateVersion7():D}"]), ReadUnknownTask, ct),
        ];
        if (key is not null) checks.Add(await probe.AskAsync("Models with a wrong key", ContractProbe.WrongKey, AceStepManifest.ModelsPath, ReadWrongKey, ct));
        return checks;
    }

    private static (string, bool) ReadHealth(VendorReply reply)
    {
        if (AceStepWire.ReadFault(reply) is { } fault) return Fault(fault);
        return reply.Body.Field("data").Text("status") is { } status ? ($"It says: {status}.", status is "ok") : ("Its health is not told.", false);
    }

    private static (string, bool) ReadModels(VendorReply reply)
    {
        if (AceStepWire.ReadFault(reply) is { } fault) return Fault(fault);
        var abilities = AceStepAbilities.Read(reply.Body);
        if (abilities.Models.Count == 0) return ("No loaded model is named: orders go to whatever it uses by itself.", false);
        var models = string.Join(", ", abilities.Models.Select(model => $"{model.Name}{(model.IsDefault ? " (used by itself)" : "")}{(model.IsBase ? " (base)" : "")}"));
        var words = abilities.HasLanguageModel switch { true => "It has a language model.", false => "It has no language model: no words are written and no tempo is heard.", null => "It does not say whether it has a language model." };
        return ($"Loaded: {models}. {(abilities.BaseModels.Count > 0 ? "" : "Without a base model nothing is taken apart and nothing is added. ")}{words}", true);
    }

    private static (string, bool) ReadStats(VendorReply reply)
    {
        if (AceStepWire.ReadFault(reply) is { } fault) return Fault(fault);
        var (data, jobs) = (reply.Body.Field("data"), reply.Body.Field("data").Field("jobs"));
        if (jobs.Number("queued") is not { } queued || jobs.Number("running") is not { } running) return ("It does not say how busy it is.", false);
        var usual = data.Number("avg_job_seconds") is { } seconds ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $" One takes {seconds:0.#} s on average.") : "";
        return ($"{queued:0} orders wait and {running:0} are worked on.{usual}", true);
    }

    private static (string, bool) ReadUnknownTask(VendorReply reply)
    {
        if (AceStepWire.ReadFault(reply) is { } fault) return Fault(fault);
        return AceStepWire.ReadTasks(reply.Body) is [{ Status: 0, Songs.Count: 0 }]
            ? ("An unknown task looks queued: a lost one is told by what was known of it before, or by its deadline.", true)
            : ("An unknown task is told in another way than documented.", false);
    }

    private static (string, bool) ReadWrongKey(VendorReply reply) => AceStepWire.ReadFault(reply) is { Status: System.Net.HttpStatusCode.Unauthorized }
        ? ("A wrong key is told from other faults.", true)
        : ("A wrong key is let in, or not told from other faults.", false);

    private static (string, bool) Fault(AceStepFault fault) => ($"Refused with {(int)fault.Status}: {fault.Text ?? "without a reason"}", false);
}
