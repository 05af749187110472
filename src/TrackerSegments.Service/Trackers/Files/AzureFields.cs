namespace TrackerSegments.Service.Trackers.Files;

/// <summary>Which fields of Azure Boards hold lists.</summary>
internal static class AzureFields
{
    /// <summary>Tags and the multi-value control write several values into one text; paths and titles are one value whatever is in them.</summary>
    public static bool IsList(string name) => FieldNames.Letters(name) is not ("areapath" or "iterationpath" or "title");

    /// <summary>Every work item has tags, but they are left out where there are none.</summary>
    public static bool IsLeftOutWhenEmpty(string name) => FieldNames.Letters(name) is "tags";

    /// <summary>The first part of an area path.</summary>
    public static ReadOnlySpan<char> ProjectOf(string path)
    {
        var end = path.IndexOf('\\', StringComparison.Ordinal);
        return end < 0 ? path : path.AsSpan(0, end);
    }
}
