namespace TrackerSegments.Simulators.AzureDevOps.Model;

/// <content>Work items and what becomes of them.</content>
public sealed partial class AzureData
{
    private readonly Dictionary<int, AzureItem> items = [];

    private readonly Dictionary<int, List<AzureItem>> children = [];

    private readonly Dictionary<string, string> tags = new(StringComparer.OrdinalIgnoreCase);

    private int lastItemId;

    /// <summary>Every work item there is, also in the recycle bin, by id.</summary>
    public IReadOnlyList<AzureItem> Items
    {
        get
        {
            lock (gate)
            {
                return [.. items.Values.OrderBy(i => i.Id)];
            }
        }
    }

    public AzureItem? Find(int id)
    {
        lock (gate)
        {
            return items.GetValueOrDefault(id);
        }
    }

    /// <exception cref="ArgumentException">There is no such work item.</exception>
    public AzureItem Item(int id) => Find(id) ?? throw new ArgumentException($"The simulated Azure DevOps has no work item {id}.", nameof(id));

    /// <summary>Adds a work item; values go by the fields' names or reference names.</summary>
    public AzureItem Add(string project, string type, string title, AzureItem? parent = null, params (string Field, object Value)[] values)
    {
        var item = Add(new AzureNewItem(Project(project), type, title)
        {
            Parent = parent,
            Values = [.. values.Select(v => (Field(v.Field).ReferenceName, v.Value))],
        });
        Changed?.Invoke(new(AzureEventKind.Created, item, null, item.Latest));
        return item;
    }

    /// <summary>Sets a field, as a person does; null clears it.</summary>
    public AzureItem Edit(int id, string field, object? value) => EditBy(Robot, id, field, value);

    public AzureItem EditBy(AzureUser author, int id, string field, object? value) =>
        Change(id, author, (_, revision) => With(revision, Field(field), value));

    /// <summary>Gives a work item these tags and no others.</summary>
    public AzureItem Tag(int id, params string[] wanted) => Edit(id, AzureFieldNames.Tags, string.Join(';', wanted));

    /// <summary>Moves a work item to another project: it keeps its id, and a feed of the old project never tells of it again.</summary>
    public AzureItem Move(int id, string project)
    {
        var target = Project(project);
        return Change(id, Robot, (_, revision) => Moved(revision, target));
    }

    /// <summary>Puts a work item below another one, or below none.</summary>
    public AzureItem ChangeParent(int id, int? parent)
    {
        var above = parent is { } number ? Item(number) : null;
        return Change(id, Robot, (_, revision) => revision with { Parent = above });
    }

    /// <summary>Puts a work item in the recycle bin; its links are there again when it is restored.</summary>
    public void Delete(int id) => Delete(id, Robot);

    public void Restore(int id) => Restore(id, Robot);

    /// <summary>Takes a work item away for good; no feed tells of it any more.</summary>
    public void Destroy(int id)
    {
        lock (gate)
        {
            if (items.Remove(id, out var gone))
            {
                log.RemoveAll(l => l.Item == gone);
            }
        }
    }

    /// <summary>The work items right below one, without those in the recycle bin.</summary>
    public IReadOnlyList<AzureItem> ChildrenOf(int id)
    {
        lock (gate)
        {
            return children.TryGetValue(id, out var below) ? [.. below.Where(c => !c.Latest.IsDeleted)] : [];
        }
    }

    internal AzureItem Delete(int id, AzureUser author) => Put(id, author, true);

    internal AzureItem Restore(int id, AzureUser author) => Put(id, author, false);

    internal AzureItem Add(AzureNewItem wanted)
    {
        lock (gate)
        {
            var item = new AzureItem(wanted.Id ?? lastItemId + 1);
            lastItemId = Math.Max(item.Id, lastItemId);
            Store(item, First(wanted));
            if (wanted.Changed is { } changed && changed > item.Latest.ChangedDate)
            {
                Store(item, item.Latest with { Number = 2, ChangedDate = Milliseconds(changed) });
            }

            return item;
        }
    }

    /// <summary>Adds the revision that a change makes; where it changes nothing there is none.</summary>
    internal AzureItem Change(int id, AzureUser author, Func<AzureItem, AzureRevision, AzureRevision> change)
    {
        AzureEvent told;
        lock (gate)
        {
            var item = items.GetValueOrDefault(id) ?? throw new ArgumentException($"The simulated Azure DevOps has no work item {id}.", nameof(id));
            var before = item.Latest;
            var after = change(item, before);
            if (AzureFieldChange.Between(item, before, after).Count == 0)
            {
                return item;
            }

            after = WithDates(before, after) with { Number = before.Number + 1, ChangedBy = author, ChangedDate = After(before) };
            Store(item, after);
            told = new(AzureEventKind.Updated, item, before, item.Latest);
        }

        Changed?.Invoke(told);
        return told.Item;
    }

    internal static AzureRevision Moved(AzureRevision revision, AzureProject target)
    {
        var type = FindType(target.Process, revision.Type.Name)
            ?? throw new ArgumentException($"The project {target} has no type {revision.Type}.", nameof(target));
        return revision with
        {
            Project = target,
            Area = target.Areas,
            Iteration = target.Iterations,
            Type = type,
            State = type.FindState(revision.State)?.Name ?? type.States[0].Name,
        };
    }

    private DateTimeOffset After(AzureRevision before) => Now > before.ChangedDate ? Now : before.ChangedDate.AddMilliseconds(1);

    private AzureItem Put(int id, AzureUser author, bool isDeleted)
    {
        AzureEvent told;
        lock (gate)
        {
            var item = Item(id);
            var before = item.Latest;
            if (before.IsDeleted == isDeleted)
            {
                return item;
            }

            Store(item, before with { Number = before.Number + 1, IsDeleted = isDeleted, ChangedBy = author, ChangedDate = After(before) });
            told = new(isDeleted ? AzureEventKind.Deleted : AzureEventKind.Restored, item, before, item.Latest);
        }

        Changed?.Invoke(told);
        return told.Item;
    }

    private AzureRevision WithDates(AzureRevision before, AzureRevision after)
    {
        if (before.State == after.State)
        {
            return after;
        }

        var isDone = after.Type.State(after.State).Category == "Completed";
        var closed = !isDone ? null : after.Value(AzureFieldNames.ClosedDate) ?? Now;
        return after.WithValue(AzureFieldNames.StateChangeDate, Now).WithValue(AzureFieldNames.ClosedDate, closed);
    }
}

/// <summary>A work item to be added; what is not said gets a default.</summary>
internal sealed record AzureNewItem(AzureProject Project, string Type, string Title)
{
    public int? Id { get; init; }

    public AzureItem? Parent { get; init; }

    public string? State { get; init; }

    public AzureNode? Area { get; init; }

    public AzureNode? Iteration { get; init; }

    public AzureUser? Author { get; init; }

    public DateTimeOffset? Created { get; init; }

    /// <summary>When it was changed for the last time; then it has a second revision, which is all that is known of the others.</summary>
    public DateTimeOffset? Changed { get; init; }

    /// <summary>By reference name.</summary>
    public IReadOnlyList<(string Field, object Value)> Values { get; init; } = [];
}
