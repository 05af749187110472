using TrackerSegments.Core;
using TrackerSegments.Service.Outbound;

namespace TrackerSegments.Service.Trackers.Jira;

/// <summary>One Jira site, Cloud or Data Center, as a tracker.</summary>
internal sealed class JiraTracker : IConnectedTracker, IDisposable
{
    private readonly ConnectionSettings settings;
    private readonly TimeProvider clock;
    private readonly TrackerHttp http;
    private Connected? connected;

    public JiraTracker(ConnectionSettings settings, ConnectionSecret secret, IWriteSwitch writeSwitch, TimeProvider clock, OutboundGuard? guard = null)
    {
        this.settings = settings;
        this.clock = clock;
        http = new(settings.Address, new JiraDialect(settings, secret), writeSwitch, clock, guard);
    }

    /// <summary>What it is; until it is connected, no more than its address says.</summary>
    public TrackerInfo Info => connected is not { Site: var site }
        ? new("jira", new Uri(settings.Address).Host)
        : new(
            site.IsCloud ? "jira-cloud" : "jira-data-center",
            Uri.TryCreate(site.BrowseAddress, UriKind.Absolute, out var address) ? address.Host : site.Title);

    public IReadOnlyList<TrackerScope> Scopes => Parts.Scopes;

    /// <summary>What the site turned out to be.</summary>
    public JiraSite Site => Parts.Site;

    private Connected Parts => connected ?? throw new InvalidOperationException("The tracker was not connected.");

    public bool StandsAlone(WorkItem item) => settings.EpicTypes.Contains(item.Type, StringComparer.OrdinalIgnoreCase);

    public async Task<ConnectionReport> ConnectAsync(CancellationToken cancellationToken)
    {
        var (site, scopes, report) = await new JiraConnect(http, settings).ConnectAsync(cancellationToken);
        var items = new JiraItems(http, site, settings);
        connected = new(site, scopes, new(http, site, settings, items, clock), new(http, site, items, clock));
        return report;
    }

    public IAsyncEnumerable<ItemPage> ReadAsync(ReadRequest request, CancellationToken cancellationToken) =>
        Parts.Reader.ReadAsync(request, cancellationToken);

    public IAsyncEnumerable<IReadOnlyList<string>> ReadIdsAsync(TrackerScope scope, CancellationToken cancellationToken) =>
        Parts.Reader.ReadIdsAsync(scope, cancellationToken);

    public Task<ItemPage> FindAsync(
        TrackerScope scope, IReadOnlyList<string> ids, Func<string, bool> isKnown, CancellationToken cancellationToken) =>
        Parts.Reader.FindAsync(scope, ids, isKnown, cancellationToken);

    public Task<WriteOutcome> WriteAsync(FieldEdit edit, Actor actor, CancellationToken cancellationToken) =>
        Parts.Writer.WriteAsync(edit, actor, cancellationToken);

    public Task<IReadOnlyList<WriteOutcome>> WriteManyAsync(
        IReadOnlyList<FieldEdit> edits, Actor actor, CancellationToken cancellationToken) =>
        Parts.Writer.WriteManyAsync(edits, actor, cancellationToken);

    /// <remarks>The field may not be there yet, so that nothing is connected before.</remarks>
    public Task<ProvisionReport> ProvisionAsync(ProvisionPlan plan, CancellationToken cancellationToken) =>
        new JiraProvisioner(http, settings).ProvisionAsync(plan, cancellationToken);

    public Task<AccountSight> FindSightAsync(string account, CancellationToken cancellationToken) =>
        new JiraSight(http, settings).FindAsync(account, cancellationToken);

    public void Dispose() => http.Dispose();

    private sealed record Connected(JiraSite Site, IReadOnlyList<TrackerScope> Scopes, JiraReader Reader, JiraWriter Writer);
}
