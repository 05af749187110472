using System.Collections.Concurrent;
using System.Globalization;
using TrackerSegments.Core;
using TrackerSegments.Service.Storage;

namespace TrackerSegments.Service.History;

/// <summary>Trends that were worked out before. Years of days take a while, and change once a day.</summary>
internal sealed class KnownTrends
{
    private const int Most = 32;

    private readonly ConcurrentDictionary<string, TrendDocument> documents = new(StringComparer.Ordinal);

    /// <summary>All that a trend is made of: what is asked for, the months as they are kept, and the present with its scheme and strategies.</summary>
    public static string KeyOf(LensState now, IReadOnlyList<Document> pages, PeriodLength step, DateOnly from, DateOnly to) => string.Join('\n',
    [
        now.Lens.Key,
        string.Create(CultureInfo.InvariantCulture, $"{step} {from:O} {to:O} {now.Day:O} {now.CanBeKept} {now.Lens.SchemeVersion}"),
        now.Report.Document.Hash,
        now.Units,
        .. (now.Strategies?.Versions ?? []).Where(v => v.IsPublished).Select(v => string.Create(CultureInfo.InvariantCulture, $"{v.Version} {v.ValidFrom:O}")),
        .. pages.Select(p => $"{p.Key} {p.ETag}"),
    ]);

    public TrendDocument Of(string key, Func<TrendDocument> make)
    {
        if (documents.TryGetValue(key, out var known))
        {
            return known;
        }

        if (documents.Count >= Most)
        {
            documents.Clear();
        }

        return documents[key] = make();
    }
}
