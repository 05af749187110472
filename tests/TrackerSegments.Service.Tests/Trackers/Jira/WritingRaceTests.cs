using FsCheck;
using FsCheck.Fluent;
using TrackerSegments.Service.Tests.Infrastructure;
using TrackerSegments.Service.Trackers;
using TrackerSegments.Simulators.Jira;
using TrackerSegments.Simulators.Jira.Model;

namespace TrackerSegments.Service.Tests.Trackers.Jira;

/// <summary>Somebody edits the same epic while it is written: nothing of theirs is lost, and nothing stays unsaid.</summary>
public sealed class WritingRaceTests
{
    private static readonly string[] Choices = ["SMB", "Enterprise", "Mid-market", "Legacy"];

    private static bool IsPut(JiraRequest request) => request.Method == "PUT";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_value_added_around_our_write_survives_and_is_told(bool isBefore)
    {
        await using var jira = await WritingFixture.StartAsync();
        jira.Data.Edit("FW-1", WritingFixture.Field, "Legacy");
        void Meanwhile() => jira.Data.EditBy(jira.Bo, "FW-1", WritingFixture.Field, [.. jira.Texts("FW-1"), "Mid-market"]);
        if (isBefore)
        {
            jira.Before(IsPut, Meanwhile);
        }
        else
        {
            jira.After(IsPut, Meanwhile);
        }

        var written = (await jira.WriteAsync(jira.Edit("FW-1", add: ["SMB"]))).ShouldBeOfType<WriteOutcome.Written>();

        jira.Texts("FW-1").ShouldBe(["Legacy", "Mid-market", "SMB"], ignoreOrder: true);
        written.Item.ValuesOf(WritingFixture.Field).ShouldBe(jira.Texts("FW-1"));
        var overlap = written.Overlap.ShouldNotBeNull();
        (overlap.Author, overlap.To.Contains("Mid-market", StringComparer.Ordinal)).ShouldBe(("Bo", true));
        jira.Writes.Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_is_taken_back_right_after_our_write_is_a_conflict()
    {
        await using var jira = await WritingFixture.StartAsync();
        jira.After(IsPut, () => jira.Data.EditBy(jira.Bo, "FW-1", WritingFixture.Field));

        var stale = (await jira.WriteAsync(jira.Edit("FW-1", add: ["SMB"]))).ShouldBeOfType<WriteOutcome.Stale>();

        stale.Current.ValuesOf(WritingFixture.Field).ShouldBeEmpty();
        stale.Foreign.ShouldNotBeNull().Author.ShouldBe("Bo");
        stale.Foreign.From.ShouldBe(["SMB"]);
        stale.Foreign.Stands.ShouldBeTrue();
        jira.Writes.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_value_that_can_only_be_one_and_was_overwritten_is_put_back()
    {
        await using var jira = await WritingFixture.StartAsync(JiraFieldType.Select);
        jira.Before(IsPut, () => jira.Data.EditBy(jira.Bo, "FW-1", WritingFixture.Field, "Enterprise"));

        var stale = (await jira.WriteAsync(jira.Edit("FW-1", add: ["SMB"]))).ShouldBeOfType<WriteOutcome.Stale>();

        jira.Texts("FW-1").ShouldBe(["Enterprise"]);
        stale.Current.ValuesOf(WritingFixture.Field).ShouldBe(["Enterprise"]);
        var foreign = stale.Foreign.ShouldNotBeNull();
        (foreign.Author, foreign.To[0], foreign.Stands).ShouldBe(("Bo", "Enterprise", true));
    }

    [Fact]
    public async Task An_older_change_of_our_own_is_not_taken_for_this_one()
    {
        await using var jira = await WritingFixture.StartAsync(JiraFieldType.Select);
        var ann = jira.Data.Users.Single(u => u.Name == "Ann");
        jira.Data.EditBy(ann, "FW-1", WritingFixture.Field, "Legacy");
        jira.Data.EditBy(ann, "FW-1", WritingFixture.Field, "SMB");
        jira.Data.EditBy(jira.Bo, "FW-1", WritingFixture.Field);

        var written = (await jira.WriteAsync(jira.Edit("FW-1", add: ["SMB"]))).ShouldBeOfType<WriteOutcome.Written>();

        written.Overlap.ShouldBeNull();
        jira.Texts("FW-1").ShouldBe(["SMB"]);
        jira.Writes.Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_somebody_else_set_to_the_same_value_is_left_as_it_is()
    {
        await using var jira = await WritingFixture.StartAsync(JiraFieldType.Select);
        jira.Before(IsPut, () =>
        {
            jira.Data.EditBy(jira.Bo, "FW-1", WritingFixture.Field, "Enterprise");
            jira.Data.EditBy(jira.Bo, "FW-1", WritingFixture.Field, "SMB");
        });

        (await jira.WriteAsync(jira.Edit("FW-1", add: ["SMB"]))).ShouldBeOfType<WriteOutcome.Written>();

        jira.Texts("FW-1").ShouldBe(["SMB"]);
        jira.Writes.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3600)]
    public async Task An_old_write_of_ours_puts_nothing_back(int secondsAgo)
    {
        var clock = new FixedClock();
        await using var jira = await WritingFixture.StartAsync(JiraFieldType.Select, new() { Clock = clock });
        var ann = jira.Data.Users.Single(u => u.Name == "Ann");
        jira.Data.EditBy(ann, "FW-1", WritingFixture.Field, "Legacy");
        jira.Data.EditBy(ann, "FW-1", WritingFixture.Field, "SMB");
        clock.Now += TimeSpan.FromSeconds(secondsAgo);
        jira.Data.EditBy(jira.Bo, "FW-1", WritingFixture.Field);
        jira.Before(IsPut, () => jira.Data.EditBy(jira.Bo, "FW-1", WritingFixture.Field, "SMB"));

        (await jira.WriteAsync(jira.Edit("FW-1", add: ["SMB"]))).ShouldBeOfType<WriteOutcome.Written>();

        jira.Texts("FW-1").ShouldBe(["SMB"]);
        jira.Writes.Count.ShouldBe(1);
    }

    /// <summary>Whatever both do, and whenever: each wish is there at the end, or the answer says that it is not and who it was.</summary>
    [Fact]
    public async Task Whatever_two_do_at_once_nothing_is_lost_and_nothing_is_silent()
    {
        await using var jira = await WritingFixture.StartAsync(epics: 1);
        foreach (var (start, theirs, ours, isBefore) in Races().Sample(60, 20))
        {
            jira.Jira.BeforeHandling = null;
            jira.Jira.AfterHandling = null;
            jira.Data.Edit("FW-1", WritingFixture.Field, start);
            string[] add = [.. ours.Except(start, StringComparer.Ordinal)];
            string[] remove = [.. start.Except(ours, StringComparer.Ordinal)];
            string[] theyAdd = [.. theirs.Except(start, StringComparer.Ordinal)];
            string[] theyRemove = [.. start.Except(theirs, StringComparer.Ordinal)];
            if (add.Length + remove.Length == 0)
            {
                continue;
            }

            void Meanwhile() => jira.Data.EditBy(
                jira.Bo, "FW-1", WritingFixture.Field, [.. jira.Texts("FW-1").Except(theyRemove, StringComparer.Ordinal).Union(theyAdd, StringComparer.Ordinal)]);
            if (isBefore)
            {
                jira.Before(IsPut, Meanwhile);
            }
            else
            {
                jira.After(IsPut, Meanwhile);
            }

            var outcome = await jira.WriteAsync(jira.Edit("FW-1", add, remove));

            var written = outcome.ShouldBeOfType<WriteOutcome.Written>();
            var now = jira.Texts("FW-1");
            now.ShouldBe(start.Except(remove, StringComparer.Ordinal).Except(theyRemove, StringComparer.Ordinal)
                .Union(add, StringComparer.Ordinal).Union(theyAdd, StringComparer.Ordinal), ignoreOrder: true);
            written.Item.ValuesOf(WritingFixture.Field).ShouldBe(now, ignoreOrder: true);
            var didMore = theyAdd.Except(add, StringComparer.Ordinal).Any() || theyRemove.Except(remove, StringComparer.Ordinal).Any();
            (written.Overlap is not null).ShouldBe(didMore);
        }
    }

    private static Gen<(string[] Start, string[] Theirs, string[] Ours, bool IsBefore)> Races() =>
        from start in Set()
        from theirs in Set()
        from ours in Set()
        from isBefore in Gen.Elements(true, false)
        select (start, theirs, ours, isBefore);

    private static Gen<string[]> Set() =>
        from flags in Gen.Elements(true, false).ArrayOf(Choices.Length)
        select Choices.Where((_, i) => flags[i]).ToArray();
}
