using System.Text;
using TrackerSegments.Simulators.AzureDevOps;

namespace TrackerSegments.Service.Tests.Trackers.AzureDevOps;

/// <summary>The guard that all tests of writing end with sees what it must.</summary>
public sealed class PatchGuardTests
{
    private const string Guarded = """[{"op":"test","path":"/rev","value":1},{"op":"add","path":"/fields/System.Title","value":"x"}]""";

    [Theory]
    [InlineData(Guarded, true)]
    [InlineData("""[{"op":"add","path":"/fields/System.Title","value":"x"}]""", false)]
    [InlineData("""[{"op":"add","path":"/fields/System.Title","value":"x"},{"op":"test","path":"/rev","value":1}]""", false)]
    [InlineData("""[{"op":"test","path":"/rev","value":null},{"op":"add","path":"/fields/System.Title","value":"x"}]""", false)]
    [InlineData("""[{"op":"test","path":"/fields/System.Rev","value":1},{"op":"add","path":"/fields/System.Title","value":"x"}]""", false)]
    [InlineData("""[{"op":"test","path":"/rev","value":1},{"op":"add","path":"/fields/System.Title","value":"x"},{"op":"add","path":"/fields/System.Tags","value":"x"}]""", false)]
    public void A_change_without_the_test_of_the_revision_is_seen_alone_and_in_a_batch(string patch, bool isGuarded)
    {
        PatchGuard.Unguarded(Request("/_apis/wit/workitems/1", patch)).Count.ShouldBe(isGuarded ? 0 : 1);
        PatchGuard.Unguarded(Request("/_apis/wit/$batch", $$"""[{"body":{{Guarded}}},{"body":{{patch}}}]""")).Count.ShouldBe(isGuarded ? 0 : 1);
    }

    private static AzureRequest Request(string path, string body) => new()
    {
        Number = 1,
        Method = "PATCH",
        Path = path,
        Template = path,
        Query = new Dictionary<string, string[]>(StringComparer.Ordinal),
        BodyBytes = Encoding.UTF8.GetBytes(body),
    };
}
