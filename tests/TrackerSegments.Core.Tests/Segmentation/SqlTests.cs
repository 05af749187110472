using FsCheck;
using FsCheck.Fluent;
using Microsoft.Data.Sqlite;
using static TrackerSegments.Core.Tests.Generators;

namespace TrackerSegments.Core.Tests;

/// <summary>The same epics through SQL, where the largest remainder of equal parts is one thousandth for each of the first.</summary>
public sealed class SqlTests : IDisposable
{
    private const int SegmentCount = 6;

    private const string Split = """
        SELECT segment, SUM(effort / parts + (place < effort % parts)), COUNT(*), SUM(effort IS NULL) FROM (
            SELECT segment, effort, COUNT(*) OVER (PARTITION BY epic) AS parts, ROW_NUMBER() OVER (PARTITION BY epic ORDER BY segment) - 1 AS place
            FROM tagged)
        GROUP BY segment ORDER BY segment
        """;

    private readonly SqliteConnection sqlite = new("Data Source=:memory:");

    public void Dispose() => sqlite.Dispose();

    [Fact]
    public void The_same_epics_through_SQL_give_the_same_figures()
    {
        sqlite.Open();
        Run("CREATE TABLE tagged (epic INTEGER, segment INTEGER, effort INTEGER)");
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(200),
            Prop.ForAll(Epics(SegmentCount), epics =>
            {
                Fill(epics);
                var split = Splitter.Split(Array.ConvertAll(epics, e => e.ToLensEpic()), SegmentCount);
                var expected = split.Segments
                    .Select((s, i) => (Segment: (long)i, Effort: s.Effort.Thousandths, Epics: (long)s.Epics, Unestimated: (long)s.Unestimated))
                    .Where(s => s.Epics > 0)
                    .ToList();
                if (split.Unassigned > 0)
                {
                    var unestimated = epics.Count(e => e.Segments.Length == 0 && e.Thousandths is null);
                    expected.Insert(0, (-1, split.UnassignedEffort.Thousandths, split.Unassigned, unestimated));
                }

                return Groups().SequenceEqual(expected);
            }));
    }

    private void Fill(RandomEpic[] epics)
    {
        using var transaction = sqlite.BeginTransaction();
        Run("DELETE FROM tagged");
        for (var epic = 0; epic < epics.Length; epic++)
        {
            foreach (var segment in epics[epic].Segments.DefaultIfEmpty(-1))
            {
                using var insert = sqlite.CreateCommand();
                insert.CommandText = "INSERT INTO tagged VALUES ($epic, $segment, $effort)";
                insert.Parameters.AddWithValue("$epic", epic);
                insert.Parameters.AddWithValue("$segment", segment);
                insert.Parameters.AddWithValue("$effort", epics[epic].Thousandths is { } effort ? effort : DBNull.Value);
                insert.ExecuteNonQuery();
            }
        }

        transaction.Commit();
    }

    private List<(long Segment, long Effort, long Epics, long Unestimated)> Groups()
    {
        List<(long, long, long, long)> groups = [];
        using var query = sqlite.CreateCommand();
        query.CommandText = Split;
        using var rows = query.ExecuteReader();
        while (rows.Read())
        {
            groups.Add((rows.GetInt64(0), rows.IsDBNull(1) ? 0 : rows.GetInt64(1), rows.GetInt64(2), rows.GetInt64(3)));
        }

        return groups;
    }

    private void Run(string sql)
    {
        using var command = sqlite.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
