using TrackerSegments.Core;
using TrackerSegments.Service.Trackers;
using TrackerSegments.Service.Trackers.Jira;

namespace TrackerSegments.Service.Advice;

/// <summary>Queries in Jira's language that find the epics behind the figures.</summary>
internal static class JiraQueries
{
    private const string Browse = "/browse/";

    public static TrackerQueries Of(QueryScope scope)
    {
        var all = ScopeOf(scope);
        var field = FieldOf(scope);
        var site = scope.Epics.Select(e => e.Url?.AbsoluteUri).FirstOrDefault(url => url?.Contains(Browse, StringComparison.Ordinal) == true);
        var address = site?[..site.LastIndexOf(Browse, StringComparison.Ordinal)];
        var lens = scope.State.Lens;
        string[] known = [.. Enumerable.Range(0, lens.Segments.Count).SelectMany(scope.ValuesOf)];
        return new(
            scope.Settings.Tracker,
            TrackerAddress.NameOf(scope.Settings.Address),
            "jql",
            Part(all),
            [.. lens.Segments.Select((s, i) => (s, Query: Part($"{all} AND {In(scope, field, scope.ValuesOf(i))}")))
                .Select(p => new SegmentQuery(p.s.Key, p.s.Name, p.Query.Query, p.Query.Url))],
            Part($"{all} AND {(known.Length == 0 ? $"{field} is EMPTY" : $"({field} is EMPTY OR {NotIn(scope, field, known)})")}"));

        QueryPart Part(string query) => new(query, QueryAddress.Of(address is null ? null : $"{address}/issues/?jql=", query));
    }

    private static string ScopeOf(QueryScope scope)
    {
        List<string> parts =
        [
            $"project in ({List(scope.Settings.Projects)})",
            $"issuetype in ({List(scope.Settings.EpicTypes)})",
        ];
        if (JiraQuery.Restriction(scope.Settings.Query) is { } restriction)
        {
            parts.Add(restriction);
        }

        if (scope.Statuses is { } statuses)
        {
            parts.Add($"statusCategory in ({string.Join(", ", statuses.Where(s => s != StatusCategory.Removed).Distinct().Order().Select(CategoryOf))})");
        }

        if (scope.RemovedResolutions is { Count: > 0 } removed)
        {
            parts.Add($"(resolution is EMPTY OR resolution not in ({List(removed)}))");
        }

        return string.Join(" AND ", parts);
    }

    /// <summary>By its number where it has one: two fields may have the same name.</summary>
    private static string FieldOf(QueryScope scope) => scope.Field?.Id switch
    {
        "components" => "component",
        "labels" => "labels",
        { } id when id.StartsWith("customfield_", StringComparison.Ordinal) => $"cf[{id["customfield_".Length..]}]",
        _ => Quoted(scope.State.Lens.Field),
    };

    private static string In(QueryScope scope, string field, IReadOnlyList<string> values) => scope.Field?.Kind == "text"
        ? $"({string.Join(" OR ", values.Select(v => $"{field} ~ {Phrase(v)}"))})"
        : $"{field} in ({List(values)})";

    private static string NotIn(QueryScope scope, string field, IReadOnlyList<string> values) => scope.Field?.Kind == "text"
        ? $"({string.Join(" AND ", values.Select(v => $"{field} !~ {Phrase(v)}"))})"
        : $"{field} not in ({List(values)})";

    private static string CategoryOf(StatusCategory category) => category switch
    {
        StatusCategory.ToDo => "\"To Do\"",
        StatusCategory.InProgress => "\"In Progress\"",
        _ => "Done",
    };

    private static string List(IEnumerable<string> texts) => string.Join(", ", texts.Select(Quoted));

    /// <summary>A text search for the words next to each other.</summary>
    private static string Phrase(string text) => Quoted($"\"{text.Replace("\"", "", StringComparison.Ordinal)}\"");

    private static string Quoted(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
