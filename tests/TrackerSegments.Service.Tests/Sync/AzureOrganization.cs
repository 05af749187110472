using TrackerSegments.Core;
using TrackerSegments.Service.Tests.Infrastructure;
using TrackerSegments.Service.Trackers;
using TrackerSegments.Simulators.AzureDevOps;
using TrackerSegments.Simulators.AzureDevOps.Model;

namespace TrackerSegments.Service.Tests.Sync;

/// <summary>A simulated Azure DevOps with three projects of one process whose epics have a segment field, and what of it belongs to those that are read.</summary>
internal sealed class AzureOrganization : IAsyncDisposable
{
    public const string Token = "planted-token-of-ada";
    public const string Process = "Fabrikam Agile";

    private AzureOrganization(AzureSimulator azure) => Azure = azure;

    public AzureSimulator Azure { get; }

    public AzureData Data => Azure.Data;

    public static async Task<AzureOrganization> StartAsync(AzureOptions? options = null)
    {
        var azure = await AzureSimulator.StartAsync(options, TestContext.Current.CancellationToken);
        azure.Data.AddProcess(Process);
        azure.Data.AddFieldToType(Process, "Epic", azure.Data.AddField(Backlogs.Field, isSuggested: true, "Enterprise", "Mid-market", "SMB", "Legacy").ReferenceName);
        foreach (var project in (string[])["Apple", "Birch wood", "Cedar"])
        {
            azure.Data.AddProject(project, Process);
        }

        azure.Data.AddUser("Ada", "ada@example.com", Token);
        return new(azure);
    }

    public ConnectionSettings Settings(params string[] projects) => new()
    {
        Tracker = "azure-devops",
        Address = Azure.Address.AbsoluteUri.TrimEnd('/'),
        Projects = projects,
        SegmentField = Backlogs.Field,
    };

    /// <summary>An epic with a feature that has two stories, and with a story right below, for each number.</summary>
    public void Fill(string project, int epics)
    {
        for (var i = 0; i < epics; i++)
        {
            var epic = i % 3 == 0
                ? Data.Add(project, "Epic", $"Epic {i}")
                : Data.Add(project, "Epic", $"Epic {i}", null, (Backlogs.Field, i % 3 == 1 ? "SMB" : "Enterprise; SMB"));
            var feature = Data.Add(project, "Feature", $"Feature of {i}", epic, (AzureFieldNames.Effort, 20));
            Data.Add(project, "User Story", $"First story of {i}", feature, (AzureFieldNames.StoryPoints, i % 8));
            Data.Add(project, "User Story", $"Second story of {i}", feature);
            Data.Add(project, "Bug", $"Bug of {i}", epic, (AzureFieldNames.StoryPoints, 2.5));
        }
    }

    /// <summary>What some projects hold, by the rule alone, a line for each item.</summary>
    public IReadOnlyList<string> There(params string[] projects) => There(item => projects.Contains(item.Latest.Project.Name, StringComparer.OrdinalIgnoreCase));

    /// <inheritdoc cref="There(string[])"/>
    public IReadOnlyList<string> There(Func<AzureItem, bool> which) => [.. Data.Items.Where(i => !i.Latest.IsDeleted && which(i))
        .Select(i => Line(
            $"{i.Id}", i.Latest.Project.Name, i.Latest.VisibleParent is { } above ? $"{above.Id}" : null, i.Latest.Type.Name, i.Latest.Title,
            decimal.TryParse(i.Text(AzureFieldNames.StoryPoints) ?? i.Text(AzureFieldNames.Effort), System.Globalization.CultureInfo.InvariantCulture, out var points) ? points : null,
            (i.Text(Data.Field(Backlogs.Field).ReferenceName) ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.OrdinalIgnoreCase)))
        .Order(StringComparer.Ordinal)];

    public static IReadOnlyList<string> Lines(IEnumerable<WorkItem> items) =>
        [.. items.Select(i => Line(i.Id!, i.Project, i.ParentKey, i.Type, i.Title, i.Estimate?.Units, i.ValuesOf(Backlogs.Field))).Order(StringComparer.Ordinal)];

    public ValueTask DisposeAsync() => Azure.DisposeAsync();

    private static string Line(string id, string project, string? parent, string type, string title, decimal? points, IEnumerable<string> segments) =>
        FormattableString.Invariant($"{id} {project} {type} \"{title}\" below {parent ?? "-"} {points:0.###} [{string.Join(", ", segments.Order(StringComparer.Ordinal))}]");
}
