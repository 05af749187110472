using TrackerSegments.Core;
using TrackerSegments.Service.Api;
using TrackerSegments.Service.Storage;
using TrackerSegments.Service.Trackers.WorkingCopy;

namespace TrackerSegments.Service.History;

/// <summary>The past of one lens: snapshots with their epics, and the figures without them.</summary>
internal sealed class LensHistory(IDocumentStore store, string workspace, string lens)
{
    /// <summary>Parts are shared with days so recent only that no retention has dropped them.</summary>
    private const int SharedDays = 20;

    private const int KeyDigits = 16;

    private readonly SnapshotStore snapshots = new(store, IdOf(workspace, lens));
    private readonly TrendStore trend = new(store, IdOf(workspace, lens));

    /// <summary>Keeps a lens as it is as the snapshot of its day. Nothing is written where the day has the same one already.</summary>
    /// <returns>Whether anything was written.</returns>
    /// <exception cref="NewerSnapshotException">A newer program kept the day or the month; it was left alone.</exception>
    public async Task<bool> KeepAsync(LensState state, SnapshotRetention retention, CancellationToken cancellationToken)
    {
        var today = await snapshots.FindAsync(state.Day, cancellationToken);
        if (today is { IsNewer: true })
        {
            throw today.Newer();
        }

        var snapshot = state.ToSnapshot();
        var packing = SnapshotPacking.Of(snapshot);
        if (string.Equals(today?.Hash, packing.Hash, StringComparison.Ordinal))
        {
            return false;
        }

        var heads = await snapshots.ListAsync(cancellationToken);
        var same = heads.LastOrDefault(h => h.Day > state.Day.AddDays(-SharedDays) && string.Equals(h.Hash, packing.Hash, StringComparison.Ordinal));
        var head = same is null
            ? await snapshots.WritePartsAsync(snapshot, packing, cancellationToken)
            : same with { Day = state.Day, TakenAt = state.TakenAt, SchemeVersion = state.Lens.SchemeVersion };
        await trend.WriteAsync(snapshot, cancellationToken);
        var replaced = await snapshots.WriteHeadAsync(head, cancellationToken);
        await TidyAsync([.. heads.Where(h => h.Day != head.Day), head], replaced, retention, state.Day, cancellationToken);
        return true;
    }

    /// <summary>The figures of the days from one to another, both included, the earliest first; those of the present day as they are now.</summary>
    /// <exception cref="NewerSnapshotException">A newer program wrote some of them.</exception>
    public async Task<IReadOnlyList<SnapshotSummary>> TrendAsync(LensState now, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        var pages = await trend.PagesAsync(from, to, cancellationToken);
        return Summaries(now, pages, from, to);
    }

    /// <summary>The trend's document; the same months and the same present give the same one, and it is worked out once.</summary>
    /// <param name="now">The lens.</param>
    /// <param name="known">Documents that were worked out before.</param>
    /// <param name="step">How long a period is.</param>
    /// <param name="from">The first day.</param>
    /// <param name="to">The last one.</param>
    /// <param name="cancellationToken">Breaks off.</param>
    /// <exception cref="NewerSnapshotException">A newer program wrote some of the figures.</exception>
    public async Task<TrendDocument> TrendAsync(
        LensState now, KnownTrends known, PeriodLength step, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        var pages = await trend.PagesAsync(from, to, cancellationToken);
        var document = known.Of(
            KnownTrends.KeyOf(now, pages, step, from, to),
            () => TrendBuilder.Build(now, Summaries(now, pages, from, to), step, from, to).Hashed(ApiJson.Default.TrendDocument));
        return document with { AsOf = now.TakenAt };
    }

    private static IReadOnlyList<SnapshotSummary> Summaries(LensState now, IReadOnlyList<Document> pages, DateOnly from, DateOnly to)
    {
        var kept = TrendStore.Read(pages, from, to);
        return now.CanBeKept && now.Day >= from && now.Day <= to
            ? [.. kept.Where(s => s.Day != now.Day).Append(now.ToSummary()).OrderBy(s => s.Day)]
            : kept;
    }

    /// <summary>The last snapshot that is not after a day; of the present day as it is now.</summary>
    /// <returns>The snapshot; null where there is none so early.</returns>
    /// <exception cref="NewerSnapshotException">A newer program wrote it.</exception>
    /// <exception cref="DataFileException">It is damaged.</exception>
    public async Task<KeptSnapshot?> FindAsync(LensState now, DateOnly day, CancellationToken cancellationToken)
    {
        if (now.CanBeKept && day >= now.Day)
        {
            var snapshot = now.ToSnapshot();
            return new(snapshot, SnapshotPacking.Of(snapshot).Hash);
        }

        return (await snapshots.ListAsync(cancellationToken)).LastOrDefault(h => h.Day <= day) is { } head
            ? new(await snapshots.ReadAsync(head, cancellationToken), head.Hash)
            : null;
    }

    /// <summary>The first day (UTC) that has a snapshot; null where none has.</summary>
    public async Task<DateOnly?> FirstDayAsync(LensState now, CancellationToken cancellationToken) =>
        (await snapshots.ListAsync(cancellationToken)).Select(h => (DateOnly?)h.Day).FirstOrDefault() ?? (now.CanBeKept ? now.Day : null);

    /// <summary>Partitions have short names of plain characters, whatever a lens is called.</summary>
    private static string IdOf(string workspace, string lens) => $"{workspace}-{DocumentKey.Hash(lens)[..KeyDigits]}";

    /// <summary>Drops what is kept no longer. What is left undone here is done with the next day's snapshot.</summary>
    private async Task TidyAsync(
        IReadOnlyList<SnapshotHead> heads, SnapshotHead? replaced, SnapshotRetention retention, DateOnly today, CancellationToken cancellationToken)
    {
        if (replaced is not null)
        {
            if (heads.All(h => !string.Equals(h.Set, replaced.Set, StringComparison.Ordinal)))
            {
                await snapshots.DropPartsAsync(replaced, cancellationToken);
            }

            return;
        }

        var outdated = retention.Outdated([.. heads.OrderBy(h => h.Day)], today);
        await snapshots.DropHeadsAsync(outdated, cancellationToken);
        await snapshots.DropLooseAsync([.. heads.Except(outdated)], today.AddDays(-1), cancellationToken);
    }
}

/// <summary>A snapshot and the hash of its document.</summary>
internal sealed record KeptSnapshot(Snapshot Snapshot, string Hash);
