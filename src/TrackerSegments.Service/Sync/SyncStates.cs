using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TrackerSegments.Service.Storage;
using TrackerSegments.Service.Trackers.WorkingCopy;

namespace TrackerSegments.Service.Sync;

/// <summary>Where the states of a workspace's readings are kept.</summary>
internal sealed class SyncStates(IDocumentStore store, string workspace)
{
    private const string Connection = "connection";
    private const string Writing = "writing";

    private readonly string scopes = $"scopes-{workspace}";
    private readonly string states = $"sync-{workspace}";

    public async Task<ScopeState> FindScopeAsync(string scope, CancellationToken cancellationToken) =>
        await FindAsync(scopes, DocumentKey.Of(scope), SyncJson.Default.ScopeState, cancellationToken) ?? new();

    public Task SaveScopeAsync(string scope, ScopeState state, CancellationToken cancellationToken) =>
        SaveAsync(scopes, DocumentKey.Of(scope), state, SyncJson.Default.ScopeState, cancellationToken);

    public Task<ConnectionState?> FindConnectionAsync(CancellationToken cancellationToken) =>
        FindAsync(states, Connection, SyncJson.Default.ConnectionState, cancellationToken);

    public Task SaveConnectionAsync(ConnectionState state, CancellationToken cancellationToken) =>
        SaveAsync(states, Connection, state, SyncJson.Default.ConnectionState, cancellationToken);

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
