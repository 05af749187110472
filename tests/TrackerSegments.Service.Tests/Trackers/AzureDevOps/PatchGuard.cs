using System.Text.Json;
using TrackerSegments.Simulators.AzureDevOps;

namespace TrackerSegments.Service.Tests.Trackers.AzureDevOps;

/// <summary>Says of every change of a work item that reached a simulated Azure DevOps whether it began with a test of the revision.</summary>
internal static class PatchGuard
{
    public static bool IsBatch(AzureRequest request) => request.Method == "PATCH" && request.Path.EndsWith("/$batch", StringComparison.Ordinal);

    /// <summary>Demands that every one did, also those within batches, and that it changed one field alone.</summary>
    public static void Demand(AzureSimulator azure) => azure.Requests.SelectMany(Unguarded)
        .ShouldBeEmpty("Every change of a work item begins with a test of its revision, and changes one field.");

    /// <summary>The patches of a call that did not.</summary>
    public static IReadOnlyList<string> Unguarded(AzureRequest request)
    {
        if (request.Method != "PATCH")
        {
            return [];
        }

        using var body = request.Json();
        List<JsonElement> patches = IsBatch(request) ? [.. body.RootElement.EnumerateArray().Select(part => part.GetProperty("body"))] : [body.RootElement];
        return [.. patches.Where(patch => !IsGuarded(patch)).Select(patch => patch.GetRawText())];
    }

    private static bool IsGuarded(JsonElement patch) =>
        patch.GetArrayLength() == 2
        && patch[0].GetProperty("op").ValueEquals("test")
        && patch[0].GetProperty("path").ValueEquals("/rev")
        && patch[0].GetProperty("value").ValueKind == JsonValueKind.Number
        && patch[1].GetProperty("path").GetString()!.StartsWith("/fields/", StringComparison.Ordinal);
}
