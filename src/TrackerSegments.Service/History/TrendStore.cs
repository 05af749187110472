using TrackerSegments.Core;
using TrackerSegments.Service.Storage;

namespace TrackerSegments.Service.History;

/// <summary>The figures of one lens over time, a document for each month. They are never thinned out: a year of them is small.</summary>
/// <param name="store">Where they are.</param>
/// <param name="id">Workspace and lens, as they are called in partitions.</param>
internal sealed class TrendStore(IDocumentStore store, string id)
{
    private readonly string partition = $"trend-{id}";

    /// <summary>The months from the one of a day to that of another, as they are kept.</summary>
    public async Task<IReadOnlyList<Document>> PagesAsync(DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        List<Document> pages = [];
        await foreach (var page in store.ListAsync(
            partition, TrendPage.KeyOf(from), DocumentLimits.EndOf(TrendPage.KeyOf(to)), cancellationToken))
        {
            pages.Add(page);
        }

        return pages;
    }

    /// <summary>The figures of the days from one to another, both included, the earliest first.</summary>
    /// <exception cref="NewerSnapshotException">A newer program wrote some of them.</exception>
    public static IReadOnlyList<SnapshotSummary> Read(IReadOnlyList<Document> pages, DateOnly from, DateOnly to) =>
        [.. pages.SelectMany(page => TrendPage.Parse(page.Key, page.Body).Summaries()).Where(s => s.Day >= from && s.Day <= to)];

    /// <summary>Keeps the figures of a day; of several on one day the latest stand.</summary>
    /// <exception cref="NewerSnapshotException">A newer program wrote those of the month; they were left alone.</exception>
    public async Task WriteAsync(Snapshot snapshot, CancellationToken cancellationToken)
    {
        var key = TrendPage.KeyOf(snapshot.Summary.Day);
        var lens = SnapshotDocuments.Of(snapshot with { Epics = [], Outside = [] }).Lens;
        while (true)
        {
            var document = await store.FindAsync(partition, key, cancellationToken);
            var page = (document is null ? TrendPage.Empty : TrendPage.Parse(key, document.Body)).With(snapshot.Summary, lens).ToJson();
            if (string.Equals(page, document?.Body, StringComparison.Ordinal))
            {
                return;
            }

            try
            {
                var condition = document is null ? WriteCondition.Absent : WriteCondition.Match(document.ETag);
                await store.WriteAsync(partition, [new(key, page, condition)], cancellationToken);
                return;
            }
            catch (ConcurrencyException)
            {
                // Another process kept a day of the same month; this one is put beside it.
            }
        }
    }
}
