using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using TrackerSegments.Simulators.Jira;
using TrackerSegments.Simulators.Jira.Specification;

namespace TrackerSegments.Service.Tests.Simulators.Jira;

/// <summary>
/// Holds every call that the service makes to a simulated Jira Cloud in any test, and its answer, against the official document, where
/// the environment says where that is.
/// </summary>
internal static class JiraInspection
{
    /// <summary>How many answers of one kind are looked at in one run; they are all made by the same code.</summary>
    private const int AnswersOfAKind = 50;

    /// <summary>How the service calls itself.</summary>
    private const string Service = "TrackerSegments/";

    private static readonly ConcurrentDictionary<string, int> Seen = new(StringComparer.Ordinal);

    private static readonly Lazy<JiraSpecification?> Specification = new(JiraSpecification.Find);

    [ModuleInitializer]
    internal static void Begin() => JiraSimulator.Inspector = Inspect;

    private static IReadOnlyList<string> Inspect(JiraRequest request)
    {
        if (!request.Agent.StartsWith(Service, StringComparison.Ordinal) || Specification.Value is not { } specification)
        {
            return [];
        }

        var count = Seen.AddOrUpdate($"{request.Method} {request.Template} {request.Status}", 1, (_, before) => before + 1);
        return [.. specification.ViolationsOfRequest(request), .. count <= AnswersOfAKind ? specification.ViolationsOfAnswer(request) : []];
    }
}
