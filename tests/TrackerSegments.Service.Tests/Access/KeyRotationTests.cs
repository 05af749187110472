using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace TrackerSegments.Service.Tests.Access;

public sealed class KeyRotationTests : IAsyncLifetime
{
    private GuardedService guarded = null!;

    public async ValueTask InitializeAsync() => guarded = await GuardedService.StartAsync();

    [Fact]
    public async Task Both_keys_are_taken_while_both_are_published_and_the_old_one_is_refused_after()
    {
        (await StatusAsync("k1")).ShouldBe(200);
        guarded.Issuer.Keys["k2"] = RSA.Create(2048);
        Pass(TimeSpan.FromMinutes(2));
        (await StatusAsync("k2")).ShouldBe(200);
        (await StatusAsync("k1")).ShouldBe(200);

        using var old = guarded.Issuer.Keys["k1"];
        guarded.Issuer.Keys.Remove("k1");
        Pass(TimeSpan.FromHours(1));
        (await StatusAsync("k2")).ShouldBe(200);
        (await StatusAsync("k1", old)).ShouldBe(401);
    }

    [Fact]
    public async Task Names_that_are_not_there_make_it_ask_at_most_once_a_minute()
    {
        using var own = RSA.Create(2048);
        (await StatusAsync("k1")).ShouldBe(200);
        guarded.Issuer.Reads.ShouldBe(1);

        foreach (var (seconds, reads) in new[] { (1, 1), (58, 1), (1, 2), (30, 2), (29, 2), (1, 3) })
        {
            Pass(TimeSpan.FromSeconds(seconds));
            var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => StatusAsync($"unknown-{i}", own)));
            answers.ShouldAllBe(status => status == 401);
            guarded.Issuer.Reads.ShouldBe(reads);
        }
    }

    [Fact]
    public async Task Many_callers_at_once_make_it_ask_once()
    {
        (await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => StatusAsync("k1")))).ShouldAllBe(status => status == 200);
        guarded.Issuer.Reads.ShouldBe(1);
    }

    [Fact]
    public async Task Where_keys_were_never_read_nobody_is_let_in_and_the_answer_says_to_come_again()
    {
        guarded.Issuer.Instead = context => Task.FromException(new InvalidOperationException("out of order"));

        var answer = await guarded.GetAsync(guarded.Forge());
        answer.ShouldBeProblem(503, "callerNotVerifiable");
        guarded.Service.Log.Text.ShouldContain(answer.Json.GetProperty("traceId").GetString()!);

        guarded.Issuer.Instead = null;
        (await StatusAsync("k1")).ShouldBe(503);
        Pass(TimeSpan.FromMinutes(1));
        (await StatusAsync("k1")).ShouldBe(200);
    }

    [Fact]
    public async Task Keys_that_are_there_serve_for_a_day_while_new_ones_cannot_be_read()
    {
        (await StatusAsync("k1")).ShouldBe(200);
        guarded.Issuer.Instead = Broken;
        Pass(TimeSpan.FromHours(23));
        (await StatusAsync("k1")).ShouldBe(200);
        Pass(TimeSpan.FromHours(1));
        (await StatusAsync("k1")).ShouldBe(503);

        static Task Broken(HttpContext context)
        {
            context.Response.StatusCode = 500;
            return Task.CompletedTask;
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"keys\":[]}")]
    [InlineData("{\"keys\":[{\"kty\":\"oct\",\"kid\":\"k1\",\"k\":\"AAAA\"}]}")]
    [InlineData("{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"k1\",\"n\":\"AQAB\",\"e\":\"AQAB\"}]}")]
    [InlineData("{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"k1\"}]}")]
    [InlineData("<html>")]
    public async Task Keys_that_are_none_let_nobody_in(string answer)
    {
        guarded.Issuer.Instead = context => context.Response.WriteAsync(answer);

        (await StatusAsync("k1")).ShouldBe(503);
    }

    [Fact]
    public async Task A_redirect_to_other_keys_is_not_followed()
    {
        guarded.Issuer.Instead = context =>
        {
            context.Response.Redirect($"{guarded.Issuer.Address}/.well-known/openid-configuration");
            return Task.CompletedTask;
        };

        (await StatusAsync("k1")).ShouldBe(503);
    }

    [Fact]
    public async Task An_old_certificate_of_the_extension_is_refused_after_its_end()
    {
        (await guarded.GetAsync(guarded.Azure(secret: GuardedService.OldCertificate))).Status.ShouldBe(200);
        guarded.Clock.Now = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);

        (await guarded.GetAsync(guarded.Azure(secret: GuardedService.OldCertificate))).ShouldBeProblem(401, "invalidToken");
        (await guarded.GetAsync(guarded.Azure())).Status.ShouldBe(200);
    }

    public ValueTask DisposeAsync() => guarded.DisposeAsync();

    private void Pass(TimeSpan time) => guarded.Clock.Now += time;

    private async Task<int> StatusAsync(string key, RSA? signer = null) => (await guarded.GetAsync(
        Tokens.SignedBy(signer ?? guarded.Issuer.Keys[key], guarded.RsaHeader.With("kid", key), guarded.ForgeClaims()))).Status;
}
