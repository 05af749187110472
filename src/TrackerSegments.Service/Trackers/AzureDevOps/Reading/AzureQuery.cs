using System.Globalization;
using System.Text.RegularExpressions;
using TrackerSegments.Service.Commands;

namespace TrackerSegments.Service.Trackers.AzureDevOps;

/// <summary>Makes queries in the language of work items.</summary>
internal static partial class AzureQuery
{
    private const string Select = "SELECT [System.Id] FROM WorkItems WHERE";

    /// <summary>The condition of a person's query; one that was copied whole is taken apart. Null where there is none.</summary>
    /// <exception cref="UsageException">It is of a kind that cannot narrow epics.</exception>
    public static string? Condition(string? query)
    {
        if (string.IsNullOrWhiteSpace(query))
        {
            return null;
        }

        // What stands in quotes or brackets is skipped, so that only real words are found.
        var words = QuotedOrWord().Matches(query).Where(match => match.Groups["word"].Success).ToArray();
        string Word(Match match) => match.Value.Split(' ', '\t', '\r', '\n')[0].ToUpperInvariant();
        if (words.Any(word => Word(word) is "WORKITEMLINKS" or "ASOF" or "MODE"))
        {
            throw new UsageException("--wiql takes a flat query of work items, or its condition alone: no query of links (FROM WorkItemLinks, MODE) and none of the past (ASOF).");
        }

        var from = words.FirstOrDefault(word => Word(word) == "WHERE");
        var order = words.FirstOrDefault(word => Word(word) == "ORDER");
        if (from is null && query.TrimStart().StartsWith("SELECT", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var start = from is null ? 0 : from.Index + from.Length;
        var condition = query[start..(order?.Index ?? query.Length)].Trim();
        return condition.Length == 0 ? null : condition;
    }

    /// <summary>What a project holds, from an id on, in the order of ids.</summary>
    public static string Everything(long after) =>
        string.Create(CultureInfo.InvariantCulture, $"{Select} [System.TeamProject] = @project AND [System.Id] > {after} ORDER BY [System.Id]");

    /// <summary>The epics of a project that count, from an id on, in the order of ids.</summary>
    public static string Epics(IReadOnlyList<string> types, string? condition, long after) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Select} [System.TeamProject] = @project AND [System.WorkItemType] IN ({string.Join(", ", types.Select(Quoted))}){(condition is null ? "" : $" AND ({condition})")} AND [System.Id] > {after} ORDER BY [System.Id]");

    /// <summary>Some items with everything below them.</summary>
    public static string Below(IEnumerable<string> ids) =>
        $"SELECT [System.Id] FROM WorkItemLinks WHERE [Source].[System.Id] IN ({string.Join(", ", ids)}) AND [System.Links.LinkType] = 'System.LinkTypes.Hierarchy-Forward' MODE (Recursive)";

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    [GeneratedRegex("""(?<quoted>"(""|[^"])*"|'(''|[^'])*'|\[[^\]]*\])|(?<word>\b(workitemlinks|where|order\s+by|asof|mode)\b)""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex QuotedOrWord();
}
