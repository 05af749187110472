using System.Collections.Concurrent;
using FsCheck;
using FsCheck.Fluent;
using TrackerSegments.Service.Trackers;
using TrackerSegments.Service.Trackers.AzureDevOps;
using TrackerSegments.Simulators.AzureDevOps;

namespace TrackerSegments.Service.Tests.Trackers.AzureDevOps;

/// <summary>Somebody edits the same epic while it is written: nothing of theirs is lost, and nothing stays unsaid.</summary>
public sealed class WritingRaceTests
{
    private static readonly string[] Choices = ["SMB", "Enterprise", "Mid-market", "Legacy"];

    [Fact]
    public async Task Two_independent_changes_both_survive_and_the_other_one_is_told()
    {
        await using var azure = await WritingFixture.StartAsync();
        azure.Set(1, "Mid-market");

        var outcome = await azure.WriteAsync(azure.Edit(1, add: ["SMB"], expected: []));

        azure.Raw(1).ShouldBe("Mid-market;SMB");
        var overlap = outcome.ShouldBeOfType<WriteOutcome.Written>().Overlap.ShouldNotBeNull();
        (overlap.Author, overlap.From.Count, overlap.To[0]).ShouldBe(("Bo", 0, "Mid-market"));
        overlap.At.ShouldBe(azure.Data.Item(1).Revisions[1].ChangedDate);
    }

    [Fact]
    public async Task A_revision_in_between_is_met_by_the_test_and_merged()
    {
        await using var azure = await WritingFixture.StartAsync();
        azure.Set(1, "Legacy");
        azure.Before(WritingFixture.IsPatch, () => azure.Set(1, "Legacy;Mid-market"));

        var outcome = await azure.WriteAsync(azure.Edit(1, add: ["SMB"], remove: ["Legacy"]));

        azure.Raw(1).ShouldBe("Mid-market;SMB");
        azure.TextsOf(outcome).ShouldBe(["Mid-market", "SMB"]);
        outcome.ShouldBeOfType<WriteOutcome.Written>().Overlap.ShouldNotBeNull().Author.ShouldBe("Bo");
        azure.Writes.Select(w => w.Status).ShouldBe([412, 200]);
    }

