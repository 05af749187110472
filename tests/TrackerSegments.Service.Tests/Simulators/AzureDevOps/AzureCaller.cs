using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TrackerSegments.Simulators.AzureDevOps;
using TrackerSegments.Simulators.AzureDevOps.Model;

namespace TrackerSegments.Service.Tests.Simulators.AzureDevOps;

/// <summary>Calls a simulator with nothing of the service in between.</summary>
internal sealed class AzureCaller : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    private readonly Uri address;

    public AzureCaller(AzureSimulator azure, AzureUser user, bool asBearer = false, string agent = "a test")
    {
        http.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", agent);
        address = azure.Address;
        http.DefaultRequestHeaders.Authorization = asBearer
            ? new AuthenticationHeaderValue("Bearer", user.Token)
            : new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($":{user.Token}")));
    }

    public Task<AzureReply> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    public Task<AzureReply> PostAsync(string path, object body) => SendAsync(HttpMethod.Post, path, body);

    public Task<AzureReply> PutAsync(string path, object body) => SendAsync(HttpMethod.Put, path, body);

    public Task<AzureReply> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path, null);

    /// <summary>A JSON patch: each step is its operation, path and value.</summary>
    public Task<AzureReply> PatchAsync(string path, params (string Op, string Path, object? Value)[] steps) =>
        SendAsync(HttpMethod.Patch, path, steps.Select(s => new { op = s.Op, path = s.Path, value = s.Value }), "application/json-patch+json");

    /// <summary>Sends as said, with the version where the path has none.</summary>
    public async Task<AzureReply> SendAsync(HttpMethod method, string path, object? body, string type = "application/json", string? version = "7.1")
    {
        var query = version is null ? "" : $"{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}api-version={version}";
        using var request = new HttpRequestMessage(method, new Uri($"{address.AbsoluteUri.TrimEnd('/')}/{path}{query}"));
        if (body is not null)
        {
            request.Content = new StringContent(body as string ?? JsonSerializer.Serialize(body), Encoding.UTF8, type);
        }

        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return new((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), response.Headers);
    }

    public void Dispose() => http.Dispose();
}

/// <summary>What was answered.</summary>
internal sealed record AzureReply(int Status, string Text, HttpResponseHeaders Headers)
{
    public JsonNode Json => JsonNode.Parse(Text)!;

    public string Error => Json["message"]!.GetValue<string>();

    public string TypeKey => Json["typeKey"]!.GetValue<string>();

    public string? Token => Json["continuationToken"]?.GetValue<string>();

    public bool IsLast => Json["isLastBatch"]!.GetValue<bool>();

    /// <summary>The values of a list or of a page of a feed.</summary>
    public IReadOnlyList<JsonNode?> Values => [.. (Json["value"] ?? Json["values"])!.AsArray()];

    public IReadOnlyList<int> Ids => [.. (Json["workItems"] ?? Json["value"] ?? Json["values"])!.AsArray().Select(v => v!["id"]!.GetValue<int>())];

    public string? Field(string name) => Json["fields"]![name]?.ToString();
}
