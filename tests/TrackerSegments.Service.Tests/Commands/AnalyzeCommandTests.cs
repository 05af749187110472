using System.Globalization;
using System.Text.Json;
using TrackerSegments.Service.Commands;
using TrackerSegments.Service.Tests.Infrastructure;

namespace TrackerSegments.Service.Tests.Commands;

public sealed class AnalyzeCommandTests : IDisposable
{
    private const string Backlog = """
        Issue key,Issue Type,Summary,Status,Custom field (Story Points),Custom field (Customer segment),Custom field (Customer segment),Parent key
        A-1,Epic,Audit log,To Do,,Enterprise,,
        A-2,Story,Write it,To Do,61,,,A-1
        A-3,Epic,"Quick, simple start",To Do,18,SMB,,
        A-4,Epic,Regions,To Do,21,Mid-market,,
        A-5,Epic,Help centre,To Do,10,,,
        A-6,Epic,Price page,To Do,,SMB,=Partner(),
        """;

    private static readonly string[] Strategy =
        ["--segment-field", "Customer segment", "--targets", "Enterprise=30,Mid-market=20,SMB=50", "--segments", "Enterprise,Mid-market,SMB"];

    private readonly CommandRun run = new();

    public static TheoryData<string, string> FormatsAndCultures { get; } = new(
        from format in new[] { "text", "json", "csv", "markdown", "html", "card" }
        from culture in new[] { "", "de-DE", "tr-TR", "ar-SA" }
        select (format, culture));

    public void Dispose() => run.Dispose();

    [Theory]
    [MemberData(nameof(FormatsAndCultures))]
    public async Task Each_format_is_written_as_approved_in_every_culture(string format, string culture)
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        var exit = await run.Analyze(run.Write("backlog.csv", Backlog), [.. Strategy, "--format", format]);

