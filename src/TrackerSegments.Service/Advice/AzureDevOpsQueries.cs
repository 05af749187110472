using TrackerSegments.Service.Trackers;
using TrackerSegments.Service.Trackers.AzureDevOps;

namespace TrackerSegments.Service.Advice;

/// <summary>Queries in the language of work items that find the epics behind the figures.</summary>
internal static class AzureDevOpsQueries
{
    private const string Select = "SELECT [System.Id], [System.Title], [System.State] FROM WorkItems WHERE";

    public static TrackerQueries Of(QueryScope scope)
    {
        var all = ScopeOf(scope);
        var field = $"[{(scope.Field?.Id ?? scope.State.Lens.Field).Replace("]", "", StringComparison.Ordinal)}]";
        var lens = scope.State.Lens;
        string[] known = [.. Enumerable.Range(0, lens.Segments.Count).SelectMany(scope.ValuesOf)];
        var address = $"{scope.Settings.Address.TrimEnd('/')}/{Uri.EscapeDataString(scope.Settings.Projects is [var first, ..] ? first : "")}/_queries/query/?wiql=";
        return new(
            scope.Settings.Tracker,
            TrackerAddress.NameOf(scope.Settings.Address),
            "wiql",
            Part(all),
            [.. lens.Segments.Select((s, i) => (s, Query: Part($"{all} AND {Any(scope, field, scope.ValuesOf(i))}")))
                .Select(p => new SegmentQuery(p.s.Key, p.s.Name, p.Query.Query, p.Query.Url))],
            Part($"{all} AND {None(scope, field, known)}"));

        QueryPart Part(string condition) => new($"{Select} {condition}", QueryAddress.Of(address, $"{Select} {condition}"));
    }

    private static string ScopeOf(QueryScope scope)
    {
        List<string> parts =
        [
            $"[System.TeamProject] IN ({List(scope.Settings.Projects)})",
            $"[System.WorkItemType] IN ({List(scope.Settings.EpicTypes)})",
        ];
        if (AzureQuery.Condition(scope.Settings.Query) is { } condition)
        {
            parts.Add($"({condition})");
        }

        if (scope.OutsideStatuses is { Count: > 0 } outside)
        {
            parts.Add($"[System.State] NOT IN ({List(outside)})");
        }

        return string.Join(" AND ", parts);
    }

    /// <summary>A value of a fixed list is all of the field; any other may stand beside others in it.</summary>
    private static string Any(QueryScope scope, string field, IReadOnlyList<string> values) => scope.Field?.Kind == "picklist"
        ? $"{field} IN ({List(values)})"
        : $"({string.Join(" OR ", values.Select(v => $"{field} CONTAINS {Quoted(v)}"))})";

    /// <summary>No value at all, or none that means a segment.</summary>
    private static string None(QueryScope scope, string field, string[] values) => (values, scope.Field?.Kind) switch
    {
        ([], _) => $"{field} = ''",
        (_, "picklist") => $"({field} = '' OR {field} NOT IN ({List(values)}))",
        _ => $"({field} = '' OR ({string.Join(" AND ", values.Select(v => $"{field} NOT CONTAINS {Quoted(v)}"))}))",
    };

    private static string List(IEnumerable<string> texts) => string.Join(", ", texts.Select(Quoted));

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}

/// <summary>Addresses at which queries open.</summary>
internal static class QueryAddress
{
    /// <summary>What every browser and proxy lets through.</summary>
    private const int MaxLength = 2_000;

    public static string? Of(string? start, string query)
    {
        var address = start is null ? null : start + Uri.EscapeDataString(query);
        return address?.Length <= MaxLength && Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri is { Scheme: "http" or "https" } ? address : null;
    }
}
