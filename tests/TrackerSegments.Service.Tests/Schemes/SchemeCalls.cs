using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using TrackerSegments.Service.Tests.Infrastructure;

namespace TrackerSegments.Service.Tests.Schemes;

/// <summary>Calls about schemes and strategies, as a panel makes them.</summary>
internal static class SchemeCalls
{
    public const string Scheme = $"/api/schemes/{Backlogs.Lens}";
    public const string Strategy = $"/api/strategy/{Backlogs.Lens}";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Sends a request and gives the answer with its ETag.</summary>
    public static async Task<(Answer Answer, string? Tag)> CallAsync(
        this RunningService service, HttpMethod method, string path, string? json = null, string? match = null, bool isNew = false)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = method == HttpMethod.Get ? null : new StringContent(json ?? "{}", Encoding.UTF8, "application/json");
        if (match is not null)
        {
            request.Headers.IfMatch.Add(EntityTagHeaderValue.Parse(match));
        }

        if (isNew)
        {
            request.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Any);
        }

        using var response = await service.Client.SendAsync(request, Cancel);
        return (await Answer.OfAsync(response), response.Headers.ETag?.ToString());
    }

    public static async Task<string> TagAsync(this RunningService service, string path = Scheme) =>
        (await service.CallAsync(HttpMethod.Get, path)).Tag.ShouldNotBeNull();

    /// <summary>Changes a scheme step by step, from the version it is at.</summary>
    public static async Task<Answer> ChangeAsync(this RunningService service, string changes, string path = Scheme, bool dryRun = false, string? match = null) =>
        (await service.CallAsync(
            HttpMethod.Post, $"{path}/changes", $$"""{"changes":[{{changes}}],"dryRun":{{(dryRun ? "true" : "false")}}}""", match ?? await service.TagAsync(path))).Answer;

    /// <summary>Makes or revises a strategy, from the version it is at.</summary>
    public static async Task<Answer> AimAsync(this RunningService service, string json, string path = Strategy) =>
        (await service.CallAsync(HttpMethod.Put, path, json, await service.TagAsync(path))).Answer;

    public static Answer ShouldBeDone(this Answer answer)
    {
        answer.Status.ShouldBe(200, answer.Text);
        return answer;
    }

    public static IReadOnlyList<string?> Names(this JsonElement scheme) =>
        [.. scheme.GetProperty("segments").EnumerateArray().Select(s => s.GetProperty("name").GetString())];
}
