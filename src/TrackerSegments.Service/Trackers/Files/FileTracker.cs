using System.Globalization;
using System.Runtime.CompilerServices;
using TrackerSegments.Core;
using TrackerSegments.Service.Storage;
using TrackerSegments.Service.Trackers.WorkingCopy;

namespace TrackerSegments.Service.Trackers.Files;

/// <summary>
/// A tracker over a working copy of an exported file. Edits are kept in the document store; the file is never touched. A newer
/// export replaces the items and keeps the edits.
/// </summary>
internal sealed class FileTracker : ITracker
{
    private const int PageSize = 1_000;

    private readonly IDocumentStore store;
    private readonly string partition;

    private FileTracker(IDocumentStore store, string workspace, ImportRecord import)
    {
        this.store = store;
        partition = WorkingCopyImport.PartitionOf(workspace, import.Generation);
        Import = import;
        Info = new("file", import.FileName);
    }

    public TrackerInfo Info { get; }

    /// <summary>What was imported last.</summary>
    public ImportRecord Import { get; }

    /// <summary>Opens the working copy of a workspace as it is.</summary>
    /// <returns>The tracker, or null where nothing was imported yet.</returns>
    public static async Task<FileTracker?> FindAsync(IDocumentStore store, string workspace, CancellationToken cancellationToken)
    {
        var import = await new WorkingCopyImport(store, workspace).FindAsync(cancellationToken);
        return import is null ? null : new(store, workspace, import);
    }

    /// <summary>Brings the items of a file into the working copy. All of them, or none.</summary>
    public static async Task<FileTracker> ImportAsync(
        IDocumentStore store, string workspace, string fileName, FileItems items, CancellationToken cancellationToken)
    {
        var import = new WorkingCopyImport(store, workspace);
        return new(store, workspace, await import.RunAsync(fileName, items, cancellationToken));
    }

    /// <summary>A file is one scope.</summary>
    public IReadOnlyList<TrackerScope> Scopes => [new("file", Info.Name)];

    public async IAsyncEnumerable<ItemPage> ReadAsync(ReadRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<WorkItem> page = [];
        await foreach (var document in store.ListAsync(partition, request.Cursor, null, cancellationToken))
        {
            if (page.Count == PageSize)
            {
                yield return new(page, document.Key);
                page = [];
            }

            var item = StoredItem.Parse(document.Body);
            if (!item.IsGone)
            {
                page.Add(item.ToWorkItem());
            }
        }

        yield return new(page, null);
    }

    public async IAsyncEnumerable<IReadOnlyList<string>> ReadIdsAsync(
        TrackerScope scope, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var page in ReadAsync(new(scope), cancellationToken))
        {
            yield return [.. page.Items.Select(item => item.Key)];
        }
    }

    public async Task<ItemPage> FindAsync(
        TrackerScope scope, IReadOnlyList<string> ids, Func<string, bool> isKnown, CancellationToken cancellationToken)
    {
        List<WorkItem> found = [];
        List<string> gone = [];
        foreach (var id in ids)
        {
            if (await store.FindAsync(partition, DocumentKey.Of(id), cancellationToken) is { } document
                && StoredItem.Parse(document.Body) is { IsGone: false } item)
            {
                found.Add(item.ToWorkItem());
            }
            else
            {
                gone.Add(id);
            }
        }

        return new(found, null) { Gone = gone };
    }

    public async Task<IReadOnlyList<WriteOutcome>> WriteManyAsync(
        IReadOnlyList<FieldEdit> edits, Actor actor, CancellationToken cancellationToken)
    {
        List<WriteOutcome> outcomes = [];
        foreach (var edit in edits)
        {
            outcomes.Add(await WriteAsync(edit, actor, cancellationToken));
        }

        return outcomes;
    }

    public async Task<WriteOutcome> WriteAsync(FieldEdit edit, Actor actor, CancellationToken cancellationToken)
    {
        var key = DocumentKey.Of(edit.Key);
        while (true)
        {
            var document = await store.FindAsync(partition, key, cancellationToken);
            if (document is null || StoredItem.Parse(document.Body) is not { IsGone: false } item)
            {
                return new WriteOutcome.NotFound();
            }

            if (!string.Equals(item.Revision.ToString(CultureInfo.InvariantCulture), edit.ExpectedRevision, StringComparison.Ordinal))
            {
                return new WriteOutcome.Stale(item.ToWorkItem());
            }

            var before = item.ValuesOf(edit.Field);
            var after = ValueSet.Apply(before, edit.Add, edit.Remove);
            if (after.SequenceEqual(before, StringComparer.Ordinal))
            {
                return new WriteOutcome.Written(item.ToWorkItem());
            }

            var changed = item.With(edit.Field, after);
            try
            {
                await store.WriteAsync(partition, [new(key, changed.ToJson(), WriteCondition.Match(document.ETag))], cancellationToken);
                return new WriteOutcome.Written(changed.ToWorkItem());
            }
            catch (ConcurrencyException)
            {
                // Somebody was faster: the next turn sees their revision and says so.
            }
        }
    }
}
