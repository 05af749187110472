using System.Text.Json;
using TrackerSegments.Service.Reports;
using TrackerSegments.Service.Tests.History;
using TrackerSegments.Service.Tests.Infrastructure;
using TrackerSegments.Service.Tests.Schemes;

namespace TrackerSegments.Service.Tests.Advice;

/// <summary>Stances of stakeholders and the notes that settle their conflicts, over HTTP.</summary>
public sealed class StanceTests : IAsyncLifetime
{
    private const string Lens = "stakeholder";
    private const string A1 = $"/api/stances/{Lens}/A-1";

    private const string Conflict = """
        {"stakeholder":"buyer","effect":2,"why":"Pays twice today","hope":"One invoice"},{"stakeholder":"admin","effect":-1,"worry":"Two consoles"}
        """;

    private readonly HistoryDays days = new();

    public async ValueTask InitializeAsync()
    {
        await days.OnAsync(0, Backlogs.Epic("A-1", 30, "Enterprise"), Backlogs.Epic("A-2", 20, "SMB"));
        (await days.Service.CallAsync(HttpMethod.Put, $"/api/schemes/{Lens}", $$$"""{"template":"Stakeholder","lens":{"field":"{{{Backlogs.Field}}}"}}""", isNew: true)).Answer.ShouldBeDone();
    }

    public ValueTask DisposeAsync() => days.DisposeAsync();

    [Fact]
    public async Task What_is_said_of_an_epic_is_as_approved()
    {
        await SayAsync(Conflict);
        await SayAsync("""{"stakeholder":"end-user","effect":1}""", path: $"/api/stances/{Lens}/A-2");

        Approved.ShouldMatch(TrendTests.Indented(await days.Service.GetAsync($"/api/stances/{Lens}")), "stances.json");
    }

