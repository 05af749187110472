using FsCheck;
using FsCheck.Fluent;
using static TrackerSegments.Core.Tests.Backlogs;
using static TrackerSegments.Core.Tests.RandomHistory;

namespace TrackerSegments.Core.Tests;

public sealed class MigrationTests
{
    private static readonly Lens Sizes = Lens("SMB", "Enterprise");
    private static readonly MigrationPlace Smb = MigrationPlace.Of("smb");
    private static readonly MigrationPlace Enterprise = MigrationPlace.Of("enterprise");

    [Fact]
    public void Rows_add_up_to_the_earlier_snapshot_and_columns_to_the_later_one() => ForPairs(history =>
    {
        var migration = Migration.Between(history.Before, history.After);
        return migration.Segments.All(s => Row(migration, MigrationPlace.Of(s.Key)) == EffortOf(history.Before, s.Key)
                && Column(migration, MigrationPlace.Of(s.Key)) == EffortOf(history.After, s.Key))
            && Row(migration, MigrationPlace.Unassigned) == history.Before.Summary.Split.UnassignedEffort
            && Column(migration, MigrationPlace.Unassigned) == history.After.Summary.Split.UnassignedEffort
            && migration.Cell(MigrationPlace.Outside, MigrationPlace.Outside).Effort == Effort.Zero;
    });

    [Fact]
    public void Every_cell_opens_to_epics_that_add_up_to_it_and_only_what_stayed_has_no_cause() => ForPairs(history =>
        Migration.Between(history.Before, history.After).Cells.All(c =>
            c.Effort > Effort.Zero
            && c.Flows.Sum(f => f.Effort.Thousandths) == c.Effort.Thousandths
            && c.Flows.All(f => f.Effort > Effort.Zero && f.Cause is null == (c.From == c.To))));

    [Fact]
    public void Where_only_the_scheme_changes_every_move_is_a_change_of_scheme() => ForPairs(history =>
    {
        var (summary, lens) = (history.Before.Summary, history.After.Summary.Lens);
        SnapshotEpic[] epics = [.. history.Before.Epics.Select(e => e with { Segments = Tagging.Tag(lens, new EpicEffort(Epic(e.Key, null, [.. e.Values]), e.Effort, e.IsImputed)).Segments })];
        var split = Splitter.Split(Array.ConvertAll(epics, e => new LensEpic(e.Effort, e.Segments)), lens.Segments.Count);
        var after = history.Before with { Epics = epics, Summary = summary with { Lens = lens, Split = split } };

        return Causes(Migration.Between(history.Before, after)).All(c => c is null or DriftCause.SchemeChange);
    });

    [Fact]
    public void Under_one_scheme_no_move_is_a_change_of_scheme() => ForPairs(history =>
        !ReferenceEquals(history.Before.Summary.Lens, history.After.Summary.Lens)
        || Causes(Migration.Between(history.Before, history.After)).All(c => c != DriftCause.SchemeChange));

    [Fact]
    public void What_stays_moves_is_new_done_or_estimated_otherwise_has_a_cell_of_its_own()
    {
        var policy = new EffortPolicy { Statuses = [StatusCategory.ToDo] };
        var migration = Migration.Between(
            Take(
                [
                    Epic("A-1", 10, "SMB"), Epic("A-2", 4, "SMB"), Epic("A-3", 6, "Enterprise"), Epic("A-4", 3), Epic("A-5", 8, "SMB"),
                    Epic("A-6", 2, "Enterprise"),
                ],
                Sizes,
                policy),
            Take(
                [
                    Epic("A-1", 10, "SMB"), Epic("A-2", 4, "Enterprise"), Epic("A-3", 6, "Enterprise") with { StatusCategory = StatusCategory.Done },
                    Epic("A-4", 3, "SMB"), Epic("A-5", 5, "SMB"), Epic("A-6", 9, "Enterprise"), Epic("A-7", 1, "SMB"),
                ],
                Sizes,
                policy));

        migration.Cells.Select(c => (c.From, c.To, c.Effort.Units, string.Join(", ", c.Flows.Select(f => $"{f.Key} {f.Cause}")))).ShouldBe(
        [
            (Smb, Smb, 15m, "A-1 , A-5 "),
            (Smb, Enterprise, 4m, "A-2 ReTag"),
            (Smb, MigrationPlace.Outside, 3m, "A-5 ReEstimate"),
            (Enterprise, Enterprise, 2m, "A-6 "),
            (Enterprise, MigrationPlace.Outside, 6m, "A-3 Completion"),
            (MigrationPlace.Unassigned, Smb, 3m, "A-4 ReTag"),
            (MigrationPlace.Outside, Smb, 1m, "A-7 NewScope"),
            (MigrationPlace.Outside, Enterprise, 7m, "A-6 ReEstimate"),
        ]);
    }

    [Fact]
    public void What_a_merge_moves_is_counted_apart_from_what_people_moved()
    {
        var three = Lens("SMB", "Enterprise", "Tiny");
        var merged = new Lens("Customer segment", Field, LensBuilder.Segments([("SMB", ["SMB", "Tiny"]), ("Enterprise", ["Enterprise"])]), 2);

        var cell = Migration.Between(
            Take([Epic("A-1", 10, "Tiny"), Epic("A-2", 5, "Tiny")], three, new()),
            Take([Epic("A-1", 10, "Tiny"), Epic("A-2", 5, "SMB")], merged, new())).Cell(MigrationPlace.Of("tiny"), Smb);

        cell.Effort.ShouldBe(Points(15));
        cell.BySchemeChange.ShouldBe(Points(15), "a merge would have brought the second one here in any case");
        Migration.Between(
            Take([Epic("A-1", 10, "Tiny"), Epic("A-2", 5, "Tiny")], three, new()),
            Take([Epic("A-1", 10, "Tiny"), Epic("A-2", 5, "Enterprise")], merged, new())).Cell(MigrationPlace.Of("tiny"), Enterprise)
            .BySchemeChange.ShouldBe(Effort.Zero);
    }

    private static void ForPairs(Func<History, bool> holds) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(400), Prop.ForAll(Pairs(), holds));

    private static IEnumerable<DriftCause?> Causes(Migration migration) => migration.Cells.SelectMany(c => c.Flows).Select(f => f.Cause);

    private static Effort Row(Migration migration, MigrationPlace place) => Sum(migration.Cells.Where(c => c.From == place));

    private static Effort Column(Migration migration, MigrationPlace place) => Sum(migration.Cells.Where(c => c.To == place));

    private static Effort Sum(IEnumerable<MigrationCell> cells) => cells.Aggregate(Effort.Zero, (sum, c) => sum + c.Effort);

    private static Effort EffortOf(Snapshot snapshot, string key)
    {
        var index = snapshot.Summary.Lens.IndexOfKey(key);
        return index < 0 ? Effort.Zero : snapshot.Summary.Split.Segments[index].Effort;
    }
}
