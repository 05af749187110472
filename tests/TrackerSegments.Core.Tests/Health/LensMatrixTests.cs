using FsCheck;
using FsCheck.Fluent;
using static TrackerSegments.Core.Tests.Backlogs;
using static TrackerSegments.Core.Tests.Generators;

namespace TrackerSegments.Core.Tests;

public sealed class LensMatrixTests
{
    private const int RowCount = 5;
    private const int ColumnCount = 4;

    [Fact]
    public void Rows_and_columns_add_up_to_the_splits_of_the_two_lenses() => ForLenses((rows, columns) =>
    {
        var matrix = LensMatrix.Of(rows, columns);
        var (across, down) = (SplitOf(rows), SplitOf(columns));
        return Enumerable.Range(0, RowCount).All(r => Sum(matrix, c => c.Row == r) == across.Segments[r].Effort)
            && Sum(matrix, c => c.Row == LensMatrix.Unassigned) == across.UnassignedEffort
            && Enumerable.Range(0, ColumnCount).All(s => Sum(matrix, c => c.Column == s) == down.Segments[s].Effort)
            && Sum(matrix, c => c.Column == LensMatrix.Unassigned) == down.UnassignedEffort;
    });

    [Fact]
    public void Each_cell_opens_to_its_epics_and_no_part_is_negative_or_far_from_proportional() => ForLenses((rows, columns) =>
    {
        var other = columns.Epics.ToDictionary(e => e.Epic.Item.Key, StringComparer.Ordinal);
        var matrix = LensMatrix.Of(rows, columns);
        return matrix.Cells.All(c => c.Items.Count > 0 && c.Items.Sum(i => i.Effort?.Thousandths ?? 0) == c.Effort.Thousandths)
            && matrix.Cells.All(c => c.Items.All(i =>
            {
                var (row, column) = (rows.Epics.First(e => e.Epic.Item.Key == i.Key), other[i.Key]);
                var cells = Math.Max(row.Segments.Count, 1) * Math.Max(column.Segments.Count, 1);
                return i.Effort is null == row.Epic.Effort is null
                    && (i.Effort is not { } effort || Math.Abs(effort.Thousandths - ((decimal)row.Epic.Effort!.Value.Thousandths / cells)) <= 1 + cells);
            }));
    });

    [Fact]
    public void Shares_are_of_all_effort_unassigned_included()
    {
        var matrix = Cross(Item("A-1", 6, ["SMB"], ["Price"]), Item("A-2", 2, [], ["Price"]), Item("A-3", null, ["SMB"], []));

        matrix.Cells.Select(c => (c.Row, c.Column, c.Effort.Units, c.Share, c.Items[0].Key)).ShouldBe(
        [
            (0, 0, 6m, 0.75, "A-1"),
            (0, LensMatrix.Unassigned, 0m, 0d, "A-3"),
            (LensMatrix.Unassigned, 0, 2m, 0.25, "A-2"),
        ]);
        matrix.Cell(1, 1).ShouldSatisfyAllConditions(c => c.Effort.ShouldBe(Effort.Zero), c => c.Items.ShouldBeEmpty());
    }

    [Fact]
    public void Lenses_over_different_epics_cannot_be_crossed()
    {
        var lens = Lens("SMB");
        LensView one = new(lens, Tagging.Tag(lens, [new EpicEffort(Epic("A-1", 1, "SMB"), Points(1), false)]));

        Should.Throw<ArgumentException>(() => LensMatrix.Of(one, new(lens, [])));
        Should.Throw<ArgumentException>(() => LensMatrix.Of(new(lens, []), one));
    }

    [Fact]
    public void A_lens_is_redundant_where_its_segments_pair_off_and_not_where_only_the_shares_are_alike()
    {
        WorkItem[] Many(Func<int, string> problem) => [.. Enumerable.Range(0, 40).Select(i => Item($"A-{i}", 1, [i % 2 == 0 ? "SMB" : "Enterprise"], [problem(i)]))];

        IsRedundant(Many(i => i % 2 == 0 ? "Price" : "Audit")).ShouldBeTrue();
        IsRedundant(Many(i => i is 0 || (i % 2 == 1 && i != 1) ? "Audit" : "Price")).ShouldBeTrue("two of forty are otherwise");
        IsRedundant(Many(i => i / 2 % 2 == 0 ? "Price" : "Audit")).ShouldBeFalse("half and half, and nothing to do with each other");
        IsRedundant(Many(i => i % 2 == 0 && i > 9 ? "Price" : "Audit")).ShouldBeFalse("five of twenty are otherwise");
    }

