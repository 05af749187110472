using System.Net;
using TrackerSegments.Service.Trackers;
using TrackerSegments.Service.Trackers.AzureDevOps;
using TrackerSegments.Simulators.AzureDevOps;
using TrackerSegments.Simulators.AzureDevOps.Model;

namespace TrackerSegments.Service.Tests.Trackers.AzureDevOps;

/// <summary>Many epics get a segment at once.</summary>
public sealed class WritingManyTests
{
    [Fact]
    public async Task A_thousand_epics_are_tagged_with_five_calls()
    {
        await using var azure = await WritingFixture.StartAsync(epics: 1_000);

        var outcomes = await azure.WriteManyAsync(Ids(1_000).Select(i => azure.Edit(i, add: ["SMB"])));

        outcomes.ShouldAllBe(o => o is WriteOutcome.Written);
        Ids(1_000).ShouldAllBe(i => azure.Raw(i) == "SMB" && azure.Revision(i) == 2);
        azure.Writes.Count.ShouldBe(5);
        azure.Writes.ShouldAllBe(w => WritingFixture.IsBatch(w));
        azure.Azure.Requests.Count(r => r.Path.EndsWith("/workitemsbatch", StringComparison.Ordinal)).ShouldBe(5);
        azure.Azure.Requests.Count.ShouldBe(11);
        outcomes.OfType<WriteOutcome.Written>().ShouldAllBe(w => w.Item.Revision == "2" && w.Overlap == null);
    }

