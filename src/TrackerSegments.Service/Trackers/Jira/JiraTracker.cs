#pragma warning disable CS9113
namespace TrackerSegments.Service.Trackers.Jira;

internal sealed class JiraTracker(ConnectionSettings settings, ConnectionSecret secret, IWriteSwitch writeSwitch, TimeProvider clock) : IConnectedTracker
{
    public TrackerInfo Info => throw new NotSupportedException();
    public IReadOnlyList<TrackerScope> Scopes => throw new NotSupportedException();
    public Task<ConnectionReport> ConnectAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
    public Task<ProvisionReport> ProvisionAsync(ProvisionPlan plan, CancellationToken cancellationToken) => throw new NotSupportedException();
    public IAsyncEnumerable<ItemPage> ReadAsync(ReadRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();
    public IAsyncEnumerable<IReadOnlyList<string>> ReadIdsAsync(TrackerScope scope, CancellationToken cancellationToken) => throw new NotSupportedException();
    public Task<ItemPage> FindAsync(TrackerScope scope, IReadOnlyList<string> ids, Func<string, bool> isKnown, CancellationToken cancellationToken) => throw new NotSupportedException();
    public Task<WriteOutcome> WriteAsync(FieldEdit edit, Actor actor, CancellationToken cancellationToken) => throw new NotSupportedException();
    public Task<IReadOnlyList<WriteOutcome>> WriteManyAsync(IReadOnlyList<FieldEdit> edits, Actor actor, CancellationToken cancellationToken) => throw new NotSupportedException();
}
