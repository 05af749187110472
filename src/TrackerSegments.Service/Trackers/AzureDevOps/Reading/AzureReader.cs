using System.Runtime.CompilerServices;
using TrackerSegments.Core;
using TrackerSegments.Service.Trackers.Files;

namespace TrackerSegments.Service.Trackers.AzureDevOps;

/// <summary>Reads scopes of an organization: everything, what changed, the ids alone, or single work items.</summary>
internal sealed class AzureReader
{
    private static readonly IReadOnlyDictionary<string, int> Nothing = new Dictionary<string, int>(StringComparer.Ordinal);

    private readonly AzureSite site;
    private readonly ConnectionSettings settings;
    private readonly AzureScopes scopes;
    private readonly AzureIds ids;
    private readonly AzureSettle settle;
    private readonly AzureChanges changes;
    private readonly AzureFullReading full;

    public AzureReader(TrackerHttp http, AzureSite site, ConnectionSettings settings, AzureItems items, AzureScopes scopes, TimeProvider clock)
    {
        this.site = site;
        this.settings = settings;
        this.scopes = scopes;
        ids = new(new(http, site), settings);
        settle = new(items, ids, scopes);
        changes = new(new(new(http, site), clock), settle, ids, scopes, clock);
        full = new(items, ids, scopes, changes);
    }

    /// <inheritdoc cref="ITracker.ReadAsync"/>
    public async IAsyncEnumerable<ItemPage> ReadAsync(ReadRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var types = await scopes.DemandAsync(request.Scope, cancellationToken);
        var wanted = AzureCursor.WantedOf(settings, site, types.Project);
        var cursor = AzureCursor.Parse(request.Cursor);
        if (request.Cursor is not null && cursor?.Wanted != wanted)
        {
            throw new CursorRefusedException();
        }

        var pages = cursor is { IsFull: false }
            ? ChangesAsync(request, cursor, cancellationToken)
            : full.ReadAsync(request, cursor ?? new(AzureCursor.Full, wanted, null), cancellationToken);
        await foreach (var page in pages)
        {
            yield return page with { Findings = [.. page.Findings, .. Findings(types)] };
        }
    }

    /// <inheritdoc cref="ITracker.ReadIdsAsync"/>
    public async IAsyncEnumerable<IReadOnlyList<string>> ReadIdsAsync(TrackerScope scope, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var page in ids.AllAsync(scope, cancellationToken))
        {
            yield return page.Ids;
        }
    }

    /// <inheritdoc cref="ITracker.FindAsync"/>
    public async Task<ItemPage> FindAsync(
        TrackerScope scope, IReadOnlyList<string> asked, Func<string, bool> isKnown, CancellationToken cancellationToken)
    {
        var settled = await settle.SettleAsync(scope, asked, isKnown, cancellationToken);
        return AzurePage.Of(settled.Members, null, null) with { Gone = settled.Others };
    }

    private async IAsyncEnumerable<ItemPage> ChangesAsync(
        ReadRequest request, AzureCursor start, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var (settled, cursor) in changes.ReadAsync(request, start, Nothing, cancellationToken))
        {
            yield return AzurePage.Of(settled.Members, cursor.ToString(), null) with { Gone = [.. settled.Others.Where(request.IsKnown)] };
        }
    }

    private IEnumerable<Finding> Findings(AzureTypes types) => !AzureEpics.LackEffort(types, site) ? [] :
    [
        Finding.Of(
            "effortFieldMissing",
            Severity.Error,
            $"No work item type of the project {ItemText.Clean(types.Project)} has a field for the estimate ({string.Join(", ", site.Effort.Select(field => field.Name))}), so that nothing is estimated.",
            [],
            "Have an administrator add the field to a type in the project's process, or name another with --effort-field.",
            FindingFigures.None.With("project", ItemText.Clean(types.Project))),
    ];
}
