using System.Runtime.CompilerServices;

namespace TrackerSegments.Service.Tests.Infrastructure;

/// <summary>Texts that a person has looked at and approved, kept as files beside the tests.</summary>
internal static class Approved
{
    public static void ShouldMatch(string actual, string name, [CallerFilePath] string caller = "")
    {
        var path = Path.Combine(Folder(caller), name);
        if (Environment.GetEnvironmentVariable("APPROVE") == "1")
        {
            File.WriteAllText(path, actual.ReplaceLineEndings("\n"));
        }

        File.Exists(path).ShouldBeTrue($"{name} is not approved yet: look at what the test gives, then run it once with APPROVE=1.");
        actual.ReplaceLineEndings("\n").ShouldBe(
            File.ReadAllText(path).ReplaceLineEndings("\n"),
            $"It is not what was approved as Approved/{name}. Where the change is meant, run the test once with APPROVE=1 and commit the file.");
    }

    private static string Folder(string caller)
    {
        var folder = Path.GetDirectoryName(caller)!;
        while (!Directory.Exists(Path.Combine(folder, "Approved")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("There is no folder named Approved above the test.");
        }

        return Path.Combine(folder, "Approved");
    }
}
