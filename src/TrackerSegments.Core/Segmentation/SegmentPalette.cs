namespace TrackerSegments.Core;

/// <summary>
/// Colours for segments that nobody has coloured yet: after Okabe and Ito's set for colour-blind readers, darkened or lightened so that
/// each has a contrast of at least 3:1 both on white and on the near-black of dark themes.
/// </summary>
public static class SegmentPalette
{
    /// <summary>The colours in order, as <c>#rrggbb</c>.</summary>
    public static IReadOnlyList<string> Colors { get; } =
        ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#B97D00", "#2E8FC6", "#8E6BD1", "#8A8A00"];

    /// <summary>The colour of the n-th segment; after the last colour the first comes again.</summary>
    /// <param name="index">The segment's index, 0 or more.</param>
    public static string ColorOf(int index) => Colors[index % Colors.Count];
}
