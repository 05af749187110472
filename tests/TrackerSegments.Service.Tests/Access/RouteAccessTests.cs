using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using TrackerSegments.Service.Access;
using TrackerSegments.Service.Commands;
using TrackerSegments.Service.Tests.Infrastructure;
using TrackerSegments.Service.Tests.Sync;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Tests.Access;

/// <summary>Walks every address of the running service, so that a new one that is open to all, or changes things in silence, is found here.</summary>
public sealed class RouteAccessTests : IAsyncLifetime
{
    /// <summary>What anybody may call, and why; nothing else.</summary>
    private static readonly Dictionary<string, string> Open = new(StringComparer.Ordinal)
    {
        ["GET /health/live"] = "says that it runs",
        ["GET /health/ready"] = "says that it can answer",
        ["POST /api/webhooks/jira"] = "looks at the signature",
        ["POST /api/webhooks/azure-devops"] = "looks at the secret",
    };

    /// <summary>The role that each other address needs, and a request that it carries out.</summary>
    private static readonly Dictionary<string, (string Role, string Path, string? Body)> Guarded = new(StringComparer.Ordinal)
    {
        ["GET /openapi/{documentName}.json"] = ("viewer", "/openapi/v1.json", null),
        ["GET /api/workspace"] = ("viewer", "/api/workspace", null),
        ["GET /api/alignment"] = ("viewer", "/api/alignment", null),
        ["GET /api/board"] = ("viewer", "/api/board", null),
        ["GET /api/trend"] = ("viewer", "/api/trend", null),
        ["GET /api/trend/drift"] = ("viewer", "/api/trend/drift", null),
        ["GET /api/findings"] = ("viewer", "/api/findings", null),
        ["GET /api/moves"] = ("viewer", "/api/moves", null),
        ["GET /api/next"] = ("viewer", "/api/next", null),
        ["GET /api/matrix"] = ("viewer", "/api/matrix", null),
        ["GET /api/queries"] = ("viewer", "/api/queries", null),
        ["GET /api/suggestions"] = ("viewer", "/api/suggestions", null),
        ["PUT /api/suggestions"] = ("strategist", "/api/suggestions", """{"rules":[]}"""),
        ["GET /api/stances/{lens}"] = ("viewer", $"/api/stances/{Backlogs.Lens}", null),
        ["GET /api/stances/{lens}/{epic}"] = ("viewer", $"/api/stances/{Backlogs.Lens}/A-1", null),
        ["GET /api/epics/{epic}/conflicts"] = ("viewer", "/api/epics/A-1/conflicts", null),
        ["PUT /api/stances/{lens}/{epic}"] = ("editor", $"/api/stances/{Backlogs.Lens}/A-1", """{"stances":[]}"""),
        ["POST /api/plan"] = ("viewer", "/api/plan", """{"capacity":50}"""),
        ["POST /api/scenario"] = ("viewer", "/api/scenario", """{"deferred":["A-1"]}"""),
        ["GET /api/sync"] = ("viewer", "/api/sync", null),
        ["GET /api/audit"] = ("admin", "/api/audit", null),
        ["POST /api/epics/{key}/segments"] = (
            "editor", "/api/epics/A-1/segments", """{"lens":"customer-segment","add":["smb"],"expectedRevision":"{revision}","idempotencyKey":"{key}"}"""),
        ["POST /api/epics/segments"] = (
            "editor", "/api/epics/segments", """{"lens":"customer-segment","add":["smb"],"epics":[{"key":"A-1","expectedRevision":"{revision}"}],"idempotencyKey":"{key}"}"""),
        ["GET /api/schemes"] = ("viewer", "/api/schemes", null),
        ["GET /api/schemes/{lens}"] = ("viewer", "/api/schemes/customer-segment", null),
        ["GET /api/schemes/{lens}/export"] = ("viewer", "/api/schemes/customer-segment/export", null),
        ["PUT /api/schemes/{lens}"] = ("strategist", "/api/schemes/customer-segment", """{"lens":{"name":"Customers"}}"""),
        ["POST /api/schemes/{lens}/changes"] = ("strategist", "/api/schemes/customer-segment/changes", """{"changes":[{"kind":"review"}]}"""),
        ["POST /api/schemes/{lens}/import"] = ("strategist", "/api/schemes/customer-segment/import", """{"format":"json","text":"{}"}"""),
        ["DELETE /api/schemes/{lens}"] = ("strategist", "/api/schemes/customer-segment", "{}"),
        ["GET /api/strategy/{lens}"] = ("viewer", "/api/strategy/customer-segment", null),
        ["GET /api/strategy/{lens}/export"] = ("viewer", "/api/strategy/customer-segment/export", null),
        ["PUT /api/strategy/{lens}"] = ("strategist", "/api/strategy/customer-segment", """{"targets":[{"segment":"smb","target":100}]}"""),
        ["POST /api/strategy/{lens}/import"] = (
            "strategist", "/api/strategy/customer-segment/import", """{"format":"json","text":"{\"schema\":1,\"lens\":\"x\",\"schemeVersion\":1,\"versions\":[]}"}"""),
        ["DELETE /api/strategy/{lens}/{version:int}"] = ("strategist", "/api/strategy/customer-segment/1", "{}"),
        ["GET /api/reports"] = ("viewer", "/api/reports", null),
        ["PUT /api/reports/{id}"] = (
            "strategist", "/api/reports/leads", """{"name":"Leads","days":["mon"],"time":"09:00","zone":"Etc/UTC","paused":true}"""),
        ["DELETE /api/reports/{id}"] = ("strategist", "/api/reports/leads", "{}"),
        ["POST /api/reports/{id}/send"] = ("strategist", "/api/reports/leads/send", "{}"),
        ["GET /api/reports/{id}/preview"] = ("viewer", "/api/reports/leads/preview", null),
        ["POST /api/sync"] = ("editor", "/api/sync", "{}"),
        ["PUT /api/sync/writing"] = ("admin", "/api/sync/writing", """{"allowed":true}"""),
    };

