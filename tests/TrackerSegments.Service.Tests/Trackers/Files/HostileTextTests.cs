using System.Text;

namespace TrackerSegments.Service.Tests.Trackers.Files;

public sealed class HostileTextTests : IDisposable
{
    private readonly ExportFiles files = new();

    public void Dispose() => files.Dispose();

    [Theory]
    [InlineData("\\u001b[31mred\\u0007", "[31mred")]
    [InlineData("a\\tb\\r\\nc", "a b c")]
    [InlineData("x\\ud800y", "x\uFFFDy")]
    [InlineData("safe\\u202Egpj.exe", "safegpj.exe")]
    [InlineData("\\ufeffmark", "mark")]
    [InlineData("  \\u00a0trim \\u2003", "trim")]
    [InlineData("e\\u0301 \\ud83d\\ude00 İ", "e\u0301 😀 İ")]
    public void Titles_and_values_hold_no_character_that_steers(string json, string expected)
    {
        var item = files.Read($$"""{"key":"A-1","issuetype":"Epic","summary":"{{json}}","labels":["{{json}}"]}""", ["labels"]).Items[0];

        item.Title.ShouldBe(expected);
        item.ValuesOf("labels").ShouldBe([expected]);
    }

    [Theory]
    [InlineData(253, 255)]
    [InlineData(254, 254)]
    [InlineData(255, 255)]
    [InlineData(300, 255)]
    public void Titles_are_cut_at_255_characters_and_never_within_one(int before, int length)
    {
        var text = new string('x', before) + "😀😀";

        var title = files.Read($"Issue key,Issue Type,Summary\nA-1,Epic,{text}\n").Items[0].Title;

        title.ShouldBe(text[..length]);
    }

    [Fact]
    public void A_long_value_of_wide_characters_is_cut_to_whole_characters()
    {
        var title = files.Read("Issue key,Issue Type,Summary\nA-1,Epic," + new StringBuilder().Insert(0, "ß😀", 2_000) + "\n").Items[0].Title;

        title.Length.ShouldBe(255);
        title.ShouldBe(new StringBuilder().Insert(0, "ß😀", 85).ToString());
    }
}
