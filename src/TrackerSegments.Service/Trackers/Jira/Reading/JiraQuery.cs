using System.Globalization;
using System.Text.RegularExpressions;

namespace TrackerSegments.Service.Trackers.Jira;

/// <summary>Makes queries in Jira's language.</summary>
internal static partial class JiraQuery
{
    /// <summary>A query of a person as a part of a longer one: in brackets, and without its order. Null where there is none.</summary>
    public static string? Restriction(string? query)
    {
        if (string.IsNullOrWhiteSpace(query))
        {
            return null;
        }

        // What stands in quotes is skipped, so that only a real order is found.
        var order = QuotedOrOrder().Matches(query).FirstOrDefault(match => match.Groups["order"].Success);
        var restriction = (order is null ? query : query[..order.Index]).Trim();
        return restriction.Length == 0 ? null : $"({restriction})";
    }

    /// <summary>The epics of a project that count.</summary>
    public static string Epics(JiraSite site, string project, string? query) => And(
        $"project = {Quoted(project)} AND issuetype in ({string.Join(", ", site.EpicTypes.Select(Quoted))})", Restriction(query));

    /// <summary>What hangs below any of some issues.</summary>
    public static string Children(JiraSite site, IReadOnlyList<string> ids)
    {
        var list = string.Join(',', ids);
        return site.EpicLink is { } link ? $"cf[{Number(link)}] in ({list}) OR parent in ({list})" : $"parent in ({list})";
    }

    /// <summary>Some issues, by id or key.</summary>
    public static string Issues(IReadOnlyList<string> idsOrKeys) => $"key in ({string.Join(',', idsOrKeys)})";

    /// <summary>What changed between two moments, counted in minutes before now: dates are read in the account's time zone, ages are not.</summary>
    public static string Changed(long fromMinutesAgo, long toMinutesAgo) => toMinutesAgo <= 0
        ? string.Create(CultureInfo.InvariantCulture, $"updated >= -{fromMinutesAgo}m")
        : string.Create(CultureInfo.InvariantCulture, $"updated >= -{fromMinutesAgo}m AND updated <= -{toMinutesAgo}m");

    public static string And(string left, string? right) => right is null ? left : $"{left} AND {right}";

    private static string Number(JiraField field) => field.Id.Replace("customfield_", "", StringComparison.Ordinal);

    private static string Quoted(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    [GeneratedRegex("""(?<quoted>"(\\.|[^"\\])*"|'(\\.|[^'\\])*')|(?<order>\border\s+by\b)""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex QuotedOrOrder();
}
