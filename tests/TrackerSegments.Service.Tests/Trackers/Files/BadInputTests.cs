using System.IO.Pipes;
using System.Text;
using TrackerSegments.Core;
using TrackerSegments.Service.Trackers.Files;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Tests.Trackers.Files;

public sealed class BadInputTests : IDisposable
{
    private const string Expected = "Expected a CSV or JSON export of Jira or Azure Boards.";

    private readonly ExportFiles files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public void A_missing_file() =>
        files.FailurePaths([Path.Combine(files.Folder, "none.csv")]).ShouldBe("none.csv: there is no such file. Check the name and the folder.");

    [Fact]
    public void A_directory() => files.FailurePaths([files.Folder]).ShouldBe($"{files.Folder}: this is a directory. Name the exported file itself.");

    [Fact]
    public void A_pipe()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Needs a path to an open pipe.");
        using var pipe = new AnonymousPipeServerStream(PipeDirection.Out);
        var path = $"/proc/self/fd/{pipe.GetClientHandleAsString()}";

        files.FailurePaths([path]).ShouldBe($"{path}: this is a pipe, which can be read only once. Save it as a file first and name that.");
    }

    [Fact]
    public void A_file_that_cannot_be_read_to_its_end()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has a file that opens and cannot be read.");
        const string Unreadable = "/proc/self/mem";
        const string Message = "/proc/self/mem: the file cannot be read to its end (";

        files.FailurePaths([Unreadable]).ShouldStartWith(Message);
        Should.Throw<InputException>(() => SourceIdentity.StampOf(new(new() { Files = [Unreadable], SegmentField = "x" }), TestContext.Current.CancellationToken))
            .Message.ShouldStartWith(Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    [InlineData(" \r\n\n ")]
    public void An_empty_file(string text) =>
        files.Failure(text).ShouldBe("export.txt: the file is empty. Export the backlog again, with at least one item.");

    [Fact]
    public void A_header_without_rows() =>
        files.Failure("Issue key,Issue Type\n").ShouldBe("export.txt: there is a header but no item. Export the backlog again, with at least one item.");

    [Theory]
    [InlineData("[]")]
    [InlineData("""{"issues":[]}""")]
    [InlineData("""{"value":[]}""")]
    public void JSON_without_items(string text) =>
        files.Failure(text).ShouldBe("export.txt: there is no item in it. Export the backlog again, with at least one item.");

    [Fact]
    public void A_binary_file() =>
        files.FailurePaths([files.Write([0x89, 0x50, 0x4E, 0x47, 0, 0, 1])]).ShouldBe("export.txt: this is not a text file. " + Expected);

    [Fact]
    public void A_workbook() =>
        files.FailurePaths([files.Write([.. "PK\u0003\u0004"u8, 0, 0, 1])])
            .ShouldBe($"export.txt: this is not a text file. {Expected} Save a workbook as \"CSV UTF-8\" first.");

    [Theory]
    [InlineData("Name,Age\nAna,5\n", $"export.txt: this is not an export of a backlog. {Expected} The columns are: Age, Name.")]
    [InlineData("<html><body>Log in</body></html>", $"export.txt: this is not an export of a backlog. {Expected} The columns are: <html><body>Log in</body></html>.")]
    [InlineData("""{"errorMessages":["No"]}""", $"export.txt, line 1: this is not an export of a backlog. {Expected}")]
    [InlineData("[1,2]", $"export.txt, line 1: this is not an export of a backlog. {Expected}")]
    public void Something_else(string text, string message) => files.Failure(text).ShouldBe(message);

    [Fact]
    public void No_key_column() =>
        files.Failure("Issue Type,Summary,Keys\nEpic,A,1\n").ShouldBe(
            "export.txt, line 1: there is no column with the items' keys. Export with the column \"Issue key\". The columns are: Issue Type, Keys, Summary.");

    [Fact]
    public void No_type_column()
    {
        files.Failure("Issue key,Summary\nA-1,A\n").ShouldBe(
            "export.txt, line 1: there is no column with the items' types. Export with the column \"Issue Type\". The columns are: Issue key, Summary.");
        files.Failure("ID,Title,State\n1,A,New\n").ShouldBe(
            "export.txt, line 1: there is no column with the items' types. Export with the column \"Work Item Type\". The columns are: State, Title, ID.");
    }

    [Fact]
    public void A_row_without_key_or_type()
    {
        files.Failure("Issue key,Issue Type\nA-1,Epic\n,Epic\n").ShouldBe("export.txt, line 3: the row has no key. Give it one, or remove the row.");
        files.Failure("Issue key,Issue Type\nA-1,\n").ShouldBe("export.txt, line 2: A-1 has no type. Give it one, such as Story.");
        files.Failure("{\"key\":\"A-1\",\"issuetype\":\"Epic\"}\n{\"issuetype\":\"Epic\"}").ShouldBe("export.txt, line 2: the record has no key. Give it a \"key\".");
    }

    [Fact]
    public void A_column_that_stands_twice() =>
        files.Failure("Issue key,Issue Type,Issue key\nA-1,Epic,A-2\n").ShouldBe(
            "export.txt, line 1: the column \"Issue key\" stands twice. Remove or rename one of them.");

    [Fact]
    public void A_segment_field_that_is_not_there_lists_the_fields_there_are_nearest_first() =>
        files.Failure("Issue key,Issue Type,Labels,Custom field (Customer segment),Custom field (Segmentation)\nA-1,Epic,,,\n", ["Custmer segmnt"]).ShouldBe(
            "export.txt: there is no field \"Custmer segmnt\". The fields there are: Customer segment, Issue key, Issue Type, Labels, Segmentation.");

    [Fact]
    public void Of_many_fields_thirty_are_listed()
    {
        var headers = string.Concat(Enumerable.Range(10, 40).Select(i => $",Extra {i}"));

        files.Failure($"Issue key,Issue Type{headers}\nA-1,Epic{new string(',', 40)}\n", ["Extra 49 b"])
            .ShouldStartWith("export.txt: there is no field \"Extra 49 b\". The fields there are: Extra 49, ");
        files.Failure($"Issue key,Issue Type{headers}\nA-1,Epic{new string(',', 40)}\n", ["Extra 49 b"]).ShouldEndWith(" and 12 more.");
    }

    [Fact]
    public void A_segment_field_that_no_JSON_item_has() =>
        files.Failure("""{"key":"A-1","issuetype":"Epic","labels":[]}""", ["label"]).ShouldBe(
            "export.txt: there is no field \"label\". The fields there are: labels, key, issuetype.");

    [Fact]
    public void An_estimate_that_is_nowhere()
    {
        files.Failure("Issue key,Issue Type,Points\nA-1,Epic,5\n", measure: Measure.StoryPoints).ShouldBe(
            "export.txt: there is no field with story points. Name another with --effort-field, or count epics with --measure count. "
            + "The fields there are: Points, Issue Type, Issue key.");
        files.Failure("Issue key,Issue Type,Points\nA-1,Epic,5\n", measure: Measure.TimeSpent, effortField: "Point").ShouldBe(
            "export.txt: there is no field \"Point\". Name another with --effort-field, or count epics with --measure count. "
            + "The fields there are: Points, Issue Type, Issue key.");
    }

    [Theory]
    [InlineData("-3", "is negative (-3)")]
    [InlineData("XL", "is not a number (XL)")]
    [InlineData("NaN", "is not a number (NaN)")]
    [InlineData("Infinity", "is not a number (Infinity)")]
    [InlineData("1e3", "is not a number (1e3)")]
    [InlineData("1000000000.5", "is too large to be true (1000000000.5)")]
    [InlineData("100000000000000000000000000000000", "is too large to be true (100000000000000000000000000000000)")]
    [InlineData("\"2,5\"", "is not a number (2,5)")]
    [InlineData("\"1,000\"", "is not a number (1,000)")]
    public void An_estimate_that_cannot_be(string value, string what) =>
        files.Failure($"Issue key,Issue Type,Story Points\nA-1,Epic,1\nA-2,Epic,{value}\n", measure: Measure.StoryPoints).ShouldBe(
            $"export.txt, line 3: the estimate of A-2 in \"Story Points\" {what}. Choose another field with --effort-field, or mend the value.");

    [Theory]
    [InlineData("-1.5", "is negative (-1.5)")]
    [InlineData("\"XL\"", "is not a number (XL)")]
    [InlineData("true", "is not a number (true)")]
    [InlineData("1000000001", "is too large to be true (1000000001)")]
    [InlineData("1e40", "is too large to be true (1E+40)")]
    [InlineData("-1e40", "is negative (-1E+40)")]
    [InlineData("1e400", "is too large to be true (Infinity)")]
    [InlineData("NaN", "is not a number (NaN)")]
    public void An_estimate_in_JSON_that_cannot_be(string value, string what) =>
        files.Failure($$"""{"key":"A-1","issuetype":"Epic","storyPoints":{{value}}}""", measure: Measure.StoryPoints).ShouldBe(
            $"export.txt, line 1: the estimate of A-1 in \"storyPoints\" {what}. Choose another field with --effort-field, or mend the value.");

    [Fact]
    public void Two_estimates_that_differ() =>
        files.Failure("Issue key,Issue Type,Story Points,Story point estimate\nA-1,Epic,3,5\n", measure: Measure.StoryPoints).ShouldBe(
            "export.txt, line 2: A-1 has 3 in \"Story Points\" and 5 in \"Story point estimate\". Say which field counts with --effort-field.");

    [Theory]
    [InlineData("A-2", "1 column")]
    [InlineData("A-2,Epic", "2 columns")]
    [InlineData("A-2,Epic,x,y", "4 columns")]
    public void A_row_with_too_few_or_too_many_columns(string row, string columns) =>
        files.Failure($"Issue key,Issue Type,Summary\nA-1,Epic,\"two\nlines\"\n{row}\n").ShouldBe(
            $"export.txt, line 4: the row has {columns} where the header has 3. A quote or separator in a text may be to blame: mend the row, or export the file again.");

    [Fact]
    public void Lines_are_counted_in_every_encoding()
    {
        foreach (var encoding in new[] { Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode })
        {
            files.FailurePaths([files.Write("Issue key,Issue Type\nÄ-1,Epic\nÄ-2,\n", encoding: encoding)])
                .ShouldBe("export.txt, line 3: Ä-2 has no type. Give it one, such as Story.");
        }
    }

    [Fact]
    public void A_quote_that_is_never_closed() =>
        files.Failure("Issue key,Issue Type,Summary\nA-1,Epic,x\nA-2,Epic,\"y\nA-3,Epic,z\nA-4,Epic,z\n").ShouldBe(
            "export.txt, line 3: a quote that is opened here is never closed. Close the quote, or export the file again.");

    [Fact]
    public void A_quote_that_closes_too_early() =>
        files.Failure("Issue key,Issue Type,Summary\nA-1,Epic,x\nA-2,Epic,\"say \"hi\" now\"\n").ShouldBe(
            "export.txt, line 3: there is text after a closing quote. Double the quotes within the text, or export the file again.");

    [Fact]
    public void A_lone_quote_in_a_plain_text_is_no_error() =>
        files.Read("Issue key,Issue Type,Summary\nA-1,Epic,5\" pipe\n").Items[0].Title.ShouldBe("5\" pipe");

    [Theory]
    [InlineData("{\"key\":\"A-1\",\"issuetype\":\"Epic\"}\n{\"key\":\"A-2\",", 2)]
    [InlineData("{\"issues\":[\n{\"key\":\"A-1\",\"fields\":{\"issuetype\":{\"name\":\"Epic\"}}},\n", 3)]
    [InlineData("[\n{\"key\":\"A-1\" \"issuetype\":\"Epic\"}]", 2)]
    public void Malformed_JSON(string text, int line) =>
        files.Failure(text).ShouldBe($"export.txt, line {line}: the JSON is malformed or cut off. Export the file again.");

    [Theory]
    [InlineData("Issue key,Issue Type,Summary\nA-1,Epic,x\nA-2,Epic,Gr\u00F6\u00DFe\n", "export.txt, line 3: the text is not UTF-8. Save the file as \"CSV UTF-8\", or export it again.")]
    [InlineData("{\"key\":\"A-1\",\"issuetype\":\"Gr\u00F6\u00DFe\"}", "export.txt, line 1: the text is not UTF-8. Save the file as UTF-8, or export it again.")]
    public void Text_in_another_encoding(string text, string message) =>
        files.FailurePaths([files.Write(text, encoding: Encoding.Latin1)]).ShouldBe(message);

    [Fact]
    public void Parents_in_a_cycle() =>
        files.Failure("Issue key,Issue Type,Parent key\nA-0,Story,A-3\nA-3,Epic,A-1\nA-2,Epic,A-3\nA-1,Epic,A-2\n").ShouldBe(
            "export.txt, line 5: the parents form a cycle (A-1 → A-2 → A-3 → A-1). Remove one of these parent links in the tracker, or in the file.");

    [Fact]
    public void An_item_above_itself() =>
        files.Failure("Issue key,Issue Type,Parent key\nA-1,Epic,A-1\n").ShouldBe(
            "export.txt, line 2: the parents form a cycle (A-1 → A-1). Remove one of these parent links in the tracker, or in the file.");
}
