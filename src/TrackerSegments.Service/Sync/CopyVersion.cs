namespace TrackerSegments.Service.Sync;

/// <summary>
/// Which write of a copy was the last one. Every batch of writes to a copy that several processes share replaces it, and only where it is
/// still the one that the writer saw: nobody decides anything from items that are not those of the store.
/// </summary>
/// <param name="Number">Counts the batches.</param>
/// <param name="Log">The ids that the last batches changed, the latest last, so that whoever is a little behind need not read everything.</param>
internal sealed record CopyVersion(long Number, IReadOnlyList<IReadOnlyList<string>> Log)
{
    /// <summary>Reading more items than this one by one takes longer than reading all of them by the thousand.</summary>
    private const int MaxLogged = 500;

    public static CopyVersion None { get; } = new(0, []);

    /// <summary>The version after one more batch; of those before, the log keeps as many as it has room for.</summary>
    public CopyVersion After(IReadOnlyList<string> ids)
    {
        var room = MaxLogged - ids.Count;
        var before = Log.Reverse().TakeWhile(batch => (room -= batch.Count) >= 0).Reverse();
        return new(Number + 1, [.. before, ids]);
    }

    /// <summary>The ids changed since an earlier version; null where that is no longer known.</summary>
    public IReadOnlyCollection<string>? Since(CopyVersion? before) =>
        before is not null && Number >= before.Number && Number - before.Number <= Log.Count
            ? Log.Skip(Log.Count - (int)(Number - before.Number)).SelectMany(ids => ids).ToHashSet(StringComparer.Ordinal)
            : null;
}