    [Fact]
    public void Mutual_information_is_one_for_a_match_and_nothing_for_independence_and_symmetric()
    {
        Nmi(8, i => $"{i % 2}", i => i % 2 == 0 ? "even" : "odd").ShouldBe(1, 1e-12);
        Nmi(8, i => $"{i % 2}", i => $"{i / 2 % 2}").ShouldBe(0, 1e-12);
        Nmi(8, i => $"{i % 2}", i => $"{i}").ShouldBe(2 * 1 / (1 + 3.0), 1e-12, "one bit of three, normalized by the mean of both");
        Nmi(9, i => $"{i % 2}", i => $"{i % 3}").ShouldBe(Nmi(9, i => $"{i % 3}", i => $"{i % 2}"), 1e-12);
        Association.NormalizedMutualInformation([(["a"], ["x"]), (["a"], ["y"])]).ShouldBeNull("there is one group only");
        Association.NormalizedMutualInformation([(["a"], ["x"]), (["b"], ["y"]), (["b"], []), ([], ["z"])])!.Value.ShouldBe(1, 1e-12);
    }

    [Fact]
    public void Mutual_information_lies_between_nothing_and_one_and_does_not_depend_on_order() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300),
        Prop.ForAll(Gen.Choose(0, 15).Two().NonEmptyListOf().ToArbitrary(), drawn =>
        {
            (IReadOnlyCollection<string>, IReadOnlyCollection<string>)[] epics = [.. drawn.Select(d => (Groups(d.Item1), Groups(d.Item2)))];
            var figure = Association.NormalizedMutualInformation(epics);
            var reversed = Association.NormalizedMutualInformation(epics.Reverse());
            return figure is null ? reversed is null : figure is >= 0 and <= 1 && Math.Abs(figure.Value - reversed!.Value) < 1e-9;
        }));

    private static IReadOnlyCollection<string> Groups(int bits) => [.. Enumerable.Range(0, 4).Where(b => (bits >> b & 1) == 1).Select(b => $"g{b}")];

    private static double Nmi(int count, Func<int, string> x, Func<int, string> y) =>
        Association.NormalizedMutualInformation(Enumerable.Range(0, count).Select(i => ((IReadOnlyCollection<string>)[x(i)], (IReadOnlyCollection<string>)[y(i)])))!.Value;

    private static bool IsRedundant(WorkItem[] items)
    {
        var (sizes, problems) = Views(items);
        return RedundantLens.IsRedundant(sizes, problems);
    }

    private static LensMatrix Cross(params WorkItem[] items)
    {
        var (sizes, problems) = Views(items);
        return LensMatrix.Of(sizes, problems);
    }

    private static (LensView Sizes, LensView Problems) Views(WorkItem[] items)
    {
        var efforts = RollUp.Compute(Backlog.Build(items), new());
        var sizes = Lens("SMB", "Enterprise");
        var problems = new Lens("Problem", "Problem", LensBuilder.Segments([("Price", ["Price"]), ("Audit", ["Audit"])]));
        return (new(sizes, Tagging.Tag(sizes, efforts)), new(problems, Tagging.Tag(problems, efforts)));
    }

    private static WorkItem Item(string key, decimal? points, string[] sizes, string[] problems) => Epic(key, points) with
    {
        Fields = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { [Field] = sizes, ["Problem"] = problems },
    };

    private static Effort Sum(LensMatrix matrix, Func<MatrixCell, bool> isMeant) =>
        matrix.Cells.Where(isMeant).Aggregate(Effort.Zero, (sum, c) => sum + c.Effort);

    private static Split SplitOf(LensView view) =>
        Splitter.Split([.. view.Epics.Select(e => e.ToLensEpic())], view.Lens.Segments.Count);

    private static void ForLenses(Func<LensView, LensView, bool> holds) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300),
        Prop.ForAll(Epics(RowCount), Gen.SubListOf(Enumerable.Range(0, ColumnCount)).ListOf().ToArbitrary(), (epics, tags) =>
        {
            EpicEffort[] efforts = [.. epics.Select((e, i) => new EpicEffort(Epic($"A-{i}"), e.Thousandths is { } t ? new Effort(t) : null, false))];
            TaggedEpic[] rows = [.. epics.Select((e, i) => new TaggedEpic(efforts[i], SegmentSet.Equal(e.Segments), []))];
            TaggedEpic[] columns = [.. efforts.Select((e, i) => new TaggedEpic(e, SegmentSet.Equal(tags.Count == 0 ? [] : tags[i % tags.Count]), []))];
            return holds(
                new(Lens([.. Enumerable.Range(0, RowCount).Select(i => $"R{i}")]), rows),
                new(Lens([.. Enumerable.Range(0, ColumnCount).Select(i => $"C{i}")]), columns));
        }));
}
