namespace TrackerSegments.Simulators.AzureDevOps.Model;

/// <summary>
/// An update in the history of a work item: a revision with the link above that it changed, or a link that was changed at its other
/// end, which makes no revision.
/// </summary>
internal sealed record AzureUpdate(int Number, AzureItem Item, AzureRevision? Before, AzureRevision After, AzureLinkChange? Link)
{
    public bool IsRevision => Link is null;
}

internal static class AzureUpdates
{
    /// <summary>The updates of a work item in their order, numbered from 1: the numbers run ahead of the revisions'.</summary>
    public static IReadOnlyList<AzureUpdate> Of(AzureData data, AzureItem item)
    {
        List<AzureUpdate> updates = [];
        var links = new Queue<AzureLinkChange>(data.LinksMadeElsewhere(item.Id).OrderBy(l => l.Watermark));
        AzureRevision? before = null;
        foreach (var revision in item.Revisions)
        {
            while (before is not null && links.TryPeek(out var early) && early.Watermark < revision.Watermark)
            {
                updates.Add(new(updates.Count + 1, item, before, before, links.Dequeue()));
            }

            updates.Add(new(updates.Count + 1, item, before, revision, null));
            before = revision;
        }

        while (links.TryDequeue(out var late))
        {
            updates.Add(new(updates.Count + 1, item, before, before!, late));
        }

        return updates;
    }
}