    /// <summary>What is asked in a body, and changes nothing.</summary>
    private static readonly string[] Questions = ["POST /api/plan", "POST /api/scenario"];

    private static readonly string[] Roles = ["none", "viewer", "editor", "strategist", "admin"];

    private readonly MadeTracker tracker = new("A");
    private GuardedService guarded = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        tracker.Add("A-1", "Epic", null, 60, "Enterprise");
        tracker.Add("A-2", "Epic", null, 30, "SMB");
        guarded = await GuardedService.StartAsync(
            new()
            {
                Secrets = new(new("planted-token"), new("planted-webhook-secret")),
                Pace = new() { Every = TimeSpan.FromHours(1) },
                Make = (_, _, writeSwitch, _) =>
                {
                    tracker.Switch = writeSwitch;
                    return tracker;
                },
            },
            new WorkspaceSource(new BacklogRequest { Files = [], SegmentField = Backlogs.Field }) { Connections = [SyncRun.Settings] });
    }

    [Fact]
    public void Every_address_says_who_may_use_it_and_is_listed_here()
    {
        foreach (var route in guarded.Service.Routes)
        {
            route.Metadata.GetMetadata<RouteAccess>().ShouldNotBeNull(
                $"{NameOf(route)} does not say who may use it, so it is closed. Say so where it is mapped: .For(Role.…) or .ForAnybody().");
            (Open.ContainsKey(NameOf(route)) || Guarded.ContainsKey(NameOf(route))).ShouldBeTrue(
                $"{NameOf(route)} is new: list it in {nameof(RouteAccessTests)} with its role and a request that it carries out.");
        }

        guarded.Service.Routes.Count.ShouldBe(Open.Count + Guarded.Count);
    }

    [Fact]
    public async Task Without_a_token_nobody_is_let_in_anywhere_else()
    {
        foreach (var (name, (_, path, body)) in Guarded)
        {
            using var request = GuardedService.Request(Method(name), path, token: null, body);
            using var response = await guarded.Client.SendAsync(request, Cancel);

            (await Answer.OfAsync(response)).ShouldBeProblem(401, "unauthenticated");
            response.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer", name);
        }

        foreach (var name in Open.Keys)
        {
            (await guarded.SendAsync(Method(name), name[(name.IndexOf(' ') + 1)..], token: null, Method(name) == HttpMethod.Get ? null : "{}")).Status
                .ShouldNotBe(401, name);
        }
    }

    [Fact]
    public async Task Each_role_may_do_what_it_may_and_is_told_which_role_is_needed_for_more()
    {
        foreach (var (name, (needed, path, body)) in Guarded)
        {
            foreach (var role in Roles)
            {
                var answer = await guarded.SendAsync(Method(name), path, GuardedService.KeyOf(role), body);
                if (Array.IndexOf(Roles, role) < Array.IndexOf(Roles, needed))
                {
                    answer.ShouldBeProblem(403, "roleTooLow").ShouldContain($"This needs the role {needed}; you have {role}.");
                }
                else
                {
                    answer.Text.ShouldNotContain("roleTooLow", customMessage: name);
                }
            }
        }
    }

    [Fact]
    public async Task Another_tenants_token_finds_nothing_at_all()
    {
        var strangers = new[]
        {
            GuardedService.KeyOf("stranger"),
            guarded.Forge(guarded.ForgeClaims("boss", "other-cloud")),
            guarded.Forge(guarded.ForgeClaims("boss", "never-heard-of")),
            guarded.Azure(guarded.AzureClaims("another-directory")),
        };
        foreach (var (name, (_, path, body)) in Guarded)
        {
            foreach (var stranger in strangers)
            {
                foreach (var query in new[] { "", "?tenant=acme&cloudId=" + GuardedService.Cloud })
                {
                    var answer = await guarded.SendAsync(Method(name), path + query, stranger, body);
                    answer.ShouldBeProblem(404, "unknownAddress");
                    answer.Text.ShouldNotContain("A-1");
                }
            }
        }
    }

    [Fact]
    public async Task A_tenant_in_the_body_is_no_way_in() =>
        (await guarded.SendAsync(HttpMethod.Put, "/api/sync/writing", GuardedService.KeyOf("stranger"), """{"allowed":true,"tenant":"acme"}"""))
            .ShouldBeProblem(404, "unknownAddress");

    [Fact]
    public async Task Every_address_that_changes_something_writes_one_entry_in_the_audit_log()
    {
        var changing = Guarded.Where(g => Method(g.Key) != HttpMethod.Get && !Questions.Contains(g.Key, StringComparer.Ordinal)).ToArray();
        changing.ShouldNotBeEmpty();
        while (!(await guarded.GetAsync(GuardedService.KeyOf("admin"), "/api/sync")).Json.GetProperty("isComplete").GetBoolean())
        {
            await Task.Delay(20, Cancel);
        }

        foreach (var (name, (_, path, body)) in changing)
        {
            var board = (await guarded.GetAsync(GuardedService.KeyOf("admin"), "/api/board")).Json;
            var revision = board.GetProperty("epics").EnumerateArray().Select(e => e.GetProperty("revision").GetString()).FirstOrDefault("1");
            var before = await EntriesAsync();

            var answer = await guarded.SendAsync(
                Method(name),
                path,
                GuardedService.KeyOf("admin"),
                body!.Replace("{revision}", revision, StringComparison.Ordinal).Replace("{key}", name, StringComparison.Ordinal));

            var after = await EntriesAsync();
            after.Count.ShouldBe(before.Count + 1, $"{name} has to write one entry: carry it out through WorkspaceFilter.Of(context).Audit.");

            // The clock stands still: which of them is the newest, their keys do not tell.
            var known = before.Select(e => e.GetProperty("id").GetString()).ToHashSet(StringComparer.Ordinal);
            var entry = after.Single(e => !known.Contains(e.GetProperty("id").GetString()));
            entry.GetProperty("actor").GetProperty("subject").GetString().ShouldBe("admin");
            entry.GetProperty("result").GetString().ShouldBe(answer.Status switch
            {
                < 300 => "done",
                < 500 => "refused",
                _ => "failed",
            }, answer.Text);
        }
    }

    [Fact]
    public async Task A_question_writes_nothing_in_the_audit_log()
    {
        var before = await EntriesAsync();
        foreach (var name in Questions)
        {
            await guarded.SendAsync(Method(name), Guarded[name].Path, GuardedService.KeyOf("admin"), Guarded[name].Body);
        }

        (await EntriesAsync()).Count.ShouldBe(before.Count);
    }

    [Fact]
    public async Task The_apps_token_of_a_connection_is_taken_from_its_tracker_or_an_administrator_alone()
    {
        (await RenewAsync(GuardedService.KeyOf("editor"))).ShouldBeProblem(403, "systemTokenNotYours");
        (await RenewAsync(GuardedService.KeyOf("admin"))).Status.ShouldBe(202);
        (await RenewAsync(guarded.Forge(guarded.ForgeClaims(person: null)))).Status.ShouldBe(202);

        async Task<Answer> RenewAsync(string token)
        {
            using var request = GuardedService.Request(HttpMethod.Post, "/api/sync", token, "{}");
            request.Headers.Add("x-forge-oauth-system", "planted-system-token");
            using var response = await guarded.Client.SendAsync(request, Cancel);
            return await Answer.OfAsync(response);
        }
    }

    [Fact]
    public async Task Only_who_may_switch_writing_is_offered_the_switch()
    {
        foreach (var (role, offered) in new[] { ("viewer", false), ("editor", false), ("admin", true) })
        {
            (await guarded.GetAsync(GuardedService.KeyOf(role), "/api/sync")).Json.GetProperty("writing").GetProperty("canSwitch").GetBoolean().ShouldBe(offered);
        }
    }

    [Theory]
    [InlineData("viewer", false, false, false)]
    [InlineData("editor", true, false, false)]
    [InlineData("strategist", true, true, false)]
    [InlineData("admin", true, true, true)]
    public async Task The_panel_hears_what_its_person_may_do(string role, bool edit, bool plan, bool administer)
    {
        var caller = (await guarded.GetAsync(GuardedService.KeyOf(role))).Json.GetProperty("caller");

        caller.GetProperty("role").GetString().ShouldBe(role);
        caller.GetProperty("may").GetProperty("edit").GetBoolean().ShouldBe(edit);
        caller.GetProperty("may").GetProperty("plan").GetBoolean().ShouldBe(plan);
        caller.GetProperty("may").GetProperty("administer").GetBoolean().ShouldBe(administer);
    }

    public ValueTask DisposeAsync() => guarded.DisposeAsync();

    private static HttpMethod Method(string name) => new(name[..name.IndexOf(' ')]);

    private static string NameOf(RouteEndpoint route) =>
        $"{route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Single()} /{route.RoutePattern.RawText!.TrimStart('/')}";

    private async Task<IReadOnlyList<JsonElement>> EntriesAsync() =>
        [.. (await guarded.GetAsync(GuardedService.KeyOf("admin"), "/api/audit?limit=200")).Json.GetProperty("entries").EnumerateArray()];
}
