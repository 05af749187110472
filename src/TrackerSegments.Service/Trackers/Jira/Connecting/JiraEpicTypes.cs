using System.Text.Json;
using TrackerSegments.Core;
using TrackerSegments.Service.Trackers.Files;

namespace TrackerSegments.Service.Trackers.Jira;

/// <summary>Which of the site's issue types are epics.</summary>
internal sealed class JiraEpicTypes(TrackerHttp http, ConnectionSettings settings, string host)
{
    private const int EpicLevel = 1;

    /// <returns>The wanted types that the site has, and what a person should know about them.</returns>
    /// <exception cref="TrackerException">The site has none of them.</exception>
    public async Task<(IReadOnlyList<string> Types, IReadOnlyList<Finding> Findings)> FindAsync(string api, bool isCloud, CancellationToken cancellationToken)
    {
        using var document = await http.SendAsync(new(HttpMethod.Get, $"{api}/issuetype", "issuetype") { Purpose = "the list of issue types" }, cancellationToken);
        var there = document?.RootElement is { ValueKind: JsonValueKind.Array } list
            ? list.EnumerateArray().Select(Parse).Where(type => type.Name.Length > 0).ToList()
            : [];
        var names = there.Select(type => type.Name).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        List<string> found = [.. settings.EpicTypes.Where(type => names.Contains(type, StringComparer.OrdinalIgnoreCase))];
        List<string> missing = [.. settings.EpicTypes.Except(found, StringComparer.OrdinalIgnoreCase).Select(ItemText.Clean)];
        if (found.Count == 0)
        {
            throw new TrackerException(new(
                "epicTypeNotFound",
                $"{host} has no issue type named {string.Join(" or ", missing.Select(type => $"\"{type}\""))}. Name the types that are epics with --epic-type. The types there are: {FieldNames.List(names, missing.FirstOrDefault() ?? "Epic")}.",
                Blame.Person));
        }

        List<Finding> findings = [];
        if (missing.Count > 0)
        {
            findings.Add(Finding.Of(
                "epicTypeNotFound", Severity.Warning, $"{host} has no issue type named {string.Join(" or ", missing.Select(type => $"\"{type}\""))}; nothing is read of it.", missing, "Check the names given with --epic-type.", FindingFigures.None.With("place", host).With("types", missing)));
        }

        List<string> others = [.. there.Where(type => type.Level == EpicLevel).Select(type => type.Name)
            .Except(settings.EpicTypes, StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)];
        if (isCloud && others.Count > 0)
        {
            findings.Add(Finding.Of(
                "otherEpicTypes", Severity.Info, "There are issue types on the level of epics that are not read as epics.", others, "Name them with --epic-type if they are to count."));
        }

        return (found, findings);
    }

    private static (string Name, int? Level) Parse(JsonElement type) => (
        type.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String ? ItemText.Clean(JiraText.String(name)) : "",
        type.TryGetProperty("hierarchyLevel", out var level) && level.TryGetInt32(out var number) ? number : null);
}
