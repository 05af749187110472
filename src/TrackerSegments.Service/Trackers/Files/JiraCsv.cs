using TrackerSegments.Core;

namespace TrackerSegments.Service.Trackers.Files;

/// <summary>Reads Jira's CSV export.</summary>
internal sealed class JiraCsv
{
    private static readonly string[] KeyNames = ["Issue key", "Work item key", "Key"];
    private static readonly string[] TypeNames = ["Issue Type", "Work type", "Type"];

    private readonly CsvTable table;
    private readonly BacklogReading reading;
    private readonly CsvLenses lenses;
    private readonly CsvEstimates estimates;
    private readonly int key;
    private readonly int id;
    private readonly int type;
    private readonly int project;
    private readonly int title;
    private readonly int status;
    private readonly int category;
    private readonly int resolution;
    private readonly int team;
    private readonly int assignee;
    private readonly int[] parents;
    private readonly int created;
    private readonly int updated;
    private readonly int resolved;

    private JiraCsv(CsvTable table, BacklogReading reading)
    {
        this.table = table;
        this.reading = reading;
        key = table.FindSingle(KeyNames);
        type = table.FindSingle(TypeNames);
        if (key < 0)
        {
            throw table.NoColumn("the items' keys", "Issue key");
        }

        if (type < 0)
        {
            throw table.NoColumn("the items' types", "Issue Type");
        }

        id = table.Find("Issue id", "Work item id");
        project = table.Find("Project key", "Project");
        title = table.FindSingle("Summary");
        status = table.FindSingle("Status");
        category = table.Find("Status Category");
        resolution = table.Find("Resolution");
        team = table.Find("Team");
        assignee = table.Find("Assignee");
        parents = [.. new[] { table.Find("Parent key"), table.Find("Parent id"), table.Find("Parent"), table.Find("Epic Link", "Epic key") }.Where(at => at >= 0)];
        created = table.Find("Created");
        updated = table.Find("Updated");
        resolved = table.Find("Resolved", "Resolution date");
        lenses = new(table, reading, azure: false);
        estimates = new(table, reading, azure: false);
    }

    public static bool Recognises(CsvTable table) =>
        table.Find(KeyNames) >= 0 || table.Find("Issue Type", "Work type") >= 0 || (table.Find("Summary") >= 0 && table.Find("Status") >= 0);

    public static void Read(CsvTable table, BacklogReading reading)
    {
        var format = new JiraCsv(table, reading);
        Span<char> buffer = stackalloc char[CsvTable.ShortLength];
        while (table.Read())
        {
            reading.Add(format.Item(), table.Place, table.Chars(format.id, buffer));
        }
    }

    private WorkItem Item()
    {
        Span<char> buffer = stackalloc char[CsvTable.ShortLength];
        var itemKey = table.Text(key);
        if (itemKey.Length == 0)
        {
            throw table.Place.Error("the row has no key", "Give it one, or remove the row.");
        }

        var itemType = table.Text(type);
        if (itemType.Length == 0)
        {
            throw table.Place.Error($"{itemKey} has no type", "Give it one, such as Story.");
        }

        var state = table.Text(status);
        var closed = table.Text(resolution);
        var isResolved = closed.Length > 0 && !FieldNames.Same(closed, "Unresolved");
        return new()
        {
            Key = itemKey,
            Type = itemType,
            Project = project >= 0 ? table.Text(project) : reading.Shared(ItemText.ProjectOf(itemKey)),
            Title = table.Text(title),
            Status = state,
            StatusCategory = reading.Statuses.OfJira(table.Text(category), state, isResolved),
            Resolution = isResolved ? closed : null,
            ParentKey = Parent(),
            Estimate = estimates.Of(itemKey),
            Fields = lenses.Take(itemType),
            Team = table.TextOrNull(team),
            Assignee = ItemText.Person(table.Text(assignee)),
            Created = reading.Date(table.Chars(created, buffer), DateKind.Created),
            Updated = reading.Date(table.Chars(updated, buffer), DateKind.Updated),
            Resolved = reading.Date(table.Chars(resolved, buffer), DateKind.Resolved),
        };
    }

    private string? Parent()
    {
        foreach (var column in parents)
        {
            if (!table.IsEmpty(column) && table.Text(column) is { Length: > 0 } parent)
            {
                return parent;
            }
        }

        return null;
    }
}
