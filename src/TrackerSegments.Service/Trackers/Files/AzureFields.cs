using System.Collections.Frozen;
using TrackerSegments.Core;

namespace TrackerSegments.Service.Trackers.Files;

/// <summary>What the fields of Azure Boards hold.</summary>
internal static class AzureFields
{
    /// <summary>Types that are planned in hours or not at all: none of Azure's processes gives them Story Points, Effort or Size.</summary>
    private static readonly FrozenSet<string> WithoutPoints = Types(
        "Task", "Test Case", "Test Plan", "Test Suite", "Shared Steps", "Shared Parameter", "Impediment", "Code Review Request",
        "Code Review Response", "Feedback Request", "Feedback Response");

    /// <summary>Types that are planned in points or not at all: none of Azure's processes gives them hours.</summary>
    private static readonly FrozenSet<string> WithoutHours = Types(
        "Epic", "Feature", "User Story", "Product Backlog Item", "Issue", "Test Case", "Test Plan", "Test Suite", "Shared Steps",
        "Shared Parameter", "Impediment", "Code Review Request", "Code Review Response", "Feedback Request", "Feedback Response");

    /// <summary>
    /// The estimate, unless it is a 0 in a field that the item's type does not have: exports fill such fields with 0, and one
    /// Task would otherwise turn the story above it into 0 points.
    /// </summary>
    public static Effort? WithoutFiller(Effort? estimate, string type, FileReadOptions options)
    {
        var without = options.Policy.Measure == Measure.StoryPoints ? WithoutPoints : WithoutHours;
        return estimate == Effort.Zero && options.EffortField is null && without.Contains(type) ? null : estimate;
    }

    /// <summary>Tags and the multi-value control write several values into one text; paths and titles are one value whatever is in them.</summary>
    public static bool IsList(string name) => FieldNames.Letters(name) is not ("areapath" or "iterationpath" or "title");

    /// <summary>Every work item has tags, but they are left out where there are none.</summary>
    public static bool IsLeftOutWhenEmpty(string name) => FieldNames.Letters(name) is "tags";

    /// <summary>The first part of an area path.</summary>
    /// <param name="path">The whole path: one that was cut has another last part.</param>
    public static string ProjectOf(string path)
    {
        var end = path.IndexOf('\\', StringComparison.Ordinal);
        return ItemText.Clean(end < 0 ? path : path[..end]);
    }

    /// <summary>The last part of an area path; null where there is none.</summary>
    /// <param name="path">The whole path.</param>
    public static string? TeamOf(string path) => ItemText.CleanOrNull(path[(path.LastIndexOf('\\') + 1)..]);

    private static FrozenSet<string> Types(params string[] types) => types.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
