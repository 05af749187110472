using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using TrackerSegments.Service.Tests.Infrastructure;

namespace TrackerSegments.Service.Tests.Access;

/// <summary>Every way a token can be wrong, for each tracker; a right one beside it shows that it is this that is refused.</summary>
public sealed class TokenMatrixTests : IAsyncLifetime
{
    private GuardedService guarded = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => guarded = await GuardedService.StartAsync();

    [Fact]
    public async Task Right_tokens_of_every_source_are_taken()
    {
        foreach (var token in new[] { guarded.Forge(), guarded.Azure(), guarded.Azure(secret: GuardedService.OldCertificate), guarded.Oidc(), GuardedService.KeyOf("viewer") })
        {
            (await guarded.GetAsync(token)).Status.ShouldBe(200);
        }
    }

    [Theory]
    [InlineData("viewer", "forge")]
    [InlineData("editor", "azure-devops")]
    [InlineData("strategist", "oidc")]
    [InlineData("admin", "key")]
    public async Task The_role_comes_from_the_settings(string role, string source)
    {
        var token = source switch
        {
            "forge" => guarded.Forge(),
            "azure-devops" => guarded.Azure(),
            "oidc" => guarded.Oidc(),
            _ => GuardedService.KeyOf("admin"),
        };

        (await guarded.GetAsync(token)).Json.GetProperty("caller").GetProperty("role").GetString().ShouldBe(role);
    }

    [Fact]
    public async Task What_is_said_of_one_caller_goes_before_what_is_said_of_all()
    {
        (await RoleAsync(guarded.Forge(guarded.ForgeClaims("boss")))).ShouldBe("admin");
        (await RoleAsync(guarded.Forge(guarded.ForgeClaims(person: null)))).ShouldBe("editor");
        (await guarded.GetAsync(guarded.Oidc(guarded.OidcClaims().Without("groups")))).ShouldBeProblem(403, "roleTooLow").ShouldContain("you have none");
    }

    [Fact]
    public async Task A_role_in_the_token_itself_counts_for_nothing() =>
        (await RoleAsync(guarded.Forge(guarded.ForgeClaims().With("role", "admin").With("roles", new JsonArray("admin"))))).ShouldBe("viewer");

    [Theory]
    [InlineData("garbage")]
    [InlineData("a.b.c")]
    [InlineData("..")]
    [InlineData("a.b.c.d.e")]
    [InlineData("eyJhbGciOiJSUzI1NiJ9.e30.")]
    [InlineData("eyJhbGciOiJSUzI1NiJ9.bm90IGpzb24.c2ln")]
    [InlineData("W10.e30.c2ln")]
    [InlineData("tsk_admin_0123456789-0123456789-012345678X")]
    public async Task Garbage_is_refused(string token) => await ShouldRefuseAsync(token);

    [Fact]
    public async Task A_missing_token_is_told_apart()
    {
        using var response = await guarded.Client.GetAsync("/api/workspace", Cancel);

        response.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer");
        (await Answer.OfAsync(response)).ShouldBeProblem(401, "unauthenticated");
    }

    [Theory]
    [InlineData("Basic dXNlcjpwYXNz")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Token abc")]
    [InlineData("")]
    public async Task Another_scheme_is_refused(string header)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/workspace");
        request.Headers.TryAddWithoutValidation("Authorization", header);
        using var response = await guarded.Client.SendAsync(request, Cancel);

        ((int)response.StatusCode).ShouldBe(401);
        response.Headers.WwwAuthenticate.ToString().ShouldStartWith("Bearer");
    }

    [Theory]
    [InlineData(Tracker.Jira)]
    [InlineData(Tracker.AzureDevOps)]
    public async Task Nobody_signs_for_alg_none(Tracker tracker)
    {
        foreach (var alg in new[] { "none", "None", "NONE", "" })
        {
            await ShouldRefuseAsync(Tokens.Signed(Header(tracker).With("alg", alg), Claims(tracker), _ => []));
        }

        await ShouldRefuseAsync(Tokens.Signed(Header(tracker).Without("alg"), Claims(tracker), _ => []));
        await ShouldRefuseAsync(Tokens.Signed(Header(tracker), Claims(tracker), _ => []));
    }

    [Fact]
    public async Task A_public_key_is_no_secret()
    {
        var key = guarded.Issuer.Keys["k1"];
        foreach (var secret in new[] { key.ExportSubjectPublicKeyInfo(), key.ExportRSAPublicKey(), Encoding.UTF8.GetBytes(key.ExportSubjectPublicKeyInfoPem()) })
        {
            foreach (var tracker in Enum.GetValues<Tracker>())
            {
                await ShouldRefuseAsync(Tokens.SignedWith(secret, guarded.RsaHeader.With("alg", "HS256"), Claims(tracker)));
            }
        }
    }

