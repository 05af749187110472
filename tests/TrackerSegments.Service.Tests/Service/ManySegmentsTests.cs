using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using TrackerSegments.Service.Board;
using TrackerSegments.Service.Tests.Infrastructure;

namespace TrackerSegments.Service.Tests.Service;

/// <summary>Segments of many epics are changed in one request.</summary>
public sealed class ManySegmentsTests : IAsyncLifetime
{
    private static readonly string[] Smb = ["smb"];
    private static readonly string[] Members = ["key", "outcome", "code"];
    private static readonly object?[] NoEpic = [null];

    private readonly TemporaryFolder folder = new();
    private RunningService service = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => service = await RunningService.StartAsync(folder.File("data"), Backlogs.Source(Backlogs.Write(
        folder,
        "backlog.jsonl",
        [Backlogs.Epic("A-1", 60, "Enterprise"), Backlogs.Epic("A-2", 20, "SMB", "Legacy"), .. Enumerable.Range(3, 1_000).Select(i => Backlogs.Epic($"A-{i}", 1))])));

    [Fact]
    public async Task Each_epic_has_an_outcome_of_its_own_and_one_that_fails_stops_no_other()
    {
        await service.WriteAsync("A-3", "1", "theirs", ["mid-market"], []);

        var answer = await PostAsync("k", ("A-1", "1"), ("A-2", "1"), ("A-3", "1"), ("A-4", "1"), ("B-9", "1"));

        answer.Status.ShouldBe(200, answer.Text);
        Outcomes(answer).ShouldBe(["A-1 written", "A-2 unchanged", "A-3 conflict staleRevision", "A-4 written", "B-9 notFound unknownEpic"]);
        Segments(await service.EpicAsync("A-1")).ShouldBe(["enterprise", "smb"]);
        Segments(await service.EpicAsync("A-3")).ShouldBe(["mid-market"]);
        answer.Json.GetProperty("alignment").GetRawText().ShouldBe((await service.GetAsync("/api/alignment")).GetRawText());
    }

    [Fact]
    public async Task A_dry_run_predicts_all_at_once_and_writes_nothing()
    {
        var board = (await service.GetAsync("/api/board")).GetRawText();

        var predicted = await SendAsync(new { lens = Backlogs.Lens, epics = new[] { new { key = "A-1" }, new { key = "A-4" } }, add = Smb, dryRun = true });

        Outcomes(predicted).ShouldBe(["A-1 written", "A-4 written"]);
        predicted.Json.GetProperty("written").GetBoolean().ShouldBeFalse();
        (await service.GetAsync("/api/board")).GetRawText().ShouldBe(board);
        (await PostAsync("k", ("A-1", "1"), ("A-4", "1"))).Json.GetProperty("alignment").GetRawText()
            .ShouldBe(predicted.Json.GetProperty("alignment").GetRawText());
    }

    [Fact]
    public async Task A_thousand_epics_are_one_request_that_is_carried_out_once()
    {
        var epics = Enumerable.Range(3, ManySegmentsEdit.MaxEpics).Select(i => ($"A-{i}", "1")).ToArray();

        var first = await PostAsync("k", epics);
        var again = await PostAsync("k", [.. epics.Reverse()]);

        first.Status.ShouldBe(200, first.Text);
        first.Json.GetProperty("results").EnumerateArray().Count(r => r.GetProperty("outcome").ValueEquals("written")).ShouldBe(1_000);
        again.ShouldBe(first);
        (await service.EpicAsync("A-1002")).GetProperty("revision").GetString().ShouldBe("2");
        (await PostAsync("k", ("A-1", "1"))).ShouldBeProblem(422, "idempotencyKeyReused");
    }

    [Fact]
    public async Task What_cannot_be_done_at_all_is_refused_whole()
    {
        (await PostAsync("k")).ShouldBeProblem(422, "epicsMissing");
        (await PostAsync("k", ("A-1", "1"), ("A-1", "1"))).ShouldBeProblem(422, "epicNamedTwice");
        (await PostAsync("k", ("A-1", ""))).ShouldBeProblem(422, "expectedRevisionMissing");
        (await PostAsync("", ("A-1", "1"))).ShouldBeProblem(422, "idempotencyKeyMissing");
        (await PostAsync("k", [.. Enumerable.Range(1, 1_001).Select(i => (i.ToString(CultureInfo.InvariantCulture), "1"))])).ShouldBeProblem(422, "tooManyEpics");
        (await SendAsync(new { lens = Backlogs.Lens, epics = NoEpic, add = Smb })).ShouldBeProblem(400, "malformedBody");
    }

    [Theory]
    [InlineData("/api/epics/segments", 250, 200)]
    [InlineData("/api/epics/segments", 257, 413)]
    [InlineData("/api/epics/A-1/segments", 65, 413)]
    public async Task A_body_may_be_larger_where_many_epics_are_named(string address, int kilobytes, int status)
    {
        var epics = address.EndsWith("A-1/segments", StringComparison.Ordinal) ? "" : "\"epics\":[{\"key\":\"A-1\"}],";
        using var content = new StringContent(
            $$"""{"lens":"{{Backlogs.Lens}}",{{epics}}"add":["smb"],"dryRun":true}""" + new string(' ', kilobytes * 1024), Encoding.UTF8, "application/json");

        using var response = await service.Client.PostAsync(address, content, Cancel);

        ((int)response.StatusCode).ShouldBe(status);
        if (status == 413)
        {
            (await Answer.OfAsync(response)).ShouldBeProblem(413, "bodyTooLarge").ShouldContain(epics.Length > 0 ? "256 KB" : "64 KB");
        }
    }

    [Fact]
    public async Task A_token_of_the_acting_user_that_cannot_be_read_is_refused_and_not_told()
    {
        service.Client.DefaultRequestHeaders.TryAddWithoutValidation(ActingUser.JiraHeader, "planted token");

        (await PostAsync("k", ("A-1", "1"))).ShouldBeProblem(400, "actingUserUnreadable").ShouldNotContain("planted");

        service.Log.Text.ShouldNotContain("planted");
    }

    public async ValueTask DisposeAsync()
    {
        await service.DisposeAsync();
        folder.Dispose();
    }

    private static string[] Outcomes(Answer answer) => [.. answer.Json.GetProperty("results").EnumerateArray().Select(r => string.Join(
        ' ',
        Members.Where(name => r.TryGetProperty(name, out _)).Select(name => r.GetProperty(name).GetString())))];

    private static string[] Segments(JsonElement epic) => [.. epic.GetProperty("segments").EnumerateArray().Select(s => s.GetString()!)];

    private Task<Answer> PostAsync(string idempotencyKey, params (string Key, string Revision)[] epics) => SendAsync(new
    {
        lens = Backlogs.Lens,
        epics = epics.Select(e => new { key = e.Key, expectedRevision = e.Revision }),
        add = Smb,
        idempotencyKey,
    });

    private async Task<Answer> SendAsync(object body)
    {
        using var response = await service.Client.PostAsJsonAsync("/api/epics/segments", body, Cancel);
        return await Answer.OfAsync(response);
    }
}
