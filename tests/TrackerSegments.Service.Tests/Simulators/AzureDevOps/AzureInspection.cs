using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using TrackerSegments.Service.Tests.Trackers.AzureDevOps;
using TrackerSegments.Simulators.AzureDevOps;
using TrackerSegments.Simulators.AzureDevOps.Specification;

namespace TrackerSegments.Service.Tests.Simulators.AzureDevOps;

/// <summary>
/// Holds every call that the service makes to a simulated Azure DevOps Services in any test, and its answer, against the official
/// document, where the environment says where that is.
/// </summary>
internal static class AzureInspection
{
    /// <summary>How many answers of one kind are looked at in one run; they are all made by the same code.</summary>
    private const int AnswersOfAKind = 50;

    /// <summary>How the service calls itself.</summary>
    private const string Service = "TrackerSegments/";

    private static readonly ConcurrentDictionary<string, int> Seen = new(StringComparer.Ordinal);

    private static readonly Lazy<AzureSpecification?> Specification = new(AzureSpecification.Find);

    [ModuleInitializer]
    internal static void Begin() => AzureSimulator.Inspector = Inspect;

    private static string[] Inspect(AzureRequest request)
    {
        if (!request.Agent.StartsWith(Service, StringComparison.Ordinal) || IsAskingWhatThereIs(request))
        {
            return [];
        }

        string[] unguarded = [.. PatchGuard.Unguarded(request).Select(patch => $"{request}: the change does not begin with a test of the revision, or changes more than one field: {patch}")];
        if (Specification.Value is not { } specification)
        {
            return unguarded;
        }

        var count = Seen.AddOrUpdate($"{request.Method} {request.Template} {request.Status}", 1, (_, before) => before + 1);
        return [.. unguarded, .. specification.ViolationsOfRequest(request), .. count <= AnswersOfAKind ? specification.ViolationsOfAnswer(request) : []];
    }

    /// <summary>Whether an address is tried for another tracker or another organization: that is no call to this one.</summary>
    private static bool IsAskingWhatThereIs(AzureRequest request) => request.Path.StartsWith("/outside/", StringComparison.Ordinal)
        || request.Path.Contains("/rest/api/", StringComparison.Ordinal)
        || (request.Status == 404 && request.Path.EndsWith("/_apis/connectionData", StringComparison.Ordinal));
}
