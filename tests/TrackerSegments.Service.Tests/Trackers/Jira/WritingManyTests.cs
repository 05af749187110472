using System.Globalization;
using System.Net;
using TrackerSegments.Service.Trackers;
using TrackerSegments.Simulators.Jira;
using TrackerSegments.Simulators.Jira.Model;

namespace TrackerSegments.Service.Tests.Trackers.Jira;

/// <summary>Many epics get a segment at once.</summary>
public sealed class WritingManyTests
{
    private static bool IsBulk(JiraRequest request) => request is { Method: "POST" } && request.Path.EndsWith("/bulk/issues/fields", StringComparison.Ordinal);

    [Fact]
    public async Task A_thousand_epics_are_tagged_with_one_call()
    {
        await using var jira = await WritingFixture.StartAsync(epics: 1_000);

        var outcomes = await jira.WriteManyAsync(Keys(1_000).Select(k => jira.Edit(k, add: ["SMB"])));

        outcomes.ShouldAllBe(o => o is WriteOutcome.Written);
        Keys(1_000).ShouldAllBe(k => jira.Texts(k).Single() == "SMB");
        IsBulk(jira.Writes.ShouldHaveSingleItem()).ShouldBeTrue();
        jira.Writes[0].Body.ShouldContain("\"sendBulkNotification\":false");
        jira.Jira.Requests.Count(r => r.Path.EndsWith("/editmeta", StringComparison.Ordinal)).ShouldBe(1);
        jira.Jira.Requests.Count.ShouldBeLessThan(30);
    }

