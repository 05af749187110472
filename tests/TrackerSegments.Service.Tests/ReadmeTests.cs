using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace TrackerSegments.Service.Tests;

/// <summary>What the README says holds.</summary>
public sealed partial class ReadmeTests
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "../.."));

    [Fact]
    public void Every_file_that_a_document_links_to_is_there()
    {
        string[] documents = [.. Directory.GetFiles(Root, "*.md"), .. Directory.GetFiles(Path.Combine(Root, "docs"), "*.md")];

        var missing = from document in documents
                      from Match link in Link().Matches(File.ReadAllText(document))
                      let target = Path.Combine(Path.GetDirectoryName(document)!, link.Groups["file"].Value)
                      where !File.Exists(target)
                      select $"{Path.GetRelativePath(Root, document)}: {link.Groups["file"].Value}";

        documents.Length.ShouldBeGreaterThan(5);
        missing.ShouldBeEmpty();
    }

    [Fact]
    public async Task Files_are_named_from_where_the_person_is()
    {
        using var build = Process.Start(new ProcessStartInfo(
            "dotnet", ["msbuild", Path.Combine(Root, "src/TrackerSegments.Service"), "-getProperty:RunWorkingDirectory"])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        var folder = await build.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await build.WaitForExitAsync(TestContext.Current.CancellationToken);

        build.ExitCode.ShouldBe(0);
        folder.Trim().ShouldBe("", "dotnet run would start the program in another folder.");
    }

    [GeneratedRegex(@"\]\((?!https?:|mailto:|#)(?<file>[^)#\s]+)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Link();

    private static string Here([CallerFilePath] string path = "") => path;
}
