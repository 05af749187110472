using FsCheck;
using FsCheck.Fluent;

namespace TrackerSegments.Core.Tests;

/// <summary>Random backlogs for properties.</summary>
internal static class Generators
{
    /// <summary>One random epic: its effort in thousandths (null where unestimated) and its segments.</summary>
    public sealed record RandomEpic(long? Thousandths, int[] Segments)
    {
        public LensEpic ToLensEpic() => new(Thousandths is { } t ? new Effort(t) : null, SegmentSet.Equal(Segments));
    }

    public static Arbitrary<RandomEpic[]> Epics(int segmentCount) => Epic(segmentCount).ArrayOf().ToArbitrary();

    /// <summary>Small whole numbers, so that every way to hand effort out can be tried.</summary>
    public static Arbitrary<SmallCase> SmallCases() =>
        (from count in Gen.Choose(2, 4)
         from efforts in Gen.Choose(0, 9).ArrayOf(count)
         from unassigned in Gen.Choose(0, 9)
         from quarters in Quarters(count)
         from tolerance in Gen.Elements(0m, 25m, 50m)
         from hasGap in Gen.Elements(false, false, true)
         select Make(efforts, unassigned, quarters, tolerance, hasGap)).ToArbitrary();

    public sealed record SmallCase(long[] Efforts, long Unassigned, SegmentTarget?[] Targets)
    {
        public Split Split(IReadOnlyList<long>? handedOut = null) => new(
            [.. Efforts.Select((e, i) => new SegmentTotal(new(e + (handedOut?[i] ?? 0)), 1, 0))],
            Tagged: Efforts.Length,
            Unassigned: 1,
            Unestimated: 0,
            TaggedEffort: new(Efforts.Sum() + (handedOut?.Sum() ?? 0)),
            UnassignedEffort: new(handedOut is null ? Unassigned : 0),
            ImputedEffort: Effort.Zero);

        /// <summary>Every way to hand the unassigned effort out in whole units.</summary>
        public IEnumerable<long[]> HandOuts() => Compositions(Unassigned, Efforts.Length);
    }

    private static Gen<RandomEpic> Epic(int segmentCount) =>
        from thousandths in Gen.Frequency(
            (1, Gen.Constant((long?)null)),
            (1, Gen.Constant((long?)0)),
            (6, Gen.Choose(1, 100_000).Select(t => (long?)t)),
            (1, Gen.Choose(1_000_000, 2_000_000_000).Select(t => (long?)t * 500)))
        from count in Gen.Frequency((2, Gen.Constant(0)), (5, Gen.Constant(1)), (3, Gen.Choose(2, segmentCount)))
        from segments in Gen.Shuffle(Enumerable.Range(0, segmentCount).ToArray())
        select new RandomEpic(thousandths, [.. segments.Take(count)]);

    private static Gen<int[]> Quarters(int count) => Gen.Choose(0, count - 1).ArrayOf(4)
        .Select(owners => Enumerable.Range(0, count).Select(i => owners.Count(o => o == i)).ToArray());

    /// <summary>All effort is a multiple of four, so that a quarter of any total is a whole number too.</summary>
    private static SmallCase Make(int[] efforts, int unassigned, int[] quarters, decimal tolerance, bool hasGap) => new(
        [.. efforts.Select((e, i) => i == 0 ? (long)(e + ((4 - ((efforts.Sum() + unassigned) % 4)) % 4)) : e)],
        unassigned,
        [.. quarters.Select(q => hasGap && q == 0 ? (SegmentTarget?)null : new SegmentTarget(q * 25m, tolerance))]);

    private static IEnumerable<long[]> Compositions(long total, int parts)
    {
        if (parts == 1)
        {
            return [[total]];
        }

        return from first in Enumerable.Range(0, (int)total + 1)
               from rest in Compositions(total - first, parts - 1)
               select (long[])[first, .. rest];
    }
}
