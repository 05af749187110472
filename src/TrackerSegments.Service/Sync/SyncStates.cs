using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TrackerSegments.Service.Storage;
using TrackerSegments.Service.Trackers.WorkingCopy;

namespace TrackerSegments.Service.Sync;

/// <summary>Where the states of a workspace's readings are kept.</summary>
internal sealed class SyncStates(IDocumentStore store, string workspace)
{
    private const string Connection = "connection";
    private const string Problem = "problem";
    private const string Writing = "writing";

    private readonly string scopes = $"scopes-{workspace}";
    private readonly string states = $"sync-{workspace}";

    /// <summary>Whether other processes may work on the same scopes.</summary>
    public bool IsShared => store.IsShared;

    public async Task<KeptScope> FindScopeAsync(string scope, CancellationToken cancellationToken) =>
        await store.FindAsync(scopes, DocumentKey.Of(scope), cancellationToken) is { } document
            ? new(JsonSerializer.Deserialize(document.Body, SyncJson.Default.ScopeState)!, document.ETag)
            : new(new(), ETag: null);

    /// <summary>The states of all scopes, by the keys they are kept under.</summary>
    public async Task<IReadOnlyDictionary<string, KeptScope>> ListScopesAsync(CancellationToken cancellationToken)
    {
        Dictionary<string, KeptScope> all = new(StringComparer.Ordinal);
        await foreach (var document in store.ListAsync(scopes, null, null, cancellationToken))
        {
            all.Add(document.Key, new(JsonSerializer.Deserialize(document.Body, SyncJson.Default.ScopeState)!, document.ETag));
        }

        return all;
    }

    /// <summary>Keeps the state of a scope, where nobody else has kept another one since.</summary>
    /// <exception cref="ConcurrencyException">Somebody else has; nothing was written.</exception>
    public async Task<KeptScope> SaveScopeAsync(string scope, ScopeState state, string? etag, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.Serialize(state, SyncJson.Default.ScopeState);
        var condition = etag is null ? WriteCondition.Absent : WriteCondition.Match(etag);
        var etags = await store.WriteAsync(scopes, [new(DocumentKey.Of(scope), body, condition)], cancellationToken);
        return new(state, etags[0]);
    }

    public Task<ConnectionState?> FindConnectionAsync(CancellationToken cancellationToken) =>
        FindAsync(states, Connection, SyncJson.Default.ConnectionState, cancellationToken);

    public Task SaveConnectionAsync(ConnectionState state, CancellationToken cancellationToken) =>
        SaveAsync(states, Connection, state, SyncJson.Default.ConnectionState, cancellationToken);

    /// <summary>Why connecting failed last, in any process; null where it did not.</summary>
    public Task<SyncProblem?> FindProblemAsync(CancellationToken cancellationToken) =>
        FindAsync(states, Problem, SyncJson.Default.SyncProblem, cancellationToken);

    public Task SaveProblemAsync(SyncProblem? problem, CancellationToken cancellationToken) => store.WriteAsync(
        states,
        [new(Problem, problem is null ? null : JsonSerializer.Serialize(problem, SyncJson.Default.SyncProblem), WriteCondition.Any)],
        cancellationToken);

    public Task<WritingState?> FindWritingAsync(CancellationToken cancellationToken) =>
        FindAsync(states, Writing, SyncJson.Default.WritingState, cancellationToken);

    public Task SaveWritingAsync(WritingState state, CancellationToken cancellationToken) =>
        SaveAsync(states, Writing, state, SyncJson.Default.WritingState, cancellationToken);

    private async Task<T?> FindAsync<T>(string partition, string key, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class =>
        await store.FindAsync(partition, key, cancellationToken) is { } document ? JsonSerializer.Deserialize(document.Body, type) : null;

    private async Task SaveAsync<T>(string partition, string key, T state, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        await store.WriteAsync(partition, [new(key, JsonSerializer.Serialize(state, type), WriteCondition.Any)], cancellationToken);
}

/// <summary>The state of a scope as it is kept.</summary>
/// <param name="State">The state.</param>
/// <param name="ETag">Which write of it that is; null where there was none.</param>
internal sealed record KeptScope(ScopeState State, string? ETag);
