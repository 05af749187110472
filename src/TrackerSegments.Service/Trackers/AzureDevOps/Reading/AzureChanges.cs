using System.Runtime.CompilerServices;

namespace TrackerSegments.Service.Trackers.AzureDevOps;

/// <summary>Reads what changed since a place of both feeds.</summary>
internal sealed class AzureChanges(AzureLooks looks, AzureSettle settle, AzureIds ids, AzureScopes scopes, TimeProvider clock)
{
    /// <summary>
    /// How far a look by date goes back behind the moment that it is about, which is of the tracker's own clock: its computers' clocks may
    /// differ from each other.
    /// </summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(5);

    /// <summary>Where the tracker did not say when something was so, our own clock does, and may be wrong.</summary>
    private static readonly TimeSpan Doubt = TimeSpan.FromDays(1);

    /// <summary>The pages of what changed, each with the cursor after it.</summary>
    /// <param name="request">The wish.</param>
    /// <param name="start">Where to go on.</param>
    /// <param name="read">Revisions that were read already in this reading, by id.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public async IAsyncEnumerable<(SettledItems Settled, AzureCursor Cursor)> ReadAsync(
        ReadRequest request, AzureCursor start, IReadOnlyDictionary<string, int> read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var since = (start.Since ?? clock.GetUtcNow() - Doubt) - Overlap;
        var cursor = start with { Reading = AzureCursor.Changes, Since = start.Since ?? since };
        var (revisionsDone, linksDone) = (false, false);
        while (!revisionsDone || !linksDone)
        {
            var readRevisions = revisionsDone ? null : looks.RevisionsAsync(request.Scope.Key, cursor.Revisions, since, cancellationToken);
            var readLinks = linksDone ? null : looks.LinksAsync(request.Scope.Key, cursor.Links, since, cancellationToken);
            var revisions = readRevisions is null ? null : await readRevisions;
            var links = readLinks is null ? null : await readLinks;
            HashSet<string> asked = new(StringComparer.Ordinal);
            foreach (var change in revisions?.Changes ?? [])
            {
                if (read.GetValueOrDefault(change.Id, -1) != (change.Rev ?? -2) && await ConcernsAsync(request, change, cancellationToken))
                {
                    asked.Add(change.Id);
                }
            }

            // A link end that is not known is of another project, or new, and then the feed of revisions tells of it.
            asked.UnionWith((links?.Changes ?? []).Select(change => change.Id).Where(id => ids.IsNarrowed || request.IsKnown(id)));
            cursor = cursor with { Revisions = revisions is null ? cursor.Revisions : revisions.Token, Links = links is null ? cursor.Links : links.Token };
            (revisionsDone, linksDone) = (revisionsDone || revisions!.IsLast, linksDone || links!.IsLast);
            yield return (asked.Count == 0 ? new([], []) : await settle.SettleAsync(request.Scope, asked, request.IsKnown, cancellationToken), cursor);
        }
    }

    private async ValueTask<bool> ConcernsAsync(ReadRequest request, AzureChange change, CancellationToken cancellationToken) =>
        request.IsKnown(change.Id) || change.Project is null || !await scopes.IsForeignAsync(request.Scope, change.Project, cancellationToken);
}
