using System.Text;
using TrackerSegments.Service.Tests.Infrastructure;

namespace TrackerSegments.Service.Tests.Access;

/// <summary>Whatever is sent to whichever address, the service answers, and never for a fault of its own.</summary>
public sealed class FuzzTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Seed = 20_261_128;
    private const int Requests = 10_000;
    private const int AtOnce = 4;

    private static readonly HttpMethod[] Methods =
        [HttpMethod.Get, HttpMethod.Post, HttpMethod.Put, HttpMethod.Delete, HttpMethod.Head, HttpMethod.Options, HttpMethod.Patch, new("BREW")];

    private static readonly string[] Paths =
    [
        "/api/workspace", "/api/alignment", "/api/board", "/api/sync", "/api/sync/writing", "/api/audit", "/api/epics/A-1/segments", "/api/epics/segments",
        "/api/webhooks/jira", "/api/webhooks/azure-devops", "/health/live", "/health/ready", "/openapi/v1.json", "/", "/assets/x.js", "/api",
    ];

    private static readonly string[] Bodies =
    [
        """{"lens":"customer-segment","add":["smb"],"remove":["enterprise"],"expectedRevision":"1","idempotencyKey":"k1","dryRun":true}""",
        """{"lens":"customer-segment","add":["smb"],"expectedRevision":"1","idempotencyKey":"k2"}""",
        """{"lens":"customer-segment","add":["smb"],"epics":[{"key":"A-1","expectedRevision":"1"},{"key":"A-2","expectedRevision":"1"}],"idempotencyKey":"k3"}""",
        """{"lens":"customer-segment","remove":["smb"],"epics":[{"key":"A-1"}],"dryRun":true}""",
        """{"lens":"customer-segment","add":["none-such"],"expectedRevision":"1","idempotencyKey":"k4"}""",
        """{"allowed":true}""",
        """{"webhookEvent":"jira:issue_updated","timestamp":1764000000000,"issue":{"id":"1","key":"A-1"}}""",
    ];

    private static readonly string[] Scraps =
    [
        "null", "[]", "{}", "\"", "\\u0000", "\\uD800", "\u0000", "%00", "%2F", "%2e%2e", "/../", "'", ";--", "1e999", "-1", "9223372036854775808", "true", ",", ":", "\u202E",
        "\ud83d\ude00", "a\u0301", "NaN", "=cmd", "<script>", "\r\n", "[[[[[[[[[[[[[[[[[", "\"lens\":", "\"add\":null", "\"epics\":[null]", "\"key\":null",
    ];

    private GuardedService guarded = null!;

    public async ValueTask InitializeAsync() => guarded = await GuardedService.StartAsync();

    [Fact]
    public async Task Ten_thousand_wild_requests_are_all_answered_and_none_for_a_fault_of_the_service()
    {
        output.WriteLine($"Seed {Seed}");
        var wild = new Wild(new Random(Seed), guarded);
        List<string> faults = [];
        var statuses = new SortedDictionary<int, int>();
        for (var sent = 0; sent < Requests; sent += AtOnce)
        {
            var batch = Enumerable.Range(0, AtOnce).Select(_ => wild.Next()).ToArray();
            foreach (var (status, told) in await Task.WhenAll(batch.Select(SendAsync)))
            {
                statuses[status] = statuses.GetValueOrDefault(status) + 1;
                if (status >= 500)
                {
                    faults.Add(told);
                }
            }
        }

        output.WriteLine(string.Join(", ", statuses.Select(s => $"{s.Key}: {s.Value}")));
        faults.ShouldBeEmpty($"Seed {Seed}: {faults.Count} requests, the first of them {faults.FirstOrDefault()}");
        statuses.Keys.ShouldContain(200);
        statuses.Keys.ShouldContain(401);
        statuses.Keys.ShouldContain(403);
        statuses.Keys.ShouldContain(422);
        guarded.Service.Log.Text.ShouldNotContain("Error: ");
        (await guarded.GetAsync(GuardedService.KeyOf("admin"), "/health/ready")).Status.ShouldBe(200);
    }

    public ValueTask DisposeAsync() => guarded.DisposeAsync();

    private async Task<(int Status, string Told)> SendAsync(WildRequest wild)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        using var request = new HttpRequestMessage(wild.Method, wild.Path);
        if (wild.Body is not null)
        {
            request.Content = new ByteArrayContent(wild.Body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", wild.Type);
        }

        foreach (var (name, value) in wild.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await guarded.Client.SendAsync(request, limit.Token);
        var text = await response.Content.ReadAsStringAsync(limit.Token);
        return ((int)response.StatusCode, $"{wild.Method} {wild.Path} {(wild.Body is { } body ? Encoding.UTF8.GetString(body) : "")}: {text}");
    }

    private sealed record WildRequest(HttpMethod Method, string Path, string? Type, byte[]? Body, IReadOnlyList<(string Name, string Value)> Headers);

    private sealed class Wild(Random random, GuardedService guarded)
    {
        private readonly string[] tokens =
        [
            GuardedService.KeyOf("admin"), GuardedService.KeyOf("editor"), GuardedService.KeyOf("viewer"), GuardedService.KeyOf("stranger"),
            guarded.Forge(), guarded.Azure(), guarded.Oidc(),
        ];

        public WildRequest Next()
        {
            var method = Pick(Methods[..(Chance(0.8) ? 3 : Methods.Length)]);
            var path = Pick(Paths);
            if (Chance(0.4))
            {
                path += $"?{Pick(["lens", "limit", "before", "code", "x"])}={Uri.EscapeDataString(Chance(0.5) ? Backlogs.Lens : Well(Scrap()))}";
            }

            if (Chance(0.2))
            {
                path = path.Replace("A-1", Uri.EscapeDataString(Well(Scrap())), StringComparison.Ordinal);
            }

            var body = method == HttpMethod.Get || method == HttpMethod.Head ? null : Mutated(Encoding.UTF8.GetBytes(Pick(Bodies)));
            return new(method, path, Chance(0.9) ? "application/json" : Pick(["text/plain", "", "application/json; charset=utf-7", "application/json; charset=nonsense"]), body, Headers());
        }

        private List<(string, string)> Headers()
        {
            List<(string, string)> headers = [];
            if (Chance(0.9))
            {
                var token = Pick(tokens[..(Chance(0.7) ? 2 : tokens.Length)]);
                headers.Add(("Authorization", $"Bearer {(Chance(0.2) ? Header(Mutated(Encoding.ASCII.GetBytes(token))) : token)}"));
            }

            foreach (var name in new[] { "x-forge-oauth-user", "x-azure-devops-user", "x-forge-oauth-system", "X-Hub-Signature", "Origin", "Accept-Encoding", "traceparent" })
            {
                if (Chance(0.05))
                {
                    headers.Add((name, Header(Encoding.UTF8.GetBytes(Scrap()))));
                }
            }

            return headers;
        }

        private byte[] Mutated(byte[] text)
        {
            List<byte> bytes = [.. text];
            for (var times = random.Next(4); times > 0; times--)
            {
                var at = random.Next(bytes.Count + 1);
                switch (random.Next(5))
                {
                    case 0:
                        bytes.InsertRange(at, Encoding.UTF8.GetBytes(Pick(Scraps)));
                        break;
                    case 1:
                        bytes.RemoveRange(at, Math.Min(random.Next(20), bytes.Count - at));
                        break;
                    case 2 when at < bytes.Count:
                        bytes[at] = (byte)random.Next(256);
                        break;
                    case 3:
                        bytes.InsertRange(at, bytes.GetRange(0, Math.Min(bytes.Count, random.Next(60))));
                        break;
                    default:
                        bytes.Insert(at, (byte)random.Next(256));
                        break;
                }
            }

            return [.. bytes];
        }

        private string Scrap() => Chance(0.3) ? new string((char)random.Next(32, 0x3000), random.Next(1, 300)) : Pick(Scraps) + Pick(Scraps);

        /// <summary>Half a surrogate pair cannot be written into an address.</summary>
        private static string Well(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

        /// <summary>What can stand in a header at all.</summary>
        private static string Header(byte[] bytes) => new([.. bytes.Select(b => b is > 31 and < 127 ? (char)b : 'x')]);

        private bool Chance(double share) => random.NextDouble() < share;

        private T Pick<T>(IReadOnlyList<T> all) => all[random.Next(all.Count)];
    }
}
