using System.Text.Json;
using static TrackerSegments.Core.Tests.Backlogs;

namespace TrackerSegments.Core.Tests;

public sealed class CanonicalJsonTests
{
    /// <summary>The samples of RFC 8785, appendix B.</summary>
    [Theory]
    [InlineData(0.0, "0")]
    [InlineData(5e-324, "5e-324")]
    [InlineData(-5e-324, "-5e-324")]
    [InlineData(1.7976931348623157e308, "1.7976931348623157e+308")]
    [InlineData(9007199254740992d, "9007199254740992")]
    [InlineData(-9007199254740992d, "-9007199254740992")]
    [InlineData(295147905179352830000d, "295147905179352830000")]
    [InlineData(9.999999999999997e22, "9.999999999999997e+22")]
    [InlineData(1e23, "1e+23")]
    [InlineData(1.0000000000000001e23, "1.0000000000000001e+23")]
    [InlineData(999999999999999700000d, "999999999999999700000")]
    [InlineData(1e21, "1e+21")]
    [InlineData(9.999999999999997e-7, "9.999999999999997e-7")]
    [InlineData(0.000001, "0.000001")]
    [InlineData(333333333.3333332, "333333333.3333332")]
    [InlineData(333333333.33333325, "333333333.33333325")]
    [InlineData(-0.0000033333333333333333, "-0.0000033333333333333333")]
    [InlineData(1424953923781206.2, "1424953923781206.2")]
    [InlineData(100, "100")]
    [InlineData(0.1, "0.1")]
    [InlineData(9.5, "9.5")]
    public void Numbers_are_written_as_ECMAScript_writes_them(double number, string expected) =>
        CanonicalJson.Write(number).ShouldBe(expected);

    [Fact]
    public void Members_are_sorted_and_only_what_must_be_escaped_is()
    {
        using var document = JsonDocument.Parse("""{"b":[1.0,true,null,"\u20ac\u000F\n\"\\ÿ🙂</script>"],"a":{"z":1e1,"B":false}}""");

        CanonicalJson.Write(document.RootElement).ShouldBe("{\"a\":{\"B\":false,\"z\":10},\"b\":[1,true,null,\"€\\u000f\\n\\\"\\\\ÿ🙂</script>\"]}");
    }

    [Fact]
    public void The_hash_leaves_out_the_time_and_itself_and_nothing_else()
    {
        var document = Report([Epic("A-1", 5, "SMB")], Lens("SMB"), Strategy(100)).Document;

        CanonicalJson.Hash(document with { AsOf = AsOf.AddDays(3), Hash = "other" }).ShouldBe(document.Hash);
        (CanonicalJson.Hash(document with { Headline = "other" }) == document.Hash).ShouldBeFalse();
        (CanonicalJson.Hash(document with { Totals = document.Totals with { Effort = 5.001m } }) == document.Hash).ShouldBeFalse();
        document.Hash.ShouldMatch("^[0-9a-f]{64}$");
    }
}