    [Fact]
    public async Task Every_epic_keeps_what_it_had()
    {
        await using var azure = await WritingFixture.StartAsync(AzureFieldKind.Tags, epics: 3);
        azure.Data.Tag(2, "old");
        azure.Data.Tag(3, "old", "Ready");

        var outcomes = await azure.WriteManyAsync(Ids(3).Select(i => azure.Edit(i, add: ["SMB"], remove: ["OLD"])));

        outcomes.ShouldAllBe(o => o is WriteOutcome.Written);
        Ids(3).Select(azure.Raw).ShouldBe(["SMB", "SMB", "Ready; SMB"]);
        azure.Writes.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_revision_in_between_is_merged_and_tried_again_alone(bool isAllOrNothing)
    {
        await using var azure = await WritingFixture.StartAsync(options: new() { BatchIsAllOrNothing = isAllOrNothing }, epics: 20);
        azure.Before(WritingFixture.IsBatch, () => azure.Set(7, "Legacy"));

        var outcomes = await azure.WriteManyAsync(Ids(20).Select(i => azure.Edit(i, add: ["SMB"])));

        outcomes.ShouldAllBe(o => o is WriteOutcome.Written);
        azure.Raw(7).ShouldBe("Legacy;SMB");
        outcomes[6].ShouldBeOfType<WriteOutcome.Written>().Overlap.ShouldNotBeNull().Author.ShouldBe("Bo");
        Ids(20).Where(i => i != 7).ShouldAllBe(i => azure.Raw(i) == "SMB" && azure.Revision(i) == 2);
        azure.Writes.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_cannot_be_done_to_one_epic_stops_no_other(bool isAllOrNothing)
    {
        await using var azure = await WritingFixture.StartAsync(options: new() { BatchIsAllOrNothing = isAllOrNothing }, epics: 9);
        azure.Set(2, "SMB");
        azure.Set(2, "Legacy");
        azure.Data.AddProject("Other", WritingFixture.Process);
        azure.Data.Permit("Ann", AzurePermissions.Read, "Other");
        azure.Data.Move(6, "Other");
        var edits = Ids(9).Select(i => azure.Edit(i, add: ["SMB"])).ToList();
        edits[1] = azure.Edit(2, add: ["SMB"], expected: ["SMB"]);
        edits[3] = azure.Edit(4, add: ["a;b"]);
        azure.Data.Delete(3);
        azure.Before(WritingFixture.IsBatch, () => azure.Data.Delete(8));

        var outcomes = await azure.WriteManyAsync(edits);

        outcomes[1].ShouldBeOfType<WriteOutcome.Stale>();
        outcomes[2].ShouldBeOfType<WriteOutcome.NotFound>();
        outcomes[3].ShouldBeOfType<WriteOutcome.Refused>().Problem.Code.ShouldBe("valueHasSeparator");
        outcomes[5].ShouldBeOfType<WriteOutcome.Refused>().Problem.Code.ShouldBe("mayNotEdit");
        outcomes[7].ShouldBeOfType<WriteOutcome.NotFound>();
        outcomes.Where((_, i) => i is not (1 or 2 or 3 or 5 or 7)).ShouldAllBe(o => o is WriteOutcome.Written);
        ((int[])[1, 5, 7, 9]).ShouldAllBe(i => azure.Raw(i) == "SMB" && azure.Revision(i) == 2);
        azure.Raw(2).ShouldBe("Legacy");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_epic_that_others_keep_changing_is_a_conflict_after_three_tries(bool isAllOrNothing)
    {
        await using var azure = await WritingFixture.StartAsync(options: new() { BatchIsAllOrNothing = isAllOrNothing }, epics: 6);
        var n = 0;
        azure.Before(r => r.Method == "PATCH", () => azure.Set(3, FormattableString.Invariant($"Other {n++}")), int.MaxValue);

        var outcomes = await azure.WriteManyAsync(Ids(6).Select(i => azure.Edit(i, add: ["SMB"])));

        outcomes[2].ShouldBeOfType<WriteOutcome.Stale>().Foreign.ShouldNotBeNull().Author.ShouldBe("Bo");
        outcomes.Where((_, i) => i != 2).ShouldAllBe(o => o is WriteOutcome.Written);
        Ids(6).Where(i => i != 3).ShouldAllBe(i => azure.Raw(i) == "SMB" && azure.Revision(i) == 2);
        azure.Raw(3)!.ShouldStartWith("Other");
        azure.Raw(3)!.ShouldNotContain("SMB");
    }

    [Fact]
    public async Task One_answer_for_all_is_not_believed_of_each()
    {
        await using var azure = await WritingFixture.StartAsync(epics: 4);
        var part = """{"code":400,"body":"{\"message\":\"TF401320: Rule Error for field Risk. Error code: Required, InvalidEmpty.\"}"}""";
        azure.Azure.Faults.On(WritingFixture.IsBatch, new(AzureFaultKind.Answer) { StatusCode = 200, Body = $$"""{"count":4,"value":[{{part}},{{part}},{{part}},{{part}}]}""" });

        var outcomes = await azure.WriteManyAsync(Ids(4).Select(i => azure.Edit(i, add: ["SMB"])));

        outcomes.ShouldAllBe(o => o is WriteOutcome.Written);
        Ids(4).ShouldAllBe(i => azure.Raw(i) == "SMB");
        azure.Writes.Count(WritingFixture.IsPatch).ShouldBe(4);
    }

    [Fact]
    public async Task What_was_accepted_and_taken_back_again_is_written_after_all()
    {
        await using var azure = await WritingFixture.StartAsync(epics: 2);
        var accepted = """{"code":200,"body":"{\"id\":1,\"rev\":2,\"fields\":{\"System.WorkItemType\":\"Epic\",\"System.TeamProject\":\"Fabrikam\",\"Custom.Customersegment\":\"SMB\"}}"}""";
        var refused = """{"code":412,"body":"{\"message\":\"VS403351: Test Operation for path /rev failed.\"}"}""";
        azure.Azure.Faults.On(WritingFixture.IsBatch, new(AzureFaultKind.Answer) { StatusCode = 200, Body = $$"""{"count":2,"value":[{{accepted}},{{refused}}]}""" });

        var outcomes = await azure.WriteManyAsync(Ids(2).Select(i => azure.Edit(i, add: ["SMB"])));

        outcomes.ShouldAllBe(o => o is WriteOutcome.Written);
        Ids(2).ShouldAllBe(i => azure.Raw(i) == "SMB" && azure.Revision(i) == 2);
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.MethodNotAllowed)]
    [InlineData(HttpStatusCode.BadRequest)]
    public async Task Where_there_is_no_batch_they_are_written_one_by_one(HttpStatusCode status)
    {
        await using var azure = await WritingFixture.StartAsync(epics: 6);
        azure.Azure.Faults.On(WritingFixture.IsBatch, AzureFault.Status((int)status), int.MaxValue);

        var outcomes = await azure.WriteManyAsync(Ids(6).Select(i => azure.Edit(i, add: ["SMB"])));

        outcomes.ShouldAllBe(o => o is WriteOutcome.Written);
        Ids(6).ShouldAllBe(i => azure.Raw(i) == "SMB" && azure.Revision(i) == 2);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_lost_answer_of_a_batch_is_settled_by_reading_and_nothing_is_written_twice(bool isApplied)
    {
        await using var azure = await WritingFixture.StartAsync(epics: 5);
        azure.Azure.Faults.On(WritingFixture.IsBatch, isApplied ? AzureFault.Reset.AfterApplied : AzureFault.Reset);

        var outcomes = await azure.WriteManyAsync(Ids(5).Select(i => azure.Edit(i, add: ["SMB"])));

        outcomes.ShouldAllBe(o => o is WriteOutcome.Written);
        outcomes.OfType<WriteOutcome.Written>().ShouldAllBe(w => w.Overlap == null);
        Ids(5).ShouldAllBe(i => azure.Revision(i) == 2);
        azure.Writes.Count.ShouldBe(isApplied ? 1 : 2);
    }

    [Fact]
    public async Task A_lost_answer_that_cannot_be_looked_into_is_never_said_not_to_be_written()
    {
        await using var azure = await WritingFixture.StartAsync(epics: 5);
        azure.Azure.Faults.On(WritingFixture.IsBatch, AzureFault.Reset.AfterApplied);
        azure.After(WritingFixture.IsBatch, () => azure.Azure.Faults.OnEndpoint("/workitemsbatch", AzureFault.Status(403), int.MaxValue));

        var outcomes = await azure.WriteManyAsync(Ids(5).Select(i => azure.Edit(i, add: ["SMB"])));

        outcomes.ShouldAllBe(o => o is WriteOutcome.Refused);
        outcomes.OfType<WriteOutcome.Refused>().ShouldAllBe(r => r.Problem.Code == "outcomeUnknown");
    }

    [Fact]
    public async Task The_switch_stops_many_edits_within_one_call()
    {
        await using var azure = await WritingFixture.StartAsync(epics: 1_000);
        azure.After(WritingFixture.IsBatch, () => azure.Allowed = 0);

        var outcomes = await azure.WriteManyAsync(Ids(1_000).Select(i => azure.Edit(i, add: ["SMB"])));

        azure.Writes.Count.ShouldBe(1);
        outcomes.Take(200).ShouldAllBe(o => o is WriteOutcome.Written);
        outcomes.Skip(200).ShouldAllBe(o => o is WriteOutcome.Refused);
        outcomes.OfType<WriteOutcome.Refused>().ShouldAllBe(r => r.Problem.Code == "writeBackOff");
        Ids(1_000).Count(i => azure.Raw(i) == "SMB").ShouldBe(200);
    }

    [Fact]
    public async Task A_switch_that_is_off_lets_nothing_through()
    {
        await using var azure = await WritingFixture.StartAsync(epics: 3);
        azure.Allowed = 0;

        var outcomes = await azure.WriteManyAsync(Ids(3).Select(i => azure.Edit(i, add: ["SMB"])));

        azure.Writes.ShouldBeEmpty();
        outcomes.OfType<WriteOutcome.Refused>().Count(r => r.Problem.Code == "writeBackOff").ShouldBe(3);
    }

    [Fact]
    public async Task Somebody_without_the_permission_writes_none_of_many()
    {
        await using var azure = await WritingFixture.StartAsync(epics: 3);
        azure.Data.Permit("Bo", AzurePermissions.Read);

        var outcomes = await azure.WriteManyAsync(Ids(3).Select(i => azure.Edit(i, add: ["SMB"])), new("Bo", "bo-token"));

        outcomes.OfType<WriteOutcome.Refused>().Count(r => r.Problem.Code == "mayNotEdit").ShouldBe(3);
        azure.Azure.Requests.ShouldAllBe(r => r.User == "Bo");
        Ids(3).ShouldAllBe(i => azure.Revision(i) == 1);
    }

    [Fact]
    public async Task A_tracker_that_closes_in_the_middle_leaves_known_what_was_written()
    {
        await using var azure = await WritingFixture.StartAsync(epics: 500);
        var batches = 0;
        azure.Azure.Faults.On(r => WritingFixture.IsBatch(r) && Interlocked.Increment(ref batches) > 1, AzureFault.Status(401), int.MaxValue);

        var outcomes = await azure.WriteManyAsync(Ids(500).Select(i => azure.Edit(i, add: ["SMB"])));

        outcomes.Zip(Ids(500)).ShouldAllBe(o => (o.First is WriteOutcome.Written) == (azure.Raw(o.Second) == "SMB"));
        outcomes.Count(o => o is WriteOutcome.Written).ShouldBe(200);
        outcomes.OfType<WriteOutcome.Refused>().ShouldAllBe(r => r.Problem.Code == "notAuthenticated");
    }

    [Fact]
    public async Task Writing_the_same_again_writes_nothing()
    {
        await using var azure = await WritingFixture.StartAsync(epics: 10);
        var edits = Ids(10).Select(i => azure.Edit(i, add: ["SMB"])).ToList();

        await azure.WriteManyAsync(edits);
        var again = await azure.WriteManyAsync(edits);

        again.OfType<WriteOutcome.Written>().Count(w => w.Overlap == null).ShouldBe(10);
        azure.Writes.Count.ShouldBe(1);
    }

    [Fact]
    public async Task One_epic_named_twice_gets_both()
    {
        await using var azure = await WritingFixture.StartAsync(epics: 2);

        var outcomes = await azure.WriteManyAsync([azure.Edit(1, add: ["SMB"]), azure.Edit(1, add: ["Legacy"]), azure.Edit(2, add: ["SMB"])]);

        outcomes.ShouldAllBe(o => o is WriteOutcome.Written);
        azure.Texts(1).ShouldBe(["SMB", "Legacy"]);
    }

    [Fact]
    public async Task Nothing_to_write_asks_nothing()
    {
        await using var azure = await WritingFixture.StartAsync();

        (await azure.WriteManyAsync([])).ShouldBeEmpty();

        azure.Azure.Requests.ShouldBeEmpty();
    }

    /// <summary>The program may end at any moment: what is then done again leads to the same, and nothing is written a second time.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whenever_it_is_killed_doing_it_again_leads_to_the_same_end(bool isBeforeHandling)
    {
        const int Epics = 403;
        for (var call = 1; ; call++)
        {
            await using var azure = await WritingFixture.StartAsync(epics: Epics);
            var edits = Ids(Epics).Select(i => azure.Edit(i, add: ["SMB"])).ToList();
            using var killed = new CancellationTokenSource();
            var seen = 0;
            Func<AzureRequest, Task> kill = _ => Interlocked.Increment(ref seen) == call ? killed.CancelAsync() : Task.CompletedTask;
            azure.Azure.BeforeHandling = isBeforeHandling ? kill : null;
            azure.Azure.AfterHandling = isBeforeHandling ? null : kill;
            var isDone = await Record.ExceptionAsync(() => azure.WriteManyAsync(edits, cancel: killed.Token)) is null;
            (azure.Azure.BeforeHandling, azure.Azure.AfterHandling) = (null, null);

            var outcomes = await azure.WriteManyAsync(edits);

            outcomes.ShouldAllBe(o => o is WriteOutcome.Written);
            outcomes.OfType<WriteOutcome.Written>().ShouldAllBe(w => w.Overlap == null);
            Ids(Epics).ShouldAllBe(i => azure.Raw(i) == "SMB" && azure.Revision(i) == 2);
            if (isDone)
            {
                call.ShouldBe(8);
                return;
            }
        }
    }

    private static IEnumerable<int> Ids(int count) => Enumerable.Range(1, count);
}
