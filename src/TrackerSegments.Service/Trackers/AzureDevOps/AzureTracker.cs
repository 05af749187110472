using TrackerSegments.Core;
using TrackerSegments.Service.Outbound;

namespace TrackerSegments.Service.Trackers.AzureDevOps;

/// <summary>One organization of Azure DevOps Services, or one collection of a server, as a tracker.</summary>
internal sealed class AzureTracker : IConnectedTracker, IDisposable
{
    private readonly ConnectionSettings settings;
    private readonly ConnectionSecret secret;
    private readonly TimeProvider clock;
    private readonly EntraTokens entra;
    private readonly TrackerHttp http;
    private readonly TrackerHttp people;
    private Connected? connected;

    public AzureTracker(
        ConnectionSettings settings, ConnectionSecret secret, IWriteSwitch writeSwitch, TimeProvider clock, EntraTokens? entra = null, OutboundGuard? guard = null)
    {
        this.settings = settings;
        this.secret = secret;
        this.clock = clock;
        this.entra = entra ?? new(settings, secret, clock);
        http = new(settings.Address, new AzureDialect(settings, secret, this.entra), writeSwitch, clock, guard);
        people = new(AzureAddress.PeopleOf(settings.Address), new AzureDialect(settings, secret, this.entra), writeSwitch, clock, guard);
    }

    /// <summary>What it is; until it is connected, no more than its address says.</summary>
    public TrackerInfo Info => new(
        connected?.Site.IsServices ?? AzureAddress.IsServices(new Uri(settings.Address).Host) ? "azure-devops" : "azure-devops-server",
        TrackerAddress.NameOf(settings.Address));

    public IReadOnlyList<TrackerScope> Scopes => Parts.Scopes;

    /// <summary>What the organization turned out to be.</summary>
    public AzureSite Site => Parts.Site;

    private Connected Parts => connected ?? throw new InvalidOperationException("The tracker was not connected.");

    /// <remarks>A project is read whole, so that its items need nothing above them; where a query says which epics count, all others hang below these.</remarks>
    public bool StandsAlone(WorkItem item) => settings.Query is null || settings.EpicTypes.Contains(item.Type, StringComparer.OrdinalIgnoreCase);

    public async Task<ConnectionReport> ConnectAsync(CancellationToken cancellationToken)
    {
        var (site, scopes, report) = await new AzureConnect(http, settings, secret, clock).ConnectAsync(cancellationToken);
        var states = new AzureScopes(http, site, settings, clock);
        foreach (var scope in scopes)
        {
            if (site.Types.Find(scope.Name) is { } types)
            {
                states.Set(scope, types);
            }
        }

        var items = new AzureItems(http, site, settings);
        connected = new(site, scopes, new(http, site, settings, items, states, clock), new(http, site, items));
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
        new AzureProvisioner(http, settings).ProvisionAsync(plan, cancellationToken);

    public Task<AccountSight> FindSightAsync(string account, CancellationToken cancellationToken) =>
        new AzureSight(people, settings).FindAsync(account, cancellationToken);

    public void Dispose()
    {
        http.Dispose();
        people.Dispose();
        entra.Dispose();
    }

    private sealed record Connected(AzureSite Site, IReadOnlyList<TrackerScope> Scopes, AzureReader Reader, AzureWriter Writer);
}