    [Fact]
    public async Task A_revision_that_changed_something_else_is_nobodys_overlap()
    {
        await using var azure = await WritingFixture.StartAsync();
        azure.Before(WritingFixture.IsPatch, () => azure.Data.EditBy(azure.Bo, 1, "Title", "Another title"));

        var outcome = await azure.WriteAsync(azure.Edit(1, add: ["SMB"]));

        var written = outcome.ShouldBeOfType<WriteOutcome.Written>();
        (written.Overlap, written.Item.Title).ShouldBe((null, "Another title"));
        azure.Raw(1).ShouldBe("SMB");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Add_against_remove_is_a_conflict_with_both_sides(bool isDuring)
    {
        await using var azure = await WritingFixture.StartAsync();
        azure.Set(1, "SMB;Legacy");
        var edit = azure.Edit(1, add: ["SMB", "Enterprise"], expected: ["SMB", "Legacy"]);
        if (isDuring)
        {
            edit = azure.Edit(1, remove: ["Mid-market"], add: ["Enterprise"], expected: ["SMB", "Legacy"]);
            azure.Before(WritingFixture.IsPatch, () => azure.Set(1, "SMB;Legacy;Mid-market"));
        }
        else
        {
            azure.Set(1, "Legacy");
        }

        var stale = (await azure.WriteAsync(edit)).ShouldBeOfType<WriteOutcome.Stale>();

        stale.Current.ValuesOf(WritingFixture.Field).ShouldBe(azure.Texts(1));
        var foreign = stale.Foreign.ShouldNotBeNull();
        foreign.Author.ShouldBe("Bo");
        foreign.To.ShouldBe(azure.Texts(1));
        azure.Raw(1).ShouldBe(isDuring ? "SMB;Legacy;Mid-market" : "Legacy");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Legacy")]
    public async Task A_picklist_that_somebody_else_set_is_a_conflict(string? there)
    {
        await using var azure = await WritingFixture.StartAsync(AzureFieldKind.Single);
        azure.Set(1, there);
        azure.Before(WritingFixture.IsPatch, () => azure.Set(1, "Enterprise"));

        var stale = (await azure.WriteAsync(azure.Edit(1, add: ["SMB"], remove: there is null ? [] : [there]))).ShouldBeOfType<WriteOutcome.Stale>();

        azure.Raw(1).ShouldBe("Enterprise");
        stale.Foreign.ShouldNotBeNull().Author.ShouldBe("Bo");
    }

    [Fact]
    public async Task After_three_tries_it_is_a_conflict_and_nothing_is_written()
    {
        await using var azure = await WritingFixture.StartAsync();
        var n = 0;
        azure.Before(WritingFixture.IsPatch, () => azure.Set(1, FormattableString.Invariant($"Other {n++}")), int.MaxValue);

        var stale = (await azure.WriteAsync(azure.Edit(1, add: ["SMB"]))).ShouldBeOfType<WriteOutcome.Stale>();

        azure.Writes.Select(w => w.Status).ShouldBe([412, 412, 412]);
        stale.Current.ValuesOf(WritingFixture.Field).ShouldBe(["Other 2"]);
        var foreign = stale.Foreign.ShouldNotBeNull();
        (foreign.Author, foreign.To[0]).ShouldBe(("Bo", "Other 2"));
    }

    [Fact]
    public async Task Somebody_who_did_the_same_leaves_nothing_to_do()
    {
        await using var azure = await WritingFixture.StartAsync();
        azure.Before(WritingFixture.IsPatch, () => azure.Set(1, "SMB"));

        var written = (await azure.WriteAsync(azure.Edit(1, add: ["SMB"]))).ShouldBeOfType<WriteOutcome.Written>();

        written.Overlap.ShouldNotBeNull().Author.ShouldBe("Bo");
        azure.Revision(1).ShouldBe(2);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_lost_answer_is_settled_by_reading_and_nothing_is_written_twice(bool isApplied)
    {
        await using var azure = await WritingFixture.StartAsync();
        azure.Azure.Faults.On(WritingFixture.IsPatch, isApplied ? AzureFault.Reset.AfterApplied : AzureFault.Reset);

        var outcome = await azure.WriteAsync(azure.Edit(1, add: ["SMB"]));

        azure.TextsOf(outcome).ShouldBe(["SMB"]);
        outcome.ShouldBeOfType<WriteOutcome.Written>().Overlap.ShouldBeNull();
        azure.Revision(1).ShouldBe(2);
        azure.Writes.Count.ShouldBe(isApplied ? 1 : 2);
    }

    [Fact]
    public async Task An_answer_that_breaks_off_is_settled_the_same_way()
    {
        await using var azure = await WritingFixture.StartAsync();
        azure.Azure.Faults.On(WritingFixture.IsPatch, AzureFault.Truncated);

        azure.TextsOf(await azure.WriteAsync(azure.Edit(1, add: ["SMB"]))).ShouldBe(["SMB"]);

        azure.Revision(1).ShouldBe(2);
        azure.Writes.Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_was_taken_back_after_a_lost_answer_is_a_conflict_and_not_written_again()
    {
        await using var azure = await WritingFixture.StartAsync();
        azure.Azure.Faults.On(WritingFixture.IsPatch, AzureFault.Reset.AfterApplied);
        azure.After(WritingFixture.IsPatch, () => azure.Set(1, null));

        var stale = (await azure.WriteAsync(azure.Edit(1, add: ["SMB"]))).ShouldBeOfType<WriteOutcome.Stale>();

        var foreign = stale.Foreign.ShouldNotBeNull();
        (foreign.Author, foreign.From[0], foreign.To.Count).ShouldBe(("Bo", "SMB", 0));
        azure.Raw(1).ShouldBeNull();
        azure.Writes.Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_came_after_a_lost_answer_is_told()
    {
        await using var azure = await WritingFixture.StartAsync();
        azure.Azure.Faults.On(WritingFixture.IsPatch, AzureFault.Reset.AfterApplied);
        azure.After(WritingFixture.IsPatch, () => azure.Set(1, "SMB;Legacy"));

        var written = (await azure.WriteAsync(azure.Edit(1, add: ["SMB"]))).ShouldBeOfType<WriteOutcome.Written>();

        written.Overlap.ShouldNotBeNull().To.ShouldBe(["SMB", "Legacy"]);
        azure.Writes.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_change_of_somebody_else_is_not_taken_for_the_one_whose_answer_was_lost()
    {
        await using var azure = await WritingFixture.StartAsync();
        azure.Azure.Faults.On(WritingFixture.IsPatch, AzureFault.Reset);
        azure.Before(WritingFixture.IsPatch, () => azure.Set(1, "Legacy"));

        var outcome = await azure.WriteAsync(azure.Edit(1, add: ["SMB"]));

        azure.TextsOf(outcome).ShouldBe(["Legacy", "SMB"]);
        outcome.ShouldBeOfType<WriteOutcome.Written>().Overlap.ShouldNotBeNull().Author.ShouldBe("Bo");
    }

    [Fact]
    public async Task A_write_that_never_arrives_is_said_not_to_be_carried_out()
    {
        await using var azure = await WritingFixture.StartAsync();
        azure.Azure.Faults.On(WritingFixture.IsPatch, AzureFault.Reset, int.MaxValue);

        var problem = (await azure.WriteAsync(azure.Edit(1, add: ["SMB"]))).ShouldBeOfType<WriteOutcome.Refused>().Problem;

        (problem.Code, problem.IsPassing).ShouldBe(("notCarriedOut", true));
        problem.Text.ShouldStartWith("1 was read again and is not changed.");
        azure.Writes.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_lost_answer_that_cannot_be_looked_into_is_said_to_be_unknown()
    {
        await using var azure = await WritingFixture.StartAsync();
        azure.Azure.Faults.On(WritingFixture.IsPatch, AzureFault.Reset.AfterApplied);
        azure.After(WritingFixture.IsPatch, () => azure.Azure.Faults.OnEndpoint("/workitemsbatch", AzureFault.Status(403), int.MaxValue));

        var thrown = await Should.ThrowAsync<TrackerException>(() => azure.WriteAsync(azure.Edit(1, add: ["SMB"])));

        thrown.Problem.Code.ShouldBe("outcomeUnknown");
        azure.Writes.Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_author_of_several_revisions_in_a_row_is_known_at_each()
    {
        await using var azure = await WritingFixture.StartAsync();
        azure.Data.EditBy(azure.Bo, 1, "Title", "First");
        azure.Set(1, "Legacy");

        var written = (await azure.WriteAsync(azure.Edit(1, add: ["SMB"], expected: []))).ShouldBeOfType<WriteOutcome.Written>();

        written.Overlap.ShouldNotBeNull().Author.ShouldBe("Bo");
    }

    [Fact]
    public async Task A_long_history_is_read_from_its_end()
    {
        await using var azure = await WritingFixture.StartAsync();
        for (var i = 0; i < 450; i++)
        {
            azure.Data.EditBy(azure.Ann, 1, "Title", FormattableString.Invariant($"Title {i}"));
        }

        azure.Set(1, "Legacy");

        var written = (await azure.WriteAsync(azure.Edit(1, add: ["SMB"], expected: []))).ShouldBeOfType<WriteOutcome.Written>();

        written.Overlap.ShouldNotBeNull().Author.ShouldBe("Bo");
        azure.Azure.Requests.Count(r => r.Path.EndsWith("/updates", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task A_history_that_is_not_told_leaves_the_other_unnamed()
    {
        await using var azure = await WritingFixture.StartAsync();
        azure.Set(1, "Legacy");
        azure.Azure.Faults.OnEndpoint("/updates", AzureFault.Status(403), int.MaxValue);

        var written = (await azure.WriteAsync(azure.Edit(1, add: ["SMB"], expected: []))).ShouldBeOfType<WriteOutcome.Written>();

        var overlap = written.Overlap.ShouldNotBeNull();
        (overlap.Author, overlap.To[0]).ShouldBe((null, "Legacy"));
    }

    /// <summary>Whatever both do, each wish is there at the end, or the answer says that it is not and who it was.</summary>
    [Fact]
    public async Task Whatever_two_do_at_once_nothing_is_lost_and_nothing_is_silent()
    {
        await using var azure = await WritingFixture.StartAsync(epics: 1);
        foreach (var (start, theirs, ours) in Races().Sample(60, 20))
        {
            azure.Azure.BeforeHandling = null;
            azure.Set(1, string.Join(';', start), azure.Ann);
            string[] add = [.. ours.Except(start, StringComparer.Ordinal)];
            string[] remove = [.. start.Except(ours, StringComparer.Ordinal)];
            string[] theyAdd = [.. theirs.Except(start, StringComparer.Ordinal)];
            string[] theyRemove = [.. start.Except(theirs, StringComparer.Ordinal)];
            if (add.Length + remove.Length == 0)
            {
                continue;
            }

            azure.Before(WritingFixture.IsPatch, () => azure.Set(1, string.Join(';', theirs)));

            var outcome = await azure.WriteAsync(azure.Edit(1, add, remove));

            var written = outcome.ShouldBeOfType<WriteOutcome.Written>();
            var now = azure.Texts(1);
            now.ShouldBe(
                start.Except(remove, StringComparer.Ordinal).Except(theyRemove, StringComparer.Ordinal)
                    .Union(add, StringComparer.Ordinal).Union(theyAdd, StringComparer.Ordinal),
                ignoreOrder: true);
            azure.TextsOf(written).ShouldBe(now);
            (written.Overlap is not null).ShouldBe(theyAdd.Length + theyRemove.Length > 0);
        }
    }

    /// <summary>Two that each own some values of one epic, and add or remove them a thousand times, both at once.</summary>
    [Fact]
    public async Task Of_a_thousand_edits_of_two_on_one_item_none_is_lost_and_none_is_overwritten()
    {
        await using var azure = await WritingFixture.StartAsync(epics: 1);
        azure.Set(1, "Legacy");
        (AzureWriter Writer, string Name)[] writers = [(azure.Writer, "Ann"), (azure.AnotherWriter("bo-token"), "Bo")];
        var refusals = new ConcurrentBag<WriteOutcome>();

        var wished = await Task.WhenAll(writers.Select(async who =>
        {
            var random = new Random(who.Name.Length);
            HashSet<string> mine = [];
            for (var i = 0; i < 500; i++)
            {
                var value = FormattableString.Invariant($"{who.Name} {random.Next(4)}");
                var expected = azure.Texts(1);
                var isThere = mine.Contains(value);
                var edit = isThere ? azure.Edit(1, remove: [value], expected: expected) : azure.Edit(1, add: [value], expected: expected);
                var outcome = await who.Writer.WriteAsync(edit, Actor.Connection, TestContext.Current.CancellationToken);
                if (outcome is WriteOutcome.Written)
                {
                    _ = isThere ? mine.Remove(value) : mine.Add(value);
                }
                else
                {
                    refusals.Add(outcome);
                }
            }

            return mine;
        }));

        azure.Texts(1).ShouldBe([.. wished.SelectMany(mine => mine), "Legacy"], ignoreOrder: true);
        refusals.ShouldAllBe(o => o is WriteOutcome.Stale);
        azure.Writes.Count(w => w.Status == 412).ShouldBeGreaterThan(0);

        // Each revision differs from the one before by one value of the one who made it: nobody's was taken along.
        foreach (var (before, after) in azure.Data.Item(1).Revisions.Skip(1).Zip(azure.Data.Item(1).Revisions.Skip(2)))
        {
            var (from, to) = (Values(before), Values(after));
            var changed = from.Except(to, StringComparer.Ordinal).Concat(to.Except(from, StringComparer.Ordinal)).ShouldHaveSingleItem();
            changed.ShouldStartWith(after.ChangedBy.Name);
        }

        IReadOnlyList<string> Values(TrackerSegments.Simulators.AzureDevOps.Model.AzureRevision revision) =>
            [.. AzureSegmentText.Parse((string?)revision.Value(azure.Site.Segment.ReferenceName), AzureFieldKind.List).Select(v => v.Text)];
    }

    private static Gen<(string[] Start, string[] Theirs, string[] Ours)> Races() =>
        from start in Set()
        from theirs in Set()
        from ours in Set()
        select (start, theirs, ours);

    private static Gen<string[]> Set() =>
        from flags in Gen.Elements(true, false).ArrayOf(Choices.Length)
        select Choices.Where((_, i) => flags[i]).ToArray();
}
