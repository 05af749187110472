using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using TrackerSegments.Service.Tests.History;
using TrackerSegments.Service.Tests.Infrastructure;

namespace TrackerSegments.Service.Tests.Advice;

/// <summary>Rules that suggest segments, over HTTP.</summary>
public sealed class SuggestionTests : IAsyncLifetime
{
    private const string Rules = """
        {"rules":[
          {"name":"Small shops","conditions":[{"field":"title","operator":"contains","text":"A-5"}],"segment":"smb"},
          {"name":"Everything else","conditions":[{"field":"project","operator":"is","text":"a"},{"field":"title","operator":"contains","text":"A-7","not":true}],"segment":"enterprise"}
        ]}
        """;

    private readonly HistoryDays days = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await days.OnAsync(
        0,
        Backlogs.Epic("A-1", 30, "Enterprise"),
        Backlogs.Epic("A-2", 20, "Mid-market"),
        Backlogs.Epic("A-5", 10),
        Backlogs.Epic("A-6", 12),
        Backlogs.Epic("A-7", 3));

    public ValueTask DisposeAsync() => days.DisposeAsync();

    [Fact]
    public async Task What_rules_suggest_is_as_approved()
    {
        var (_, tag) = await GetAsync();
        (await PutAsync(Rules, tag)).Status.ShouldBe(200);

        var (document, _) = await GetAsync();

        Approved.ShouldMatch(TrendTests.Indented(document), "suggestions.json");
    }

    [Fact]
    public async Task A_dry_run_shows_the_same_and_keeps_nothing()
    {
        var (before, tag) = await GetAsync();

        var tried = await PutAsync(Rules.Replace("\"rules\":[", "\"dryRun\":true,\"rules\":[", StringComparison.Ordinal), tag: null);

        tried.Json.GetProperty("suggestedCount").GetInt32().ShouldBe(2);
        (await GetAsync()).ShouldBe((before, tag), new Same());
    }

    [Fact]
    public async Task Accepting_what_is_suggested_gives_what_was_predicted()
    {
        var put = await PutAsync(Rules, (await GetAsync()).Tag);
        var suggested = put.Json.GetProperty("suggested").EnumerateArray().Select(s => (
            Key: s.GetProperty("key").GetString()!, Revision: s.GetProperty("revision").GetString()!, Segment: s.GetProperty("segment").GetString()!)).ToArray();
        suggested.Select(s => $"{s.Key} {s.Segment}").ShouldBe(["A-5 smb", "A-6 enterprise"]);

        foreach (var group in suggested.GroupBy(s => s.Segment, StringComparer.Ordinal))
        {
            var edit = JsonSerializer.Serialize(new
            {
                lens = Backlogs.Lens,
                add = new[] { group.Key },
                epics = group.Select(s => new { key = s.Key, expectedRevision = s.Revision }),
                idempotencyKey = group.Key,
            });
            (await days.Service.WriteManyAsync(edit)).Status.ShouldBe(200);
        }

        var alignment = await days.Service.GetAsync("/api/alignment");
        put.Json.GetProperty("after").GetProperty("index").GetRawText().ShouldBe(alignment.GetProperty("alignment").GetProperty("index").GetRawText());
        var now = (await GetAsync()).Document;
        now.GetProperty("suggestedCount").GetInt32().ShouldBe(0);
        now.GetProperty("agreeingCount").GetInt32().ShouldBe(3);
        now.GetProperty("unmatchedCount").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task Rules_that_somebody_else_changed_are_not_written_over()
    {
        var (_, tag) = await GetAsync();
        (await PutAsync(Rules, tag)).Status.ShouldBe(200);

        (await PutAsync("""{"rules":[]}""", tag)).ShouldBeProblem(409, "changedMeanwhile");
        (await PutAsync("""{"rules":[]}""", tag: null)).ShouldBeProblem(428, "versionMissing");

        (await GetAsync()).Document.GetProperty("rules").GetArrayLength().ShouldBe(2);
        (await PutAsync("""{"rules":[]}""", (await GetAsync()).Tag)).Status.ShouldBe(200);
        (await GetAsync()).Tag.ShouldBe(tag);
    }

    [Fact]
    public async Task Of_two_that_change_the_same_rules_at_once_one_is_told()
    {
        var (_, tag) = await GetAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => PutAsync(Rules.Replace("Small", $"Small {i}", StringComparison.Ordinal), tag)));

