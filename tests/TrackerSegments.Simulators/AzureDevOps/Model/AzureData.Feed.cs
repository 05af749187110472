namespace TrackerSegments.Simulators.AzureDevOps.Model;

/// <content>The order in which everything happened, for the feeds.</content>
public sealed partial class AzureData
{
    private readonly List<AzureLogEntry> log = [];

    private readonly List<AzureLinkChange> links = [];

    private readonly Dictionary<int, List<AzureLinkChange>> linksOf = [];

    private long watermark;

    /// <summary>The count of changes so far.</summary>
    public long Watermark
    {
        get
        {
            lock (gate)
            {
                return watermark;
            }
        }
    }

    /// <summary>Revisions after a watermark in the order of their making, as many as pass; and whether there are more.</summary>
    internal (List<AzureLogEntry> Page, bool IsLast) Revisions(long after, int count, Func<AzureLogEntry, bool> which)
    {
        lock (gate)
        {
            return Page(log, FirstAfter(log, after, l => l.Watermark), count, which);
        }
    }

    internal (List<AzureLinkChange> Page, bool IsLast) Links(long after, int count, Func<AzureLinkChange, bool> which)
    {
        lock (gate)
        {
            return Page(links, FirstAfter(links, after, l => l.Watermark), count, which);
        }
    }

    /// <summary>The changes of an item's links that were made at the other end of the link.</summary>
    internal IReadOnlyList<AzureLinkChange> LinksMadeElsewhere(int id)
    {
        lock (gate)
        {
            return linksOf.TryGetValue(id, out var changes) ? [.. changes] : [];
        }
    }

    private static (List<T> Page, bool IsLast) Page<T>(List<T> all, int from, int count, Func<T, bool> which)
    {
        List<T> page = new(Math.Min(count, all.Count - from));
        var at = from;
        while (at < all.Count && page.Count < count)
        {
            if (which(all[at]))
            {
                page.Add(all[at]);
            }

            at++;
        }

        while (at < all.Count && !which(all[at]))
        {
            at++;
        }

        return (page, at == all.Count);
    }

    private static int FirstAfter<T>(List<T> all, long after, Func<T, long> watermarkOf)
    {
        var (low, high) = (0, all.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = watermarkOf(all[middle]) > after ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    private void Store(AzureItem item, AzureRevision revision)
    {
        var before = item.Revisions.Count == 0 ? null : item.Latest;
        revision = revision with { Watermark = ++watermark };
        item.Add(revision);
        items[item.Id] = item;
        log.Add(new(item, revision));
        if (before?.Parent != revision.Parent)
        {
            Relink(item, before?.Parent, revision);
        }

        if (before is not null && before.IsDeleted != revision.IsDeleted)
        {
            TellOfLinks(item, revision);
        }
    }

    private void Relink(AzureItem item, AzureItem? before, AzureRevision revision)
    {
        if (before is not null)
        {
            children[before.Id].Remove(item);
            Tell(before, item, revision, false, item.Id);
        }

        if (revision.Parent is { } parent)
        {
            if (!children.TryGetValue(parent.Id, out var below))
            {
                below = children[parent.Id] = [];
            }

            below.Add(item);
            Tell(parent, item, revision, true, item.Id);
        }
    }

    /// <summary>The links of an item that goes to the recycle bin, or comes from it, go and come with it.</summary>
    private void TellOfLinks(AzureItem item, AzureRevision revision)
    {
        if (revision.VisibleParent is { } parent)
        {
            Tell(parent, item, revision, !revision.IsDeleted, item.Id);
        }

        foreach (var child in children.GetValueOrDefault(item.Id, []).Where(c => !c.Latest.IsDeleted))
        {
            Tell(item, child, revision, !revision.IsDeleted, item.Id);
        }
    }

    private void Tell(AzureItem parent, AzureItem child, AzureRevision revision, bool isActive, int editedId)
    {
        var change = new AzureLinkChange(
            ++watermark, parent, child, parent.Latest.Project, child.Latest.Project, isActive, revision.ChangedDate, revision.ChangedBy, editedId);
        links.Add(change);
        var other = editedId == parent.Id ? child.Id : parent.Id;
        if (!linksOf.TryGetValue(other, out var changes))
        {
            changes = linksOf[other] = [];
        }

        changes.Add(change);
    }
}

/// <summary>A revision in the order of all changes.</summary>
internal readonly record struct AzureLogEntry(AzureItem Item, AzureRevision Revision)
{
    public long Watermark => Revision.Watermark;
}
