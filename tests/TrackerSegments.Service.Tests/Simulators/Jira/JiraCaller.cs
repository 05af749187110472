using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TrackerSegments.Simulators.Jira;
using TrackerSegments.Simulators.Jira.Model;

namespace TrackerSegments.Service.Tests.Simulators.Jira;

/// <summary>Calls a simulator with nothing of the service in between.</summary>
internal sealed class JiraCaller : IDisposable
{
    private readonly HttpClient http = new();

    private readonly Uri address;

    public JiraCaller(JiraSimulator jira, JiraUser user, string agent = "a test")
    {
        http.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", agent);
        address = jira.Address;
        http.DefaultRequestHeaders.Authorization = jira.Options.Kind == JiraKind.Cloud
            ? new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user.Email}:{user.Token}")))
            : new AuthenticationHeaderValue("Bearer", user.Token);
    }

    public Task<JiraReply> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    public Task<JiraReply> PostAsync(string path, string body) => SendAsync(HttpMethod.Post, path, body);

    public Task<JiraReply> PutAsync(string path, string body) => SendAsync(HttpMethod.Put, path, body);

    public void Dispose() => http.Dispose();

    private async Task<JiraReply> SendAsync(HttpMethod method, string path, string? body)
    {
        using var request = new HttpRequestMessage(method, new Uri($"{address.AbsoluteUri.TrimEnd('/')}/{path}"));
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return new((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), response.Headers);
    }
}

/// <summary>What was answered.</summary>
internal sealed record JiraReply(int Status, string Text, HttpResponseHeaders Headers)
{
    public JsonNode Json => JsonNode.Parse(Text)!;

    /// <summary>The first error message, whatever kind of error it is.</summary>
    public string Error => Json["errorMessages"] is JsonArray { Count: > 0 } messages ? messages[0]!.GetValue<string>()
        : Json["errors"] is JsonObject errors ? string.Join("; ", errors.Select(e => $"{e.Key}: {e.Value}"))
        : Json["errors"]![0]!["message"]!.GetValue<string>();

    public IReadOnlyList<string> Ids => [.. Json["issues"]!.AsArray().Select(i => i!["id"]!.GetValue<string>())];

    public string? Token => Json["nextPageToken"]?.GetValue<string>();

    public static string Body(object value) => JsonSerializer.Serialize(value);
}