    [Theory]
    [InlineData("RS384")]
    [InlineData("PS256")]
    [InlineData("HS512")]
    [InlineData("rs256")]
    public async Task The_algorithm_is_not_the_tokens_to_choose(string alg)
    {
        await ShouldRefuseAsync(guarded.Forge(header: guarded.RsaHeader.With("alg", alg)));
        await ShouldRefuseAsync(guarded.Azure(header: guarded.SecretHeader.With("alg", alg)));
    }

    [Theory]
    [InlineData(Tracker.Jira)]
    [InlineData(Tracker.AzureDevOps)]
    public async Task Another_key_is_refused(Tracker tracker)
    {
        using var other = RSA.Create(2048);
        await ShouldRefuseAsync(tracker is Tracker.Jira
            ? Tokens.SignedBy(other, guarded.RsaHeader, guarded.ForgeClaims())
            : guarded.Azure(secret: GuardedService.Certificate[..^1] + "X"));
    }

    [Theory]
    [InlineData(Tracker.Jira)]
    [InlineData(Tracker.AzureDevOps)]
    public async Task The_name_of_a_key_that_is_not_there_is_refused(Tracker tracker)
    {
        using var other = RSA.Create(2048);
        await ShouldRefuseAsync(tracker is Tracker.Jira
            ? Tokens.SignedBy(other, guarded.RsaHeader.With("kid", "k9"), guarded.ForgeClaims())
            : guarded.Azure(header: guarded.SecretHeader.With("kid", "k9"), secret: new string('x', 64)));
        await ShouldRefuseAsync(guarded.Forge(header: guarded.RsaHeader.With("kid", "k9")));
        await ShouldRefuseAsync(guarded.Forge(header: guarded.RsaHeader.Without("kid")));
    }

    [Theory]
    [InlineData(Tracker.Jira)]
    [InlineData(Tracker.AzureDevOps)]
    public async Task A_token_counts_in_its_time_alone_with_a_minute_for_clocks_that_differ(Tracker tracker)
    {
        await ShouldTakeAsync(Make(tracker, Claims(tracker).With("exp", guarded.Seconds(-59))));
        await ShouldRefuseAsync(Make(tracker, Claims(tracker).With("exp", guarded.Seconds(-60))));
        await ShouldTakeAsync(Make(tracker, Claims(tracker).With("nbf", guarded.Seconds(60))));
        await ShouldRefuseAsync(Make(tracker, Claims(tracker).With("nbf", guarded.Seconds(61))));
        await ShouldRefuseAsync(Make(tracker, Claims(tracker).Without("exp")));
        await ShouldRefuseAsync(Make(tracker, Claims(tracker).With("exp", "tomorrow")));
    }

    [Theory]
    [InlineData(Tracker.Jira)]
    [InlineData(Tracker.AzureDevOps)]
    public async Task A_token_for_somebody_else_or_of_somebody_else_is_refused(Tracker tracker)
    {
        await ShouldRefuseAsync(Make(tracker, Claims(tracker).With("aud", "another-audience")));
        await ShouldRefuseAsync(Make(tracker, Claims(tracker).Without("aud")));
        await ShouldRefuseAsync(Make(tracker, Claims(tracker).With("iss", "another-issuer")));
        await ShouldRefuseAsync(Make(tracker, Claims(tracker).Without("iss")));
        await ShouldRefuseAsync(Make(tracker, Claims(tracker).With("iss", 7)));
        await ShouldRefuseAsync(Make(tracker, Claims(tracker).With("aud", new JsonArray(7, new JsonObject()))));
    }

    [Fact]
    public async Task A_token_of_the_other_tracker_is_refused()
    {
        await ShouldRefuseAsync(guarded.Forge(guarded.AzureClaims()));
        await ShouldRefuseAsync(guarded.Azure(guarded.ForgeClaims()));
        await ShouldRefuseAsync(guarded.Azure(guarded.OidcClaims()));
        await ShouldRefuseAsync(guarded.Oidc(guarded.ForgeClaims().With("iss", guarded.Issuer.Issuer)));
    }

    [Fact]
    public async Task A_token_of_another_app_is_refused()
    {
        await ShouldRefuseAsync(guarded.Forge(guarded.ForgeClaims().With("app", new JsonObject { ["id"] = "ari:cloud:ecosystem::app/other" })));
        await ShouldRefuseAsync(guarded.Forge(guarded.ForgeClaims().Without("app")));
        await ShouldRefuseAsync(guarded.Forge(guarded.ForgeClaims().With("app", "text")));
        await ShouldRefuseAsync(guarded.Azure(guarded.AzureClaims().With("aud", "another-extension")));
    }

