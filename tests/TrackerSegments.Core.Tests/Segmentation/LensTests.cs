using static TrackerSegments.Core.Tests.Backlogs;

namespace TrackerSegments.Core.Tests;

public sealed class LensTests
{
    [Fact]
    public void Each_distinct_value_becomes_a_segment_in_order_of_effort_named_by_its_most_used_spelling()
    {
        var efforts = RollUp.Compute(
            Backlog.Build([Epic("A-1", 1, "Small"), Epic("A-2", 9, "Large"), Epic("A-3", 2, "small"), Epic("A-4", 2, "small"), Epic("A-5", 1, "Tiny", "LARGE")]), new());

        var lens = LensBuilder.FromValues("Size", Field, efforts);

        lens.Segments.Select(s => s.Name).ShouldBe(["LARGE", "small", "Tiny"]);
        lens.Segments.Select(s => s.Key).ShouldBe(["large", "small", "tiny"]);
        lens.IndexOfValue("  SMALL ").ShouldBe(1);
        lens.IndexOfValue("huge").ShouldBe(-1);
    }

    [Fact]
    public void Values_that_differ_only_in_signs_get_keys_of_their_own()
    {
        var segments = LensBuilder.Segments([("A+", ["A+"]), ("A-", ["A-"]), ("a", ["a"]), ("日本", ["日本"]), ("!!", ["!!"])]);

        segments.Select(s => s.Key).ShouldBe(["a", "a-2", "a-3", "日本", "segment"]);
    }

    [Fact]
    public void More_values_than_a_segmentation_can_have_are_refused()
    {
        var efforts = RollUp.Compute(Backlog.Build(Enumerable.Range(0, 10_000).Select(i => Epic($"A-{i}", 1, $"Customer {i}"))), new());

        Should.Throw<SchemeException>(() => LensBuilder.FromValues("Customer", Field, efforts)).Message.ShouldBe(
            "The field \"Segment\" has 10,000 distinct values; a lens has at most 500 segments. "
            + "Choose the field that carries the customer segment, or name the values that matter with --segments.");
    }

    [Fact]
    public void A_value_belongs_to_one_segment()
    {
        Should.Throw<SchemeException>(() => Make(("SMB", ["Small"]), ("Tiny", ["small"]))).Message
            .ShouldBe("The value \"small\" means both \"SMB\" and \"Tiny\". Keep one.");
        Should.Throw<SchemeException>(() => Make(("SMB", ["a"]), ("smb", ["b"]))).Message
            .ShouldBe("Two segments have the name \"SMB\". Give each its own.");
        Should.Throw<SchemeException>(() => Make(("SMB", []))).Message
            .ShouldBe("The segment \"SMB\" has no field value that means it. Give it at least one.");
    }

    [Fact]
    public void Every_palette_colour_has_contrast_on_light_and_dark()
    {
        foreach (var color in SegmentPalette.Colors)
        {
            Contrast(color, "#FFFFFF").ShouldBeGreaterThanOrEqualTo(3, color);
            Contrast(color, "#1D2125").ShouldBeGreaterThanOrEqualTo(3, color);
        }

        SegmentPalette.ColorOf(SegmentPalette.Colors.Count).ShouldBe(SegmentPalette.Colors[0]);
    }

    private static Lens Make(params (string, IReadOnlyList<string>)[] segments) => new("Size", Field, LensBuilder.Segments(segments));

    /// <summary>WCAG 2.2, contrast ratio.</summary>
    private static double Contrast(string a, string b)
    {
        double[] luminances = [.. new[] { Luminance(a), Luminance(b) }.Order()];
        return (luminances[1] + 0.05) / (luminances[0] + 0.05);
    }

    private static double Luminance(string color)
    {
        var channels = Convert.FromHexString(color[1..])
            .Select(c => c / 255.0)
            .Select(c => c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4))
            .ToArray();
        return (0.2126 * channels[0]) + (0.7152 * channels[1]) + (0.0722 * channels[2]);
    }
}
