using System.Globalization;
using TrackerSegments.Core;

namespace TrackerSegments.Service.Tests.Trackers.Files;

public sealed class DateTests : IDisposable
{
    private readonly ExportFiles files = new();

    public void Dispose() => files.Dispose();

    [Theory]
    [InlineData("2024-03-21T15:05:00.000+0000")]
    [InlineData("2024-03-21T17:05:00+02:00")]
    [InlineData("2024-03-21T15:05:00Z")]
    [InlineData("2024-03-21 15:05")]
    [InlineData("21/Mar/24 3:05 PM")]
    [InlineData("21/mar/24 03:05 pm")]
    [InlineData("21/Mar/2024 3:05 PM")]
    [InlineData("21/Mar/24 15:05")]
    [InlineData("3/21/2024 3:05:00 PM")]
    [InlineData("3/21/24, 3:05\u202FPM")]
    [InlineData("21/03/2024 15:05")]
    [InlineData("21.03.2024 15:05")]
    [InlineData("21.03.24, 15:05")]
    [InlineData("21-03-2024 15:05")]
    [InlineData("2024/03/21 15:05")]
    [InlineData("21/Mär/24 3:05 PM")]
    [InlineData("21/mars/24 3:05 PM")]
    [InlineData("21/3/2567 15:05")]
    [InlineData("٢١/٠٣/٢٠٢٤ 15:05")]
    public void One_moment_in_many_ways_of_writing(string text) => Created(text).ShouldBe([Moment(2024, 3, 21, 15, 5)]);

    [Fact]
    public void One_date_settles_how_all_of_its_file_are_read()
    {
        Created("4/5/2024 1:00 PM", "4/6/2024 1:00 PM", "3/21/2024 1:00 PM").ShouldBe([Moment(2024, 4, 5, 13, 0), Moment(2024, 4, 6, 13, 0), Moment(2024, 3, 21, 13, 0)]);
        Created("4/5/2024 1:00 PM", "4/6/2024 1:00 PM", "21/3/2024 1:00 PM").ShouldBe([Moment(2024, 5, 4, 13, 0), Moment(2024, 6, 4, 13, 0), Moment(2024, 3, 21, 13, 0)]);
    }

    [Fact]
    public void One_column_settles_the_others() =>
        files.Read("Issue key,Issue Type,Created,Updated\nA-1,Epic,4/5/2024,3/21/2024\n").Items[0].Created.ShouldBe(Moment(2024, 4, 5, 0, 0));

    [Fact]
    public void Where_nothing_settles_it_the_day_stands_first() => Created("4/5/2024", "6/7/2024").ShouldBe([Moment(2024, 5, 4, 0, 0), Moment(2024, 7, 6, 0, 0)]);

    [Fact]
    public void Dates_that_cannot_be_read_are_missing_and_counted()
    {
        var backlog = files.Read("Issue key,Issue Type,Created,Updated\nA-1,Epic,soon,2024-03-21\nA-2,Epic,2024-13-45,\nA-3,Epic,21/3/2024,45/3/2024\n");

        backlog.Items.Select(item => item.Created).ShouldBe([null, null, Moment(2024, 3, 21, 0, 0)]);
        var finding = backlog.Findings.ShouldHaveSingleItem();
        (finding.Code, finding.Severity).ShouldBe(("unreadableDate", Severity.Warning));
        finding.Text.ShouldBe("3 dates could not be read and count as missing, such as \"2024-13-45\" in export.txt.");
    }

    [Fact]
    public void One_date_that_cannot_be_read_is_told_in_the_singular() =>
        files.Read("Issue key,Issue Type,Created\nA-1,Epic,31.02.2026\n").Findings.ShouldHaveSingleItem()
            .Text.ShouldBe("1 date could not be read and counts as missing, such as \"31.02.2026\" in export.txt.");

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    [InlineData("th-TH")]
    [InlineData("en-US")]
    public void The_culture_of_the_machine_changes_nothing(string culture)
    {
        const string Text = "ISSUE KEY;Issue Type;STATUS;Story Points;Created;Updated;Customer Insight\n"
            + "A-1;EPIC;IN PROGRESS;2,5;4/5/2024 1:00 PM;21/Mar/24 3:05 PM;I;\nA-2;Epic;İnce;1.5;13/5/2024 1:00 PM;2024-03-21;ı;\n";
        var text = Text.Replace(";\n", "\n", StringComparison.Ordinal);
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        var expected = files.Read(text, ["CUSTOMER INSIGHT"], Measure.StoryPoints);
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo(culture);

            var backlog = files.Read(text, ["CUSTOMER INSIGHT"], Measure.StoryPoints);

            backlog.Items.ShouldBe(expected.Items, WorkItems.Alike);
            backlog.Findings.Select(finding => finding.Text).ShouldBe(expected.Findings.Select(finding => finding.Text));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private DateTimeOffset?[] Created(params string[] dates) =>
        [.. files.Read("Issue key\tIssue Type\tCreated\n" + string.Concat(dates.Select((date, i) => $"A-{i}\tEpic\t{date}\n"))).Items.Select(item => item.Created)];

    private static DateTimeOffset? Moment(int year, int month, int day, int hour, int minute) => new DateTimeOffset(year, month, day, hour, minute, 0, TimeSpan.Zero);
}
