using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using TrackerSegments.Service.Access.Settings;
using TrackerSegments.Service.Sync;
using TrackerSegments.Service.Tests.Infrastructure;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Tests.Access;

/// <summary>The service with every kind of source in its access settings, and somebody of each role to call it.</summary>
internal sealed class GuardedService : IAsyncDisposable
{
    public const string App = "ari:cloud:ecosystem::app/0f3b5bd5-9d1d-4c3e-8a6d-1d6e3d9b7a10";
    public const string Cloud = "5d1c2f1e-1111-4222-8333-444455556666";
    public const string Extension = "2f6a9c1b-aaaa-4bbb-8ccc-ddddeeeeffff";
    public const string Directory = "9a8b7c6d-1234-4321-9999-abcdefabcdef";
    public const string Certificate = "planted-certificate-0123456789-0123456789-0123456789";
    public const string OldCertificate = "old-planted-certificate-0123456789-0123456789-01234";
    public const string Origin = "https://fabrikam.gallerycdn.vsassets.io";

    private readonly TemporaryFolder folder;

    private GuardedService(TemporaryFolder folder, KeyServer keys, FixedClock clock, RunningService service) =>
        (this.folder, Issuer, Clock, Service) = (folder, keys, clock, service);

    public KeyServer Issuer { get; }

    public FixedClock Clock { get; }

    public RunningService Service { get; }

    public HttpClient Client => Service.Client;

    public string DataFile => folder.File("data", TrackerSegmentsOptions.DataFileName);

    public JsonObject RsaHeader { get; } = new() { ["alg"] = "RS256", ["typ"] = "JWT", ["kid"] = "k1" };

    public JsonObject SecretHeader { get; } = new() { ["alg"] = "HS256", ["typ"] = "JWT" };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<GuardedService> StartAsync(TrackerAccess? access = null, WorkspaceSource? source = null)
    {
        var files = new TemporaryFolder();
        var keys = await KeyServer.StartAsync();
        var clock = new FixedClock();
        files.Write("azure.key", Certificate + "\n");
        files.Write("azure-old.key", OldCertificate);
        var settings = AccessFile.Read(files.Write("access.json", Settings(keys)));
        source ??= Backlogs.Source(Backlogs.Write(files, "backlog.jsonl", Backlogs.Epic("A-1", 60, "Enterprise"), Backlogs.Epic("A-2", 30, "SMB")));
        return new(files, keys, clock, await RunningService.StartAsync(files.File("data"), source, clock, access: access, callers: settings));
    }

    /// <summary>A key that opens a role.</summary>
    public static string KeyOf(string name) => $"tsk_{name}_0123456789-0123456789-0123456789";

    public JsonObject ForgeClaims(string? person = "person-1", string cloud = Cloud) => new()
    {
        ["iss"] = "forge/invocation-token",
        ["aud"] = App,
        ["iat"] = Seconds(0),
        ["nbf"] = Seconds(0),
        ["exp"] = Seconds(25),
        ["app"] = new JsonObject { ["id"] = App, ["installationId"] = "installation-1" },
        ["context"] = new JsonObject { ["cloudId"] = cloud },
        ["principal"] = person,
    };

    public JsonObject AzureClaims(string directory = Directory) => new()
    {
        ["iss"] = "app.vstoken.visualstudio.com",
        ["aud"] = Extension,
        ["nameid"] = "azure-person",
        ["tid"] = directory,
        ["nbf"] = Seconds(0),
        ["exp"] = Seconds(4_200),
    };

    public JsonObject OidcClaims() => new()
    {
        ["iss"] = Issuer.Issuer,
        ["aud"] = "tracker-segments",
        ["sub"] = "oidc-person",
        ["name"] = "Olga Idowu",
        ["groups"] = new JsonArray("everybody", "planners"),
        ["exp"] = Seconds(3_600),
    };

    public string Forge(JsonObject? claims = null, JsonObject? header = null) =>
        Tokens.SignedBy(Issuer.Keys["k1"], header ?? RsaHeader, claims ?? ForgeClaims());

    public string Azure(JsonObject? claims = null, JsonObject? header = null, string secret = Certificate) =>
        Tokens.SignedWith(Encoding.UTF8.GetBytes(secret), header ?? SecretHeader, claims ?? AzureClaims());

    public string Oidc(JsonObject? claims = null) => Tokens.SignedBy(Issuer.Keys["k1"], RsaHeader, claims ?? OidcClaims());

    public long Seconds(int from) => Clock.Now.AddSeconds(from).ToUnixTimeSeconds();

    public Task<Answer> GetAsync(string? token, string path = "/api/workspace") => SendAsync(HttpMethod.Get, path, token);

    public async Task<Answer> SendAsync(HttpMethod method, string path, string? token, string? body = null)
    {
        using var request = Request(method, path, token, body);
        using var response = await Client.SendAsync(request, Cancel);
        return await Answer.OfAsync(response);
    }

    public static HttpRequestMessage Request(HttpMethod method, string path, string? token, string? body = null)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        if (body is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", "\"1\"");
        }

        return request;
    }

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        await Issuer.DisposeAsync();
        folder.Dispose();
    }

    private static string Settings(KeyServer keys) => $$"""
        {
          // Comments are for those who come after.
          "tenant": "acme",
          "origins": ["{{Origin}}"],
          "sources": [
            {
              "kind": "forge", "app": "{{App}}", "keys": "{{keys.Address}}/keys", "tenants": { "{{Cloud}}": "acme", "other-cloud": "other" },
              "roles": { "default": "viewer", "subjects": { "app": "editor", "boss": "admin" } }
            },
            {
              "kind": "azure-devops", "extension": "{{Extension}}", "tenants": { "{{Directory}}": "acme" },
              "secrets": [{ "file": "azure.key" }, { "file": "azure-old.key", "until": "2026-11-22T00:00:00Z" }],
              "roles": { "default": "editor" }
            },
            {
              "kind": "oidc", "issuer": "{{keys.Issuer}}", "audience": "tracker-segments",
              "metadata": "{{keys.Address}}/.well-known/openid-configuration",
              "roles": { "default": "none", "claims": { "groups": { "everybody": "viewer", "planners": "strategist" } } }
            },
            {
              "kind": "api-keys",
              "keys": [{{string.Join(',', Keys())}}]
            }
          ]
        }
        """;

    private static IEnumerable<string> Keys()
    {
        foreach (var role in new[] { "none", "viewer", "editor", "strategist", "admin" })
        {
            yield return Key(role, role, "");
        }

        yield return Key("ended", "admin", ""","until":"2026-11-21T11:59:59Z" """);
        yield return Key("ending", "admin", ""","until":"2026-11-21T12:30:00Z" """);
        yield return Key("stranger", "admin", ""","tenant":"other" """);
    }

    private static string Key(string name, string role, string more) =>
        $$"""{"name":"{{name}}","role":"{{role}}","sha256":"{{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(KeyOf(name))))}}"{{more}}}""";
}
