using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;
using Microsoft.Data.Sqlite;
using TrackerSegments.Core;

namespace TrackerSegments.Benchmarks;

/// <summary>
/// Split and alignment of a million epics against the same GROUP BY in SQLite. SQLite gets the easier task: the portions of epics with
/// several segments are worked out for it beforehand.
/// </summary>
[Config(typeof(InProcess))]
[MemoryDiagnoser]
public class SplitBenchmark : IDisposable
{
    private const int SegmentCount = 8;

    private readonly LensEpic[] epics = new LensEpic[1_000_000];
    private SqliteConnection sqlite = null!;
    private readonly Strategy strategy = new([.. Enumerable.Repeat((SegmentTarget?)new SegmentTarget(12.5m, 5m), SegmentCount)]);

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(42);
        for (var i = 0; i < epics.Length; i++)
        {
            var segments = random.Next(10) switch
            {
                0 => SegmentSet.None,
                1 => SegmentSet.Equal([random.Next(SegmentCount), random.Next(SegmentCount)]),
                _ => SegmentSet.Of(random.Next(SegmentCount)),
            };
            epics[i] = new(random.Next(20) == 0 ? null : new Effort(random.Next(1, 40_000)), segments);
        }

        Fill();
        if (GroupBy() != Split())
        {
            throw new InvalidOperationException("SQLite and the split do not agree.");
        }
    }

    [Benchmark(Baseline = true)]
    public long GroupBy()
    {
        long total = 0;
        using var query = sqlite.CreateCommand();
        query.CommandText = "SELECT segment, SUM(effort), COUNT(*), SUM(effort IS NULL) FROM tagged GROUP BY segment";
        using var rows = query.ExecuteReader();
        while (rows.Read())
        {
            total += rows.GetInt64(1);
        }

        return total;
    }

    [Benchmark]
    public long Split()
    {
        var split = Splitter.Split(epics, SegmentCount);
        AlignmentCalculator.Assess(split, strategy);
        return split.TotalEffort.Thousandths;
    }

    [GlobalCleanup]
    public void Dispose()
    {
        sqlite.Dispose();
        GC.SuppressFinalize(this);
    }

    private void Fill()
    {
        sqlite = new("Data Source=:memory:");
        sqlite.Open();
        using var transaction = sqlite.BeginTransaction();
        using var create = sqlite.CreateCommand();
        create.CommandText = "CREATE TABLE tagged (segment INTEGER NOT NULL, effort INTEGER)";
        create.ExecuteNonQuery();
        using var insert = sqlite.CreateCommand();
        insert.CommandText = "INSERT INTO tagged VALUES ($segment, $effort)";
        var segment = insert.Parameters.Add("$segment", SqliteType.Integer);
        var effort = insert.Parameters.Add("$effort", SqliteType.Integer);
        foreach (var epic in epics)
        {
            var portions = epic.Effort is { } known ? Splitter.Portions(known, epic.Segments) : null;
            for (var i = 0; i < Math.Max(1, epic.Segments.Count); i++)
            {
                segment.Value = epic.Segments.IsEmpty ? -1 : epic.Segments[i].Segment;
                effort.Value = epic.Effort is null ? DBNull.Value : epic.Segments.IsEmpty ? epic.Effort.Value.Thousandths : portions![i].Thousandths;
                insert.ExecuteNonQuery();
            }
        }

        transaction.Commit();
    }

    private sealed class InProcess : ManualConfig
    {
        public InProcess() => AddJob(Job.ShortRun.WithToolchain(InProcessNoEmitToolchain.Instance));
    }
}
