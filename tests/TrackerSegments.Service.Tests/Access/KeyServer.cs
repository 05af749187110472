using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace TrackerSegments.Service.Tests.Access;

/// <summary>An issuer that publishes its keys over real HTTP, takes some back, and can be out of order.</summary>
internal sealed class KeyServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private int reads;

    private KeyServer(WebApplication app) => this.app = app;

    /// <summary>The keys it publishes by their names.</summary>
    public Dictionary<string, RSA> Keys { get; } = new(StringComparer.Ordinal) { ["k1"] = RSA.Create(2048) };

    /// <summary>How often the keys were asked for.</summary>
    public int Reads => reads;

    /// <summary>What it answers instead of its keys; null for the keys.</summary>
    public Func<HttpContext, Task>? Instead { get; set; }

    public string Address => app.Urls.Single();

    public string Issuer => $"{Address}/issuer";

    public static async Task<KeyServer> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        var built = builder.Build();
        var server = new KeyServer(built);
        built.UseRouting();
        built.MapGet("/keys", server.AnswerAsync);
        built.MapGet("/.well-known/openid-configuration", context => context.Response.WriteAsync(
            $$"""{"issuer":"{{server.Issuer}}","jwks_uri":"{{server.Address}}/keys"}"""));
        await built.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var key in Keys.Values)
        {
            key.Dispose();
        }

        await app.DisposeAsync();
    }

    private Task AnswerAsync(HttpContext context)
    {
        Interlocked.Increment(ref reads);
        return Instead is { } instead ? instead(context) : context.Response.WriteAsync(string.Create(
            CultureInfo.InvariantCulture, $$"""{"keys":[{{string.Join(',', Keys.Select(k => Published(k.Key, k.Value)))}}]}"""));
    }

    private static string Published(string name, RSA key)
    {
        var parameters = key.ExportParameters(includePrivateParameters: false);
        return $$"""{"kty":"RSA","use":"sig","alg":"RS256","kid":"{{name}}","n":"{{Tokens.Encode(parameters.Modulus!)}}","e":"{{Tokens.Encode(parameters.Exponent!)}}"}""";
    }
}
