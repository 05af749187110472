using System.Globalization;
using System.Runtime.CompilerServices;
using TrackerSegments.Core;
using TrackerSegments.Service.Tests.Infrastructure;
using TrackerSegments.Service.Trackers;

namespace TrackerSegments.Service.Tests.Sync;

/// <summary>
/// A tracker in memory that keeps a log of changes: what a whole reading and a reading of changes give follows from the items alone, so that
/// a test can hold the copy against it. Fails, or waits, before a chosen call.
/// </summary>
internal sealed class MadeTracker(params string[] projects) : IConnectedTracker
{
    public int PageSize { get; init; } = 3;

    private readonly Dictionary<string, WorkItem> items = new(StringComparer.Ordinal);
    private readonly List<string> log = [];
    private int ids;
    private int calls;
    private int ticks;

    public TrackerInfo Info { get; private set; } = new("made", "made.example");

    public IReadOnlyList<TrackerScope> Scopes { get; private set; } = [];

    public ConnectionReport Report { get; set; } = new("Ada", [new("segment", "f1", Backlogs.Field, "multi-select", CanWrite: true)], []);

    /// <summary>Asked before every call, with its number and what it does.</summary>
    public Func<int, string, Task> Before { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Asked before what a call found is given, with the call's number and what it does.</summary>
    public Func<int, string, Task> After { get; set; } = (_, _) => Task.CompletedTask;

    public int Calls => calls;

    /// <summary>The field that carries the segments.</summary>
    public string Field { get; init; } = Backlogs.Field;

    /// <summary>The persons who wanted something written.</summary>
    public List<Actor> Actors { get; } = [];

    /// <summary>Asked before every write.</summary>
    public IWriteSwitch? Switch { get; set; }

    public IReadOnlyList<FieldEdit> Written => written;

    private readonly List<FieldEdit> written = [];

    public WorkItem Add(string key, string type, string? parent = null, double? points = null, params string[] segments)
    {
        var id = (++ids).ToString(CultureInfo.InvariantCulture);
        return Put(new()
        {
            Id = id,
            Key = key,
            Type = type,
            Project = key[..key.IndexOf('-', StringComparison.Ordinal)],
            Title = $"Title of {key}",
            Status = "To Do",
            ParentKey = parent,
            Estimate = points is { } p ? Effort.FromUnits((decimal)p) : null,
            Fields = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { [Field] = segments },
        });
    }

    public WorkItem Put(WorkItem item)
    {
        item = item with
        {
            Updated = new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds(++ticks),
            Revision = ticks.ToString(CultureInfo.InvariantCulture),
        };
        items[item.Id!] = item;
        log.Add(item.Id!);
        return item;
    }

    public WorkItem Get(string key) => items.Values.Single(i => i.Key == key);

    /// <summary>A moved item has another key; those below it name it by that, and are not changed by it.</summary>
    public void Move(string key, string to)
    {
        Put(Get(key) with { Key = to, Project = to[..to.IndexOf('-', StringComparison.Ordinal)] });
        foreach (var below in items.Values.Where(i => i.ParentKey == key).ToArray())
        {
            items[below.Id!] = below with { ParentKey = to };
        }
    }

    public void Delete(string key) => items.Remove(Get(key).Id!);

    public void Tag(string key, params string[] segments) => Put(Get(key) with
    {
        Fields = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { [Field] = segments },
    });

    /// <summary>The items that belong to a scope, by the rule alone.</summary>
    public IReadOnlyList<WorkItem> In(string scope)
    {
        var byKey = items.Values.ToDictionary(i => i.Key, StringComparer.Ordinal);
        return [.. items.Values.Where(i => IsIn(i, scope, byKey)).OrderBy(i => i.Id, StringComparer.Ordinal)];
    }

    public bool StandsAlone(WorkItem item) => item.Type == "Epic";

    /// <summary>What somebody sees of it, by their account.</summary>
    public Func<string, AccountSight> Sight { get; set; } = _ => new([], null);

    public Task<AccountSight> FindSightAsync(string account, CancellationToken cancellationToken) => Task.FromResult(Sight(account));

    public async Task<ConnectionReport> ConnectAsync(CancellationToken cancellationToken)
    {
        await CallAsync("connect");
        Scopes = [.. projects.Select(p => new TrackerScope(p, $"Project {p}"))];
        return Report;
    }

    public async IAsyncEnumerable<ItemPage> ReadAsync(ReadRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var scope = request.Scope.Key;
        if (request.Cursor is not ['d', ..])
        {
            var begun = request.Cursor is null ? log.Count : int.Parse(request.Cursor[1..], CultureInfo.InvariantCulture);
            await CallAsync($"list {scope}");
            var all = In(scope);
            foreach (var page in all.Where(i => !request.IsRead(i.Id!)).Chunk(PageSize))
            {
                await CallAsync($"page {scope}");
                yield return new([.. page.Where(i => items.ContainsKey(i.Id!)).Select(i => items[i.Id!])], $"f{begun}") { Total = all.Count };
            }

            yield return new([], $"d{begun}") { Total = all.Count };
            yield break;
        }

        await CallAsync($"changes {scope}");
        var from = int.Parse(request.Cursor[1..], CultureInfo.InvariantCulture);
        var next = log.Count;
        var found = Judge(scope, [.. log.Skip(Math.Max(0, from - 2)).Distinct(StringComparer.Ordinal)], request.IsKnown) with { Cursor = $"d{next}" };
        await After(calls, $"changes {scope}");
        yield return found;
    }

    public async IAsyncEnumerable<IReadOnlyList<string>> ReadIdsAsync(
        TrackerScope scope, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await CallAsync($"ids {scope.Key}");
        foreach (var page in In(scope.Key).Chunk(PageSize))
        {
            yield return [.. page.Select(i => i.Id!)];
        }
    }

    public async Task<ItemPage> FindAsync(
        TrackerScope scope, IReadOnlyList<string> wanted, Func<string, bool> isKnown, CancellationToken cancellationToken)
    {
        await CallAsync($"find {scope.Key}");
        return Judge(scope.Key, wanted, isKnown);
    }

    public async Task<WriteOutcome> WriteAsync(FieldEdit edit, Actor actor, CancellationToken cancellationToken)
    {
        await (Switch?.DemandAsync(cancellationToken) ?? Task.CompletedTask);
        await CallAsync("write");
        Actors.Add(actor);
        written.Add(edit);
        var now = items[edit.Id];
        var values = now.ValuesOf(Field).Except(edit.Remove, StringComparer.Ordinal).Concat(edit.Add).ToArray();
        Tag(now.Key, values);
        return new WriteOutcome.Written(items[edit.Id]);
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

    public Task<ProvisionReport> ProvisionAsync(ProvisionPlan plan, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>What a tracker says of single items: those of the scope with all that hangs below them where they are new, and the others.</summary>
    private ItemPage Judge(string scope, IReadOnlyList<string> wanted, Func<string, bool> isKnown)
    {
        var there = In(scope).ToDictionary(i => i.Id!, StringComparer.Ordinal);
        List<WorkItem> found = [];
        var open = new Queue<string>(wanted.Where(there.ContainsKey));
        while (open.TryDequeue(out var id))
        {
            found.Add(there[id]);
            if (!isKnown(id))
            {
                foreach (var below in there.Values.Where(i => i.ParentKey == there[id].Key && found.TrueForAll(f => f.Id != i.Id)))
                {
                    open.Enqueue(below.Id!);
                }
            }
        }

        return new([.. found.DistinctBy(i => i.Id, StringComparer.Ordinal)], null) { Gone = [.. wanted.Where(id => !there.ContainsKey(id))] };
    }

    private static bool IsIn(WorkItem item, string scope, Dictionary<string, WorkItem> byKey)
    {
        for (var at = item; ; at = byKey[at.ParentKey!])
        {
            if (at.Type == "Epic")
            {
                return at.Project == scope;
            }

            if (at.ParentKey is null || !byKey.ContainsKey(at.ParentKey))
            {
                return false;
            }
        }
    }

    private Task CallAsync(string what) => Before(Interlocked.Increment(ref calls), what);
}
