using System.Globalization;

namespace TrackerSegments.Core.Tests;

public sealed class EffortTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("0.0005", 0)]
    [InlineData("0.0015", 2)]
    [InlineData("0.00051", 1)]
    [InlineData("2.5", 2_500)]
    [InlineData("1000000000", 1_000_000_000_000)]
    public void Units_are_rounded_half_to_even_to_a_thousandth(string units, long thousandths) =>
        Effort.FromUnits(decimal.Parse(units, CultureInfo.InvariantCulture)).Thousandths.ShouldBe(thousandths);

    [Theory]
    [InlineData(3_600, 1_000)]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    [InlineData(9, 2)]
    [InlineData(27_000, 7_500)]
    public void Seconds_become_thousandths_of_an_hour(int seconds, long thousandths) =>
        Effort.FromSeconds(seconds).Thousandths.ShouldBe(thousandths);

    [Theory]
    [InlineData("-0.001")]
    [InlineData("1000000000.001")]
    public void A_negative_or_absurd_estimate_is_refused(string units) =>
        Should.Throw<ArgumentOutOfRangeException>(() => Effort.FromUnits(decimal.Parse(units, CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    public void The_text_is_the_same_in_every_culture(string culture)
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);

        new Effort(-1_234_500).ToString().ShouldBe("-1234.5");
        new Effort(3_000).Units.ToString(CultureInfo.InvariantCulture).ShouldBe("3");
    }
}
