using TrackerSegments.Core;

namespace TrackerSegments.Service.Trackers.Files;

/// <summary>Reads the CSV export of Azure Boards, flat or as a tree.</summary>
internal sealed class AzureCsv
{
    private readonly CsvTable table;
    private readonly BacklogReading reading;
    private readonly CsvLenses lenses;
    private readonly CsvEstimates estimates;
    private readonly int key;
    private readonly int type;
    private readonly int[] titles;
    private readonly int state;
    private readonly int project;
    private readonly int area;
    private readonly int assignee;
    private readonly int parent;
    private readonly int revision;
    private readonly int created;
    private readonly int updated;
    private readonly int resolved;

    /// <summary>The last key of each level of the tree, above the current row.</summary>
    private readonly string?[] levels;

    private AzureCsv(CsvTable table, BacklogReading reading)
    {
        this.table = table;
        this.reading = reading;
        key = table.FindSingle("ID");
        type = table.FindSingle("Work Item Type");
        if (key < 0)
        {
            throw table.NoColumn("the items' keys", "ID");
        }

        if (type < 0)
        {
            throw table.NoColumn("the items' types", "Work Item Type");
        }

        titles = Titles(table);
        levels = new string?[titles.Length];
        state = table.FindSingle("State");
        project = table.Find("Team Project");
        area = table.Find("Area Path");
        assignee = table.Find("Assigned To");
        parent = table.Find("Parent");
        revision = table.Find("Rev");
        created = table.Find("Created Date");
        updated = table.Find("Changed Date");
        resolved = table.Find("Closed Date", "Resolved Date");
        lenses = new(table, reading, azure: true);
        estimates = new(table, reading, azure: true);
    }

    public static bool Recognises(CsvTable table) =>
        table.Find("Work Item Type") >= 0 || (table.Find("ID") >= 0 && table.Find("Title", "Title 1", "State") >= 0 && table.Find("Issue key", "Key", "Summary") < 0);

    public static void Read(CsvTable table, BacklogReading reading)
    {
        var format = new AzureCsv(table, reading);
        while (table.Read())
        {
            reading.Add(format.Item(), table.Place);
        }
    }

    private static int[] Titles(CsvTable table)
    {
        var found = Enumerable.Range(1, table.Headers.Count)
            .Select(level => table.Find(FormattableString.Invariant($"Title {level}")))
            .TakeWhile(column => column >= 0)
            .ToArray();
        return found.Length > 0 ? found : [table.Find("Title")];
    }

    private WorkItem Item()
    {
        Span<char> buffer = stackalloc char[CsvTable.ShortLength];
        var itemKey = table.Text(key);
        if (itemKey.Length == 0)
        {
            throw table.Place.Error("the row has no ID", "Publish the item first, or remove the row.");
        }

        var itemType = table.Text(type);
        if (itemType.Length == 0)
        {
            throw table.Place.Error($"{itemKey} has no type", "Give it one, such as Feature.");
        }

        var (title, above) = InTree(itemKey);
        var named = table.TextOrNull(parent);
        var path = table.Whole(area);
        var status = table.Text(state);
        return new()
        {
            Key = itemKey,
            Type = itemType,
            Project = project >= 0 ? table.Text(project) : reading.Shared(AzureFields.ProjectOf(path)),
            Title = title,
            Status = status,
            StatusCategory = reading.Statuses.OfAzure(status),
            ParentKey = named ?? above,
            Estimate = AzureFields.WithoutFiller(estimates.Of(itemKey), itemType, reading.Options),
            Fields = lenses.Take(itemType),
            Team = AzureFields.TeamOf(path) is { } team ? reading.Shared(team) : null,
            Assignee = ItemText.Person(table.Text(assignee)),
            Revision = table.TextOrNull(revision) ?? "1",
            Created = reading.Date(table.Chars(created, buffer), DateKind.Created),
            Updated = reading.Date(table.Chars(updated, buffer), DateKind.Updated),
            Resolved = reading.Date(table.Chars(resolved, buffer), DateKind.Resolved),
        };
    }

    /// <summary>The title, and the item above it in the tree: the last one with a title further left.</summary>
    private (string Title, string? Above) InTree(string itemKey)
    {
        for (var level = 0; level < titles.Length; level++)
        {
            if (table.Text(titles[level]) is not { Length: > 0 } title)
            {
                continue;
            }

            levels[level] = itemKey;
            Array.Clear(levels, level + 1, levels.Length - level - 1);
            return (title, Array.FindLast(levels[..level], above => above is not null));
        }

        return ("", null);
    }
}