        answers.Count(a => a.Status == 200).ShouldBe(1);
        answers.Count(a => a.Status == 409).ShouldBe(5);
    }

    [Fact]
    public async Task Rules_are_there_after_a_new_start()
    {
        var put = await PutAsync(Rules, (await GetAsync()).Tag);

        await days.OnAsync(1, Backlogs.Epic("A-1", 30, "Enterprise"));

        (await GetAsync()).Document.GetProperty("rules").GetRawText().ShouldBe(put.Json.GetProperty("rules").GetRawText());
    }

    [Theory]
    [InlineData("""{"rules":[{"name":"r","conditions":[],"segment":"smb"}]}""", "The rule \"r\" has no condition and would hold for every epic. Give it at least one.")]
    [InlineData("""{"rules":[{"name":"r","conditions":[{"field":"title","operator":"is","text":" "}],"segment":"smb"}]}""", "The rule \"r\" compares title with nothing. Say what with.")]
    [InlineData("""{"rules":[{"name":"r","conditions":[{"field":"title","operator":"like","text":"x"}],"segment":"smb"}]}""", "A condition of the rule \"r\" compares in no way that is known: its operator is is, contains or under.")]
    [InlineData("""{"rules":[{"name":" ","conditions":[],"segment":"smb"}]}""", "The rule 1 has no name, or one of more than 200 characters.")]
    [InlineData("""{"rules":[null]}""", "The rule 1 is null. Leave it out.")]
    public async Task A_rule_that_cannot_be_is_refused_in_a_sentence(string body, string sentence) =>
        (await PutAsync(body, (await GetAsync()).Tag)).ShouldBeProblem(422, "ruleUnusable").ShouldBe(sentence);

    [Theory]
    [InlineData("""{"rules":[{"name":"r","conditions":[{"field":"title","operator":"is","text":"x"}],"segment":"gold"}]}""", 422, "ruleUnusable")]
    [InlineData("""{"rules":[{"name":"r","conditions":[{"field":"title","operator":"is","text":"x"}],"segment":"smb"},{"name":"R","conditions":[{"field":"title","operator":"is","text":"x"}],"segment":"smb"}]}""", 422, "ruleUnusable")]
    [InlineData("""{"rules":[{"name":"r","condition":[],"segment":"smb"}]}""", 400, "malformedBody")]
    [InlineData("""{"rules":null}""", 400, "malformedBody")]
    [InlineData("""{}""", 400, "malformedBody")]
    public async Task Anything_else_is_refused_too(string body, int status, string code) =>
        (await PutAsync(body, (await GetAsync()).Tag)).ShouldBeProblem(status, code);

    [Fact]
    public async Task A_file_has_no_tracker_to_ask() =>
        Approved.ShouldMatch(TrendTests.Indented(await days.Service.GetAsync("/api/queries")), "queries.json");

    private async Task<(JsonElement Document, string Tag)> GetAsync()
    {
        using var response = await days.Service.Client.GetAsync("/api/suggestions", Cancel);
        var answer = await Answer.OfAsync(response);
        answer.Status.ShouldBe(200, answer.Text);
        return (answer.Json, response.Headers.ETag!.Tag);
    }

    private async Task<Answer> PutAsync(string body, string? tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, "/api/suggestions") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (tag is not null)
        {
            request.Headers.IfMatch.Add(new EntityTagHeaderValue(tag));
        }

        using var response = await days.Service.Client.SendAsync(request, Cancel);
        return await Answer.OfAsync(response);
    }

    private sealed class Same : IEqualityComparer<(JsonElement Document, string Tag)>
    {
        public bool Equals((JsonElement Document, string Tag) x, (JsonElement Document, string Tag) y) =>
            x.Tag == y.Tag && JsonElement.DeepEquals(x.Document, y.Document);

        public int GetHashCode((JsonElement Document, string Tag) obj) => obj.Tag.GetHashCode(StringComparison.Ordinal);
    }
}
