using static TrackerSegments.Core.Tests.Backlogs;

namespace TrackerSegments.Core.Tests;

public sealed class ValueChangeTests
{
    private static readonly Lens Sizes = Lens("SMB", "Mid-market", "Enterprise");

    [Fact]
    public void A_value_moves_from_one_segment_to_another_in_one_step()
    {
        var lens = Sizes.Claim("smb", ["Shops"]);

        var changed = lens.SetValues(Values(("smb", ["SMB"]), ("enterprise", [" Enterprise ", "Shops", "enterprise"])));

        changed.Segments[0].Values.ShouldBe(["SMB"]);
        changed.Segments[2].Values.ShouldBe(["Enterprise", "Shops"]);
        changed.SchemeVersion.ShouldBe(lens.SchemeVersion + 1);
        changed.Segments[1].ShouldBe(lens.Segments[1]);
    }

    [Fact]
    public void An_archived_segment_belongs_to_whoever_has_its_values_now()
    {
        var merged = Sizes.Merge("smb", "mid-market");

        merged.SetValues(Values(("mid-market", ["Mid-market"]), ("enterprise", ["Enterprise", "SMB"]))).Archived.Single().Destination.ShouldBe("enterprise");
        merged.SetValues(Values(("mid-market", ["Mid-market"]))).Archived.Single().Destination.ShouldBeNull();
    }

    [Fact]
    public void What_cannot_be_is_refused_with_a_sentence()
    {
        Refusal(("smb", [])).ShouldBe("The segment \"SMB\" has no field value that means it. Give it at least one.");
        Refusal(("smb", [" "])).ShouldBe("A field value of \"SMB\" is empty. Leave it out, or write the value.");
        Refusal(("smb", ["mid-market"])).ShouldBe("The value \"Mid-market\" means both \"SMB\" and \"Mid-market\". Keep one.");
        Refusal(("smb", [new('x', 256)])).ShouldEndWith("of \"SMB\" is too long: it has at most 255 characters.");
        Refusal(("none", ["x"])).ShouldStartWith("There is no segment \"none\"");
    }

    private static string Refusal((string Key, string[] Values) change) => Should.Throw<SchemeException>(() => Sizes.SetValues(Values(change))).Message;

    private static Dictionary<string, IReadOnlyList<string>> Values(params (string Key, string[] Values)[] values) =>
        values.ToDictionary(v => v.Key, v => (IReadOnlyList<string>)v.Values, StringComparer.Ordinal);
}