        run.Error.ShouldBe("");
        exit.ShouldBe(0);
        Approved.ShouldMatch(run.Output, $"analyze.{format}.txt");
    }

    [Fact]
    public async Task Without_targets_each_distinct_value_is_a_segment_in_order_of_effort()
    {
        await run.Analyze(run.Write("backlog.csv", Backlog), "--segment-field", "customer SEGMENT", "--format", "json");

        Json().GetProperty("segments").EnumerateArray().Select(s => s.GetProperty("name").GetString())
            .ShouldBe(["Enterprise", "Mid-market", "SMB", "=Partner()"]);
        Json().GetProperty("alignment").GetProperty("state").GetString().ShouldBe("noStrategy");
    }

    [Theory]
    [InlineData("--roll-up", "own", 49)]
    [InlineData("--roll-up", "larger", 110)]
    [InlineData("--unestimated", "fixed:2.5", 112.5)]
    [InlineData("--unestimated", "median", 129.5)]
    [InlineData("--measure", "count", 5)]
    [InlineData("--epic-type", "Story,Epic", 110)]
    [InlineData("--status", "in-progress,done", 0)]
    public async Task The_policy_is_the_persons_choice(string option, string value, double effort)
    {
        (await run.Analyze(run.Write("backlog.csv", Backlog), [.. Strategy, "--format", "json", option, value])).ShouldBe(0, run.Error);

        Json().GetProperty("totals").GetProperty("effort").GetDouble().ShouldBe(effort);
    }

    [Fact]
    public async Task Check_says_by_the_exit_code_whether_the_strategy_is_met()
    {
        var file = run.Write("backlog.csv", Backlog);

        (await run.Analyze(file, [.. Strategy, "--check"])).ShouldBe(3);
        run.Output.ShouldContain("Strategy says SMB 50 %");
        (await run.Analyze(file, [.. Strategy, "--check", "--tolerance", "40 %"])).ShouldBe(0);
    }

    [Theory]
    [InlineData("The targets add up to 90 %, not 100 %: 10 % missing.\n", "--targets", "Enterprise=30,Mid-market=20,SMB=40")]
    [InlineData("--targets names \"SME\", which is no segment. The segments are: SMB, Mid-market, Enterprise.\n", "--targets", "Enterprise=30,SME=70")]
    [InlineData("--targets names \"SMB\" twice. Give each segment one target.\n", "--targets", "SMB=30,smb=70")]
    [InlineData("--targets SMB -5 is not understood: write a number from 0 to 100, like 5 or 2.5.\n", "--targets", "SMB=-5,Enterprise=105")]
    [InlineData("--targets has \"SMB\", which is not understood: write Name=50, comma separated.\n", "--targets", "SMB")]
    [InlineData("--tolerance 5,5 is not understood: write a number from 0 to 100, like 5 or 2.5.\n", "--tolerance", "5,5")]
    [InlineData("--measure points is not known: it is one of story-points, original-estimate, remaining-estimate, time-spent, count.\n", "--measure", "points")]
    [InlineData("--roll-up sum is not known: it is one of children-else-own, own, children, larger.\n", "--roll-up", "sum")]
    [InlineData("--unestimated fixed:x is not understood: write fixed: and a number of 0 or more, like fixed:8.\n", "--unestimated", "fixed:x")]
    [InlineData("--unestimated mean is not known: it is one of exclude, median.\n", "--unestimated", "mean")]
    [InlineData("--status open is not known: it is one of todo, in-progress, done.\n", "--status", "open")]
    [InlineData("--format pdf is not known: it is one of text, json, csv, markdown, html, card.\n", "--format", "pdf")]
    [InlineData("--epic-type is empty. Name at least one, comma separated.\n", "--epic-type", " ")]
    [InlineData("--segments has \"=x\", which is not understood: write Name=value1|value2, comma separated.\n", "--segments", "=x")]
    [InlineData("The value \"smb\" means both \"Small\" and \"Tiny\". Keep one.\n", "--segments", "Small=SMB,Tiny=smb")]
    [InlineData("--colour is not an option.\nRun it with --help to see what it takes.\n", "--colour")]
    public async Task What_cannot_be_used_is_one_sentence_and_exit_2(string sentence, params string[] options)
    {
        string[] given = [.. Strategy.Chunk(2).Where(pair => pair[0] != options[0]).SelectMany(pair => pair)];

        (await run.Analyze(run.Write("backlog.csv", Backlog), [.. given, .. options])).ShouldBe(2);

        run.Error.ShouldBe(sentence);
        run.Output.ShouldBe("");
    }

    [Fact]
    public async Task Check_without_targets_and_no_field_are_usage_errors()
    {
        var file = run.Write("backlog.csv", Backlog);

        (await run.Analyze(file, "--segment-field", "Customer segment", "--check")).ShouldBe(2);
        run.Error.ShouldBe("--check compares with a strategy: give one with --targets.\n");
        (await run.Analyze(file)).ShouldBe(2);
        run.Error.ShouldBe("Say which field carries the customer segment: --segment-field NAME.\n");
    }

    [Fact]
    public async Task Ten_thousand_distinct_values_are_not_a_segmentation()
    {
        var rows = Enumerable.Range(1, 10_000).Select(i => $"A-{i},Epic,E{i},To Do,1,Customer {i},,");

        (await run.Analyze(run.Write("backlog.csv", Backlog.Split('\n')[0] + "\n" + string.Join('\n', rows)), "--segment-field", "Customer segment")).ShouldBe(2);

        run.Error.ShouldStartWith("The field \"Customer segment\" has 10,000 distinct values; a lens has at most 500 segments.");
        run.Output.ShouldBe("");
    }

    [Theory]
    [InlineData("", "backlog.csv")]
    [InlineData("\0\u0001\u0002PNG", "backlog.csv")]
    [InlineData("Issue key,Issue Type,Story Points,Customer segment\nA-1,Epic\n", "backlog.csv, line 2")]
    [InlineData("Issue key,Issue Type,Story Points,Customer segments\nA-1,Epic,1,SMB\n", "Customer segments")]
    [InlineData("Issue key,Issue Type,Story Points,Customer segment\nA-1,Epic,-3,SMB\n", "backlog.csv, line 2")]
    [InlineData("Issue key,Issue Type,Story Points,Customer segment\nA-1,Epic,99999999999,SMB\n", "backlog.csv, line 2")]
    [InlineData("Issue key,Issue Type,Story Points,Customer segment,Parent key\nA-1,Epic,1,SMB,A-2\nA-2,Story,1,,A-1\n", "A-1")]
    public async Task A_file_that_cannot_be_used_is_one_sentence_that_says_where_and_exit_2(string content, string where)
    {
        (await run.Analyze(run.Write("backlog.csv", content), "--segment-field", "Customer segment")).ShouldBe(2);

        run.Output.ShouldBe("");
        run.Error.TrimEnd('\n').ShouldNotContain("\n");
        run.Error.ShouldContain(where);
        run.Error.ShouldEndWith(".\n");
        run.Error.ShouldNotContain("Exception");
    }

    [Fact]
    public async Task Large_counts_are_the_same_in_every_culture()
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
        var rows = Enumerable.Range(1, 1_505).Select(i => $"A-{i},Epic,E{i},To Do,1,,,");
        var file = run.Write("backlog.csv", string.Join('\n', rows.Prepend(Backlog.Split('\n')[0]).Append("B-1,Epic,B,To Do,1000.5,SMB,,")));

        await run.Analyze(file, "--segment-field", "Customer segment");

        run.Output.ShouldContain("and 1,500 more");
        run.Output.ShouldContain("1,506 epics, 2,505.5 points");
    }

    [Fact]
    public async Task Outside_text_cannot_steer_the_terminal()
    {
        var file = run.Write("backlog.csv", Backlog.Replace("Help centre", "Help\u202Ecentre\u001B[31m", StringComparison.Ordinal));

        await run.Analyze(file, Strategy);
        run.Output.ShouldContain("A-5");
        run.Output.ShouldNotContain("\u001B");
        run.Output.ShouldNotContain("\u202E");

        (await run.Analyze("no\u001B[31mwhere\u202E.csv", Strategy)).ShouldBe(2);
        run.Error.ShouldContain("no\uFFFD[31mwhere\uFFFD.csv");
    }

    [Fact]
    public async Task A_page_holds_what_XML_cannot()
    {
        var file = run.Write("backlog.csv", Backlog);

        (await run.Analyze(file, "--segment-field", "Customer segment", "--segments", "A\uD800B\uFFFEC🙂=SMB", "--format", "html")).ShouldBe(0, run.Error);

        run.Output.ShouldContain("A\uFFFDB\uFFFDC🙂");
    }

    [Fact]
    public async Task A_missing_file_is_named()
    {
        (await run.Analyze("nowhere.csv", "--segment-field", "Customer segment")).ShouldBe(2);

        run.Error.ShouldContain("nowhere.csv");
        run.Output.ShouldBe("");
    }

    [Fact]
    public async Task Several_files_make_one_backlog()
    {
        var lines = Backlog.Split('\n');
        var first = run.Write("first.csv", string.Join('\n', lines[..3]));
        var second = run.Write("second.csv", string.Join('\n', lines[..1].Concat(lines[3..])));

        (await run.Run(["analyze", first, second, .. Strategy, "--format", "json"])).ShouldBe(0, run.Error);

        Json().GetProperty("totals").GetProperty("effort").GetDouble().ShouldBe(110);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    [InlineData("csv")]
    [InlineData("markdown")]
    [InlineData("html")]
    public async Task Output_that_cannot_be_written_is_one_sentence_and_exit_2(string format)
    {
        using var full = new FullDisk();
        using var error = new StringWriter { NewLine = "\n" };

        var exit = await CommandLine.RunAsync(
            ["analyze", run.Write("backlog.csv", Backlog), .. Strategy, "--format", format], new(full, error, ShowsProgress: false, new FixedClock()));

        exit.ShouldBe(2);
        error.ToString().ShouldBe("The report could not be written: No space left on device. Make room, or write it somewhere else.\n");
    }

    private JsonElement Json()
    {
        using var document = JsonDocument.Parse(run.Output);
        return document.RootElement.Clone();
    }

    private sealed class FullDisk : StringWriter
    {
        public override void Write(char value) => throw new IOException("No space left on device");

        public override void Write(char[] buffer, int index, int count) => throw new IOException("No space left on device");

        public override void Write(ReadOnlySpan<char> buffer) => throw new IOException("No space left on device");

        public override void Write(string? value) => throw new IOException("No space left on device");
    }
}