    [Fact]
    public async Task Every_epic_keeps_what_it_had()
    {
        await using var jira = await WritingFixture.StartAsync(epics: 9);
        string[][] had = [[], ["Legacy"], ["Legacy", "Enterprise"]];
        foreach (var (i, key) in Keys(9).Index())
        {
            jira.Data.Edit(key, WritingFixture.Field, had[i % 3]);
        }

        var outcomes = await jira.WriteManyAsync(Keys(9).Select(k => jira.Edit(k, add: ["SMB"])));

        outcomes.ShouldAllBe(o => o is WriteOutcome.Written);
        jira.Texts("FW-1").ShouldBe(["SMB"]);
        jira.Texts("FW-2").ShouldBe(["Legacy", "SMB"]);
        jira.Texts("FW-3").ShouldBe(["Legacy", "Enterprise", "SMB"]);
        jira.Writes.Count(IsBulk).ShouldBe(3);
        jira.Writes.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Writing_switched_off_in_the_middle_stops_before_the_next_call()
    {
        await using var jira = await WritingFixture.StartAsync(epics: 9);
        string[][] had = [[], ["Legacy"], ["Legacy", "Enterprise"]];
        foreach (var (i, key) in Keys(9).Index())
        {
            jira.Data.Edit(key, WritingFixture.Field, had[i % 3]);
        }

        jira.Allowed = 1;
        var outcomes = await jira.WriteManyAsync(Keys(9).Select(k => jira.Edit(k, add: ["SMB"])));

        jira.Writes.Count.ShouldBe(1);
        outcomes.Count(o => o is WriteOutcome.Written).ShouldBe(3);
        outcomes.OfType<WriteOutcome.Refused>().Select(r => r.Problem.Code).ShouldBe(Enumerable.Repeat("writeBackOff", 6));
        Keys(9).Count(k => jira.Texts(k).Contains("SMB", StringComparer.Ordinal)).ShouldBe(3);
    }

    [Fact]
    public async Task An_edit_between_our_reading_and_the_bulk_write_is_put_back_and_told()
    {
        await using var jira = await WritingFixture.StartAsync(epics: 5);
        jira.Data.Edit("FW-3", WritingFixture.Field, "Legacy");
        jira.Data.Edit("FW-4", WritingFixture.Field, "Legacy");
        jira.Data.Edit("FW-5", WritingFixture.Field, "Legacy");
        jira.Before(IsBulk, () =>
        {
            jira.Data.EditBy(jira.Bo, "FW-3", WritingFixture.Field, "Legacy", "Mid-market");
            jira.Data.EditBy(jira.Bo, "FW-4", WritingFixture.Field);
        });

        var outcomes = await jira.WriteManyAsync(Keys(5).Skip(2).Select(k => jira.Edit(k, add: ["SMB"])));

        jira.Texts("FW-3").ShouldBe(["Legacy", "SMB", "Mid-market"], ignoreOrder: true);
        jira.Texts("FW-4").ShouldBe(["SMB"]);
        jira.Texts("FW-5").ShouldBe(["Legacy", "SMB"]);
        var added = outcomes[0].ShouldBeOfType<WriteOutcome.Written>();
        added.Overlap.ShouldNotBeNull().Author.ShouldBe("Bo");
        added.Item.ValuesOf(WritingFixture.Field).ShouldBe(jira.Texts("FW-3"));
        var removed = outcomes[1].ShouldBeOfType<WriteOutcome.Written>();
        removed.Overlap.ShouldNotBeNull().To.ShouldBeEmpty();
        removed.Item.ValuesOf(WritingFixture.Field).ShouldBe(["SMB"]);
        outcomes[2].ShouldBeOfType<WriteOutcome.Written>().Overlap.ShouldBeNull();
    }

    [Fact]
    public async Task A_single_value_overwritten_by_a_bulk_write_is_put_back()
    {
        await using var jira = await WritingFixture.StartAsync(JiraFieldType.Select, epics: 4);
        jira.Before(IsBulk, () => jira.Data.EditBy(jira.Bo, "FW-2", WritingFixture.Field, "Enterprise"));

        var outcomes = await jira.WriteManyAsync(Keys(4).Select(k => jira.Edit(k, add: ["SMB"])));

        jira.Texts("FW-2").ShouldBe(["Enterprise"]);
        outcomes[1].ShouldBeOfType<WriteOutcome.Stale>().Foreign.ShouldNotBeNull().Author.ShouldBe("Bo");
        jira.Texts("FW-1").ShouldBe(["SMB"]);
        outcomes[0].ShouldBeOfType<WriteOutcome.Written>().Overlap.ShouldBeNull();
    }

    [Fact]
    public async Task Labels_are_added_and_removed_in_bulk()
    {
        await using var jira = await WritingFixture.StartAsync(field: "Labels", epics: 6);
        foreach (var key in Keys(6))
        {
            jira.Data.Edit(key, "Labels", "old", key.ToLowerInvariant());
        }

        var outcomes = await jira.WriteManyAsync(Keys(6).Select(k => jira.Edit(k, add: ["smb"], remove: ["old"])));

        outcomes.ShouldAllBe(o => o is WriteOutcome.Written);
        Keys(6).ShouldAllBe(k => jira.Texts(k).SequenceEqual(new[] { k.ToLowerInvariant(), "smb" }));
        jira.Writes.Count.ShouldBe(2);
        jira.Writes.ShouldAllBe(w => IsBulk(w));
    }

    [Theory]
    [InlineData(HttpStatusCode.Forbidden)]
    [InlineData(HttpStatusCode.BadRequest)]
    public async Task Without_the_bulk_permission_they_are_written_one_by_one(HttpStatusCode denied)
    {
        await using var jira = await WritingFixture.StartAsync(options: new() { BulkDenied = denied }, epics: 6);
        jira.Data.Permit("Ann", JiraPermissions.Browse | JiraPermissions.Edit);

        var outcomes = await jira.WriteManyAsync(Keys(6).Select(k => jira.Edit(k, add: ["SMB"])));

        outcomes.ShouldAllBe(o => o is WriteOutcome.Written);
        Keys(6).ShouldAllBe(k => jira.Texts(k).Single() == "SMB");
        jira.Writes.Count(r => r.Method == "PUT").ShouldBe(6);
        jira.Jira.Requests.Count(r => r.Path.EndsWith("/editmeta", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task Data_Center_is_written_one_by_one()
    {
        await using var jira = await WritingFixture.StartAsync(options: new() { Kind = JiraKind.DataCenter }, epics: 6);

        var outcomes = await jira.WriteManyAsync(Keys(6).Select(k => jira.Edit(k, add: ["SMB"])));

        outcomes.ShouldAllBe(o => o is WriteOutcome.Written);
        Keys(6).ShouldAllBe(k => jira.Texts(k).Single() == "SMB");
        jira.Writes.Count.ShouldBe(6);
    }

    [Fact]
    public async Task What_cannot_be_done_to_one_epic_stops_no_other()
    {
        await using var jira = await WritingFixture.StartAsync(epics: 8);
        jira.Data.EditBy(jira.Bo, "FW-2", WritingFixture.Field, "SMB");
        jira.Data.EditBy(jira.Bo, "FW-2", WritingFixture.Field, "Legacy");
        var edits = Keys(8).Select(k => jira.Edit(k, add: ["SMB"])).ToList();
        edits[1] = jira.Edit("FW-2", add: ["SMB"], expected: ["SMB"]);
        edits[3] = jira.Edit("FW-4", add: ["No such option"]);
        jira.Data.Delete("FW-3");

        var outcomes = await jira.WriteManyAsync(edits);

        outcomes[1].ShouldBeOfType<WriteOutcome.Stale>();
        outcomes[2].ShouldBeOfType<WriteOutcome.NotFound>();
        outcomes[3].ShouldBeOfType<WriteOutcome.Refused>().Problem.Code.ShouldBe("optionMissing");
        outcomes.Where((_, i) => i is not (1 or 2 or 3)).ShouldAllBe(o => o is WriteOutcome.Written);
        jira.Texts("FW-2").ShouldBe(["Legacy"]);
        jira.Texts("FW-8").ShouldBe(["SMB"]);
    }

    [Theory]
    [InlineData("FAILED")]
    [InlineData("CANCELLED")]
    [InlineData("DEAD")]
    public async Task However_a_bulk_task_ends_each_epic_is_told_as_it_is(string end)
    {
        await using var jira = await WritingFixture.StartAsync(options: new() { BulkEnd = end, BulkDatesAsText = true }, epics: 4);

        var outcomes = await jira.WriteManyAsync(Keys(4).Select(k => jira.Edit(k, add: ["SMB"])));

        foreach (var (outcome, key) in outcomes.Zip(Keys(4)))
        {
            (outcome is WriteOutcome.Written).ShouldBe(jira.Texts(key).Contains("SMB", StringComparer.Ordinal));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_lost_answer_of_a_bulk_write_is_settled_by_reading(bool isApplied)
    {
        await using var jira = await WritingFixture.StartAsync(epics: 5);
        jira.Jira.Faults.On(IsBulk, isApplied ? JiraFault.Reset.AfterApplied : JiraFault.Reset);

        var outcomes = await jira.WriteManyAsync(Keys(5).Select(k => jira.Edit(k, add: ["SMB"])));

        outcomes.ShouldAllBe(o => isApplied ? o is WriteOutcome.Written : o is WriteOutcome.Refused);
        jira.Writes.Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_switch_stops_many_edits_within_one_call()
    {
        await using var jira = await WritingFixture.StartAsync(options: new() { Kind = JiraKind.DataCenter }, epics: 40);
        jira.Allowed = 7;

        var outcomes = await jira.WriteManyAsync(Keys(40).Select(k => jira.Edit(k, add: ["SMB"])));

        jira.Writes.Count.ShouldBe(7);
        outcomes.Count(o => o is WriteOutcome.Written).ShouldBe(7);
        outcomes.OfType<WriteOutcome.Refused>().Count(r => r.Problem.Code == "writeBackOff").ShouldBe(33);
        outcomes.Zip(Keys(40)).ShouldAllBe(o => (o.First is WriteOutcome.Written) == jira.Texts(o.Second).Contains("SMB", StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_switch_stops_bulk_edits_within_one_call()
    {
        await using var jira = await WritingFixture.StartAsync(epics: 1_100);
        jira.After(IsBulk, () => jira.Allowed = 0);

        var outcomes = await jira.WriteManyAsync(Keys(1_100).Select(k => jira.Edit(k, add: ["SMB"])));

        jira.Writes.Count.ShouldBe(1);
        outcomes.Count(o => o is WriteOutcome.Written).ShouldBe(1_000);
        outcomes.OfType<WriteOutcome.Refused>().Count(r => r.Problem.Code == "writeBackOff").ShouldBe(100);
        outcomes.Zip(Keys(1_100)).ShouldAllBe(o => (o.First is WriteOutcome.Written) == jira.Texts(o.Second).Contains("SMB", StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_tracker_that_breaks_down_in_the_middle_leaves_known_what_was_written()
    {
        await using var jira = await WritingFixture.StartAsync(options: new() { Kind = JiraKind.DataCenter }, epics: 30);
        var puts = 0;
        jira.Jira.Faults.On(r => r.Method == "PUT" && Interlocked.Increment(ref puts) > 10, JiraFault.Status(401), int.MaxValue);

        var outcomes = await jira.WriteManyAsync(Keys(30).Select(k => jira.Edit(k, add: ["SMB"])));

        outcomes.Zip(Keys(30)).ShouldAllBe(o => (o.First is WriteOutcome.Written) == jira.Texts(o.Second).Contains("SMB", StringComparer.Ordinal));
        outcomes.Count(o => o is WriteOutcome.Written).ShouldBe(10);
        outcomes.OfType<WriteOutcome.Refused>().ShouldAllBe(r => r.Problem.Code == "notAuthenticated");
    }

    [Fact]
    public async Task Writing_the_same_again_writes_nothing()
    {
        await using var jira = await WritingFixture.StartAsync(epics: 10);
        var edits = Keys(10).Select(k => jira.Edit(k, add: ["SMB"])).ToList();

        await jira.WriteManyAsync(edits);
        var again = await jira.WriteManyAsync(edits);

        again.ShouldAllBe(o => o is WriteOutcome.Written);
        again.OfType<WriteOutcome.Written>().ShouldAllBe(w => w.Overlap == null);
        jira.Writes.Count.ShouldBe(1);
    }

    private static IEnumerable<string> Keys(int count) =>
        Enumerable.Range(1, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"FW-{i}"));
}
