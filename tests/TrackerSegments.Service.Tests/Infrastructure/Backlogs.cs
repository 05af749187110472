using System.Text.Json;
using TrackerSegments.Service.Commands;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Tests.Infrastructure;

/// <summary>Small backlogs, written as files the way an export is.</summary>
internal static class Backlogs
{
    public const string Field = "Customer segment";

    public const string Lens = "customer-segment";

    /// <summary>An epic as one line of JSON.</summary>
    public static string Epic(string key, double? points, params string[] values) => Line(new(StringComparer.Ordinal)
    {
        ["key"] = key,
        ["issuetype"] = "Epic",
        ["summary"] = $"Title of {key}",
        ["status"] = "To Do",
        ["statusCategory"] = "To Do",
        ["storyPoints"] = points,
        [Field] = values,
    });

    public static string Line(Dictionary<string, object?> item) => JsonSerializer.Serialize(item);

    public static string Write(TemporaryFolder folder, string name, params string[] lines) =>
        folder.Write(name, string.Join('\n', lines) + "\n");

    /// <summary>A source over files with the segments Enterprise, Mid-market and SMB and targets of 30, 20 and 50 %.</summary>
    public static WorkspaceSource Source(params string[] files) => new(new BacklogRequest
    {
        Files = files,
        SegmentField = Field,
        Segments = [("Enterprise", ["Enterprise"]), ("Mid-market", ["Mid-market", "Mid market"]), ("SMB", ["SMB", "Small business"])],
        Targets = [("Enterprise", 30), ("Mid-market", 20), ("SMB", 50)],
    });
}
