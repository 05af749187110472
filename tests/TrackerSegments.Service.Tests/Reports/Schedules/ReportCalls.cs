using System.Text.Json;
using System.Text.Json.Nodes;
using TrackerSegments.Service.Tests.Infrastructure;
using TrackerSegments.Service.Tests.Schemes;
using TrackerSegments.Simulators.Teams;

namespace TrackerSegments.Service.Tests.Reports.Schedules;

/// <summary>Calls about reports, as a panel makes them.</summary>
internal static class ReportCalls
{
    public const string Reports = "/api/reports";
    public const string Leads = $"{Reports}/leads";

    /// <summary>Every day at 9 in Berlin, to a workflow.</summary>
    public static JsonObject Wish(WorkflowSimulator? teams, Action<JsonObject>? change = null)
    {
        var wish = new JsonObject
        {
            ["name"] = "Weekly",
            ["days"] = new JsonArray("mon", "tue", "wed", "thu", "fri", "sat", "sun"),
            ["time"] = "09:00",
            ["zone"] = "Europe/Berlin",
            ["audience"] = "Product leads",
            ["panel"] = "https://segments.example.com",
        };
        if (teams is not null)
        {
            wish["address"] = teams.Address.AbsoluteUri;
        }

        change?.Invoke(wish);
        return wish;
    }

    public static async Task<JsonElement> MakeAsync(this RunningService service, WorkflowSimulator teams, Action<JsonObject>? change = null) =>
        (await service.CallAsync(HttpMethod.Put, Leads, Wish(teams, change).ToJsonString(), isNew: true)).Answer.ShouldBeDone().Json;

    /// <summary>Changes the report from the version it is at; the address stays.</summary>
    public static async Task<Answer> ChangeAsync(this RunningService service, Action<JsonObject>? change = null) =>
        (await service.CallAsync(HttpMethod.Put, Leads, Wish(null, change).ToJsonString(), (await service.ReportAsync()).GetProperty("version").GetString())).Answer;

    public static async Task<JsonElement> ReportAsync(this RunningService service) =>
        (await service.GetAsync(Reports)).GetProperty("reports").EnumerateArray().Single();

    /// <summary>What the findings say of reports that are stopped.</summary>
    public static async Task<IReadOnlyList<JsonElement>> StoppedAsync(this RunningService service) =>
        [.. (await service.GetAsync("/api/findings")).GetProperty("findings").EnumerateArray().Where(f => f.GetProperty("text").GetString()!.StartsWith("Report ", StringComparison.Ordinal))];

    public static async Task<Answer> SendReportAsync(this RunningService service) => (await service.CallAsync(HttpMethod.Post, $"{Leads}/send")).Answer;

    /// <summary>Lets the service post what is due.</summary>
    public static async Task TurnAsync(this RunningService service) =>
        await (await service.Host.Opened).Reports.RunAsync(TestContext.Current.CancellationToken);
}