    [Fact]
    public async Task A_conflict_is_open_until_a_note_settles_it_and_again_when_an_effect_changes()
    {
        (await OpenAsync()).ShouldBe(0);
        await SayAsync(Conflict);
        (await OpenAsync()).ShouldBe(1);

        var settled = await SayAsync(Conflict, "Ship it behind a switch");
        settled.GetProperty("note").GetProperty("text").GetString().ShouldBe("Ship it behind a switch");
        settled.GetProperty("note").GetProperty("author").GetString().ShouldBe("local");
        settled.GetProperty("note").GetProperty("at").GetDateTimeOffset().ShouldBe(days.Clock.Now);
        (await OpenAsync()).ShouldBe(0);

        // Other words change nothing of what was settled.
        await SayAsync(Conflict.Replace("Two consoles", "Three consoles", StringComparison.Ordinal));
        (await OpenAsync()).ShouldBe(0);

        var changed = await SayAsync(Conflict.Replace("-1", "-2", StringComparison.Ordinal));
        changed.GetProperty("note").ValueKind.ShouldBe(JsonValueKind.Null);
        (await OpenAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task A_note_keeps_its_author_and_time_until_it_says_something_else_or_is_taken_away()
    {
        var first = await SayAsync(Conflict, "Later");
        days.Clock.Now += TimeSpan.FromHours(1);

        (await SayAsync(Conflict, "Later")).GetProperty("note").GetRawText().ShouldBe(first.GetProperty("note").GetRawText());
        (await SayAsync(Conflict, "Sooner")).GetProperty("note").GetProperty("at").GetDateTimeOffset().ShouldBe(days.Clock.Now);
        (await SayAsync(Conflict, "")).GetProperty("note").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task What_was_said_is_there_after_a_new_start_and_gone_when_it_is_taken_back()
    {
        var said = await SayAsync(Conflict, "Later");
        await days.OnAsync(1, Backlogs.Epic("A-1", 30, "Enterprise"));

        (await days.Service.GetAsync(A1)).GetRawText().ShouldBe(said.GetRawText());

        await SayAsync("");
        (await days.Service.GetAsync($"/api/stances/{Lens}")).GetProperty("epics").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task What_somebody_else_said_in_the_meantime_is_shown_beside_it_and_stands()
    {
        var tag = await days.Service.TagAsync(A1);
        await SayAsync(Conflict);

        var refused = (await days.Service.CallAsync(HttpMethod.Put, A1, """{"stances":[]}""", tag)).Answer;

        refused.ShouldBeProblem(409, "changedMeanwhile");
        refused.Json.GetProperty("theirs").GetProperty("stances").GetArrayLength().ShouldBe(2);
        refused.Json.GetProperty("yours").GetProperty("stances").GetArrayLength().ShouldBe(0);
        (await days.Service.CallAsync(HttpMethod.Put, A1, """{"stances":[]}""")).Answer.ShouldBeProblem(428, "versionMissing");
        (await OpenAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Of_many_at_once_one_is_kept()
    {
        var tag = await days.Service.TagAsync(A1);

        var answers = await Task.WhenAll(Enumerable.Range(1, 6).Select(i => days.Service.CallAsync(
            HttpMethod.Put, A1, $$"""{"stances":[{"stakeholder":"buyer","effect":1,"why":"Reason {{i}}"}]}""", tag)));

        answers.Count(a => a.Answer.Status == 200).ShouldBe(1);
        answers.Count(a => a.Answer.Status == 409).ShouldBe(5);
    }

    [Theory]
    [InlineData("""{"stances":[{"stakeholder":"buyer","effect":3}]}""", 422, "stanceUnusable")]
    [InlineData("""{"stances":[{"stakeholder":"board","effect":1}]}""", 422, "stanceUnusable")]
    [InlineData("""{"stances":[{"stakeholder":"buyer","effect":1},{"stakeholder":"buyer","effect":-1}]}""", 422, "stanceUnusable")]
    [InlineData("""{"stances":[{"stakeholder":"buyer","effect":1}],"note":"Nothing to settle"}""", 422, "stanceUnusable")]
    [InlineData("""{"stances":[null]}""", 422, "stanceUnusable")]
    [InlineData("""{"stances":[{"stakeholder":"buyer","effect":1.5}]}""", 400, "malformedBody")]
    [InlineData("""{"stances":[{"stakeholder":"buyer"}]}""", 400, "malformedBody")]
    [InlineData("""{}""", 400, "malformedBody")]
    public async Task What_cannot_be_is_refused_and_nothing_is_kept(string body, int status, string code)
    {
        (await days.Service.CallAsync(HttpMethod.Put, A1, body, await days.Service.TagAsync(A1))).Answer.ShouldBeProblem(status, code);

        (await days.Service.GetAsync(A1)).GetProperty("stances").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_text_that_is_too_long_is_refused() => (await days.Service.CallAsync(
            HttpMethod.Put, A1, $$"""{"stances":[{"stakeholder":"buyer","effect":1,"hope":"{{new string('x', 2_001)}}"}]}""", await days.Service.TagAsync(A1)))
        .Answer.ShouldBeProblem(422, "stanceUnusable").ShouldBe("What somebody hopes for is too long: it has at most 2,000 characters.");

    [Theory]
    [InlineData("/api/stances/nobody/A-1", 404, "unknownLens")]
    [InlineData("/api/stances/stakeholder/Z-9", 404, "unknownEpic")]
    [InlineData($"/api/stances/{Backlogs.Lens}/A-1", 422, "notOfStakeholders")]
    public async Task Where_nobody_can_have_a_stance_that_is_said(string path, int status, string code)
    {
        (await days.Service.CallAsync(HttpMethod.Get, path)).Answer.ShouldBeProblem(status, code);
        (await days.Service.CallAsync(HttpMethod.Put, path, """{"stances":[]}""", "\"x\"")).Answer.ShouldBeProblem(status, code);
    }

    [Fact]
    public async Task Who_said_what_is_in_the_audit_log()
    {
        days.Clock.Now += TimeSpan.FromMinutes(1);
        await SayAsync(Conflict);
        days.Clock.Now += TimeSpan.FromMinutes(1);
        await SayAsync(Conflict, "Later");

        var change = (await days.Service.GetAsync("/api/audit")).GetProperty("entries")[0];

        change.GetProperty("action").GetString().ShouldBe("change stances");
        change.GetProperty("changes")[0].GetProperty("before").GetString().ShouldBe("admin -1, buyer +2");
        change.GetProperty("changes")[0].GetProperty("after").GetString().ShouldBe("admin -1, buyer +2; settled by local: Later");
    }

    [Fact]
    public async Task What_is_said_of_a_stakeholder_that_is_archived_counts_no_more()
    {
        await SayAsync(Conflict);

        (await days.Service.ChangeAsync("""{"kind":"archive","segment":"admin","unassigned":true}""", $"/api/schemes/{Lens}")).ShouldBeDone();

        (await OpenAsync()).ShouldBe(0);
        (await days.Service.GetAsync(A1)).GetProperty("conflict").GetBoolean().ShouldBeFalse();
        (await ConflictsAsync("A-1")).GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task An_epic_tells_of_its_conflict_whatever_lens_is_shown()
    {
        (await ConflictsAsync("A-1")).GetArrayLength().ShouldBe(0);
        await SayAsync(Conflict, "Later");

        var conflict = (await ConflictsAsync("A-1"))[0];

        conflict.GetProperty("lensName").GetString().ShouldBe("Stakeholder");
        conflict.GetProperty("helps")[0].GetString().ShouldBe("Buyer");
        conflict.GetProperty("harms")[0].GetString().ShouldBe("Admin");
        conflict.GetProperty("open").GetBoolean().ShouldBeFalse();
        conflict.GetProperty("note").GetProperty("text").GetString().ShouldBe("Later");
        (await ConflictsAsync("A-2")).GetArrayLength().ShouldBe(0);
        (await days.Service.CallAsync(HttpMethod.Get, "/api/epics/Z-9/conflicts")).Answer.ShouldBeProblem(404, "unknownEpic");
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, "1 epic helps one stakeholder and harms another, and nobody has settled it yet: A-1.")]
    [InlineData(2, "2 epics help one stakeholder and harm another, and nobody has settled it yet: A-1, A-2.")]
    [InlineData(4, "4 epics help one stakeholder and harm another, and nobody has settled it yet: A-1, A-2, A-3, …")]
    public void A_report_says_how_many_conflicts_are_open(int count, string? sentence) =>
        ConflictSentence.Of([.. Enumerable.Range(1, count).Select(i => $"A-{i}")]).ShouldBe(sentence);

    private async Task<JsonElement> ConflictsAsync(string epic) => (await days.Service.GetAsync($"/api/epics/{epic}/conflicts")).GetProperty("conflicts");

    private async Task<int> OpenAsync()
    {
        var findings = await days.Service.GetAsync($"/api/findings?lens={Lens}");
        var open = findings.GetProperty("openConflicts").GetInt32();
        findings.GetProperty("conflicts").EnumerateArray().Count(c => c.GetProperty("open").GetBoolean()).ShouldBe(open);
        return open;
    }

    private async Task<JsonElement> SayAsync(string stances, string? note = null, string path = A1) => (await days.Service.CallAsync(
        HttpMethod.Put,
        path,
        $$"""{"stances":[{{stances}}]{{(note is null ? "" : $",\"note\":\"{note}\"")}}}""",
        await days.Service.TagAsync(path))).Answer.ShouldBeDone().Json;
}