    [Theory]
    [InlineData(Tracker.Jira)]
    [InlineData(Tracker.AzureDevOps)]
    public async Task A_token_cannot_bring_its_own_key(Tracker tracker)
    {
        foreach (var name in new[] { "jku", "x5u", "jwk", "x5c", "crit" })
        {
            await ShouldRefuseAsync(Make(tracker, Claims(tracker), Header(tracker).With(name, $"{guarded.Issuer.Address}/keys")));
        }

        guarded.Issuer.Reads.ShouldBe(0);
    }

    [Theory]
    [InlineData(Tracker.Jira)]
    [InlineData(Tracker.AzureDevOps)]
    public async Task A_token_anywhere_but_in_its_header_is_not_looked_at(Tracker tracker)
    {
        var token = Make(tracker, Claims(tracker));
        (await guarded.GetAsync(null, $"/api/workspace?access_token={token}&token={token}&jwt={token}&code={token}")).ShouldBeProblem(401, "unauthenticated");

        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/workspace");
        request.Headers.Add("Cookie", $"Authorization={token}; access_token={token}");
        request.Headers.Add("X-Api-Key", GuardedService.KeyOf("admin"));
        using var response = await guarded.Client.SendAsync(request, Cancel);
        (await Answer.OfAsync(response)).ShouldBeProblem(401, "unauthenticated");
    }

    [Theory]
    [InlineData("context")]
    [InlineData("nameid")]
    [InlineData("tid")]
    public async Task A_token_that_does_not_say_who_or_where_is_refused(string claim)
    {
        var tracker = claim is "context" ? Tracker.Jira : Tracker.AzureDevOps;
        await ShouldRefuseAsync(Make(tracker, Claims(tracker).Without(claim)));
        await ShouldRefuseAsync(Make(tracker, Claims(tracker).With(claim, 7)));
        await ShouldRefuseAsync(Make(tracker, Claims(tracker).With(claim, new string('x', 201))));
        await ShouldRefuseAsync(Make(tracker, Claims(tracker).With(claim, "line\nbreak")));
    }

    [Fact]
    public async Task A_key_ends_when_the_settings_say_so()
    {
        await ShouldRefuseAsync(GuardedService.KeyOf("ended"));
        await ShouldTakeAsync(GuardedService.KeyOf("ending"));
        guarded.Clock.Now = guarded.Clock.Now.AddMinutes(30);
        await ShouldRefuseAsync(GuardedService.KeyOf("ending"));
    }

    [Fact]
    public async Task What_is_refused_is_in_the_log_by_its_trace_id_and_without_the_token()
    {
        var token = guarded.Forge(guarded.ForgeClaims().With("exp", guarded.Seconds(-600)));
        var answer = await guarded.GetAsync(token);

        guarded.Service.Log.Text.ShouldContain(answer.Json.GetProperty("traceId").GetString()!);
        guarded.Service.Log.Text.ShouldContain("SecurityTokenInvalidLifetimeException");
        guarded.Service.Log.Text.ShouldNotContain(token.Split('.')[1]);
        guarded.Service.Log.Text.ShouldNotContain(token.Split('.')[2]);
        guarded.Service.Log.Text.ShouldNotContain(GuardedService.Certificate);
    }

    public ValueTask DisposeAsync() => guarded.DisposeAsync();

    private JsonObject Header(Tracker tracker) => tracker is Tracker.Jira ? guarded.RsaHeader : guarded.SecretHeader;

    private JsonObject Claims(Tracker tracker) => tracker is Tracker.Jira ? guarded.ForgeClaims() : guarded.AzureClaims();

    private string Make(Tracker tracker, JsonObject claims, JsonObject? header = null) =>
        tracker is Tracker.Jira ? guarded.Forge(claims, header) : guarded.Azure(claims, header);

    private async Task<string?> RoleAsync(string token) =>
        (await guarded.GetAsync(token)).Json.GetProperty("caller").GetProperty("role").GetString();

    private async Task ShouldTakeAsync(string token) => (await guarded.GetAsync(token)).Status.ShouldBe(200);

    private async Task ShouldRefuseAsync(string token)
    {
        using var request = GuardedService.Request(HttpMethod.Get, "/api/workspace", token);
        using var response = await guarded.Client.SendAsync(request, Cancel);

        var answer = await Answer.OfAsync(response);
        answer.ShouldBeProblem(401, "invalidToken").ShouldNotContain(token);
        response.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer error=\"invalid_token\"");
    }

    public enum Tracker
    {
        Jira,
        AzureDevOps,
    }
}
