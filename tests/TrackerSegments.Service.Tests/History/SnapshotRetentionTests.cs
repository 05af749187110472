using TrackerSegments.Service.Commands;
using TrackerSegments.Service.History;

namespace TrackerSegments.Service.Tests.History;

public sealed class SnapshotRetentionTests
{
    [Theory]
    [InlineData(null, 13)]
    [InlineData("", 13)]
    [InlineData("1", 1)]
    [InlineData("120", 120)]
    public void The_setting_is_a_number_of_months(string? text, int months) =>
        SnapshotRetention.Of(name => name == SnapshotRetention.Variable ? text : null).DailyMonths.ShouldBe(months);

    [Theory]
    [InlineData("0")]
    [InlineData("121")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("a year")]
    public void Anything_else_is_refused_with_what_it_may_be(string text) =>
        Should.Throw<UsageException>(() => SnapshotRetention.Of(_ => text)).Message
            .ShouldBe("TRACKERSEGMENTS_DAILY_SNAPSHOTS says for how many months every day's snapshot is kept: a whole number from 1 to 120.");
}
