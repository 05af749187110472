using TrackerSegments.Core;
using TrackerSegments.Service.Trackers.Files;

namespace TrackerSegments.Service.Trackers.AzureDevOps;

/// <summary>What a person should know about a connection to Azure DevOps.</summary>
internal static class AzureFindings
{
    /// <summary>From then on, personal access tokens for all organizations open nothing.</summary>
    private static readonly DateTimeOffset EndOfGlobalTokens = new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);

    /// <remarks>
    /// A token does not say for how many organizations it is. Until the end of those for all, only its owner can look; whatever still
    /// works afterwards is none.
    /// </remarks>
    public static IEnumerable<Finding> OfToken(ConnectionSettings settings, ConnectionSecret secret, bool isServices, DateTimeOffset now) =>
        !isServices || now >= EndOfGlobalTokens || !IsPat(settings, secret) ? [] :
        [
            Finding.Of(
                "globalTokenEnds",
                Severity.Warning,
                "Azure DevOps is read with a personal access token. If it was made for all accessible organizations, it stops working on 1 December 2026; the token itself does not tell.",
                [],
                "Look under User settings, Personal access tokens. If its organization is \"All accessible organizations\", make one for this organization alone, or sign in with an Entra application or a managed identity."),
        ];

    /// <summary>A rejected token, with what may be the cause since tokens for all organizations ended.</summary>
    public static TrackerProblem AfterTheEnd(TrackerProblem problem, ConnectionSettings settings, ConnectionSecret secret, DateTimeOffset now) =>
        now < EndOfGlobalTokens || !IsPat(settings, secret) || !AzureAddress.IsServices(new Uri(settings.Address).Host)
            ? problem
            : problem with { Text = $"{problem.Text} Personal access tokens for all organizations ended on 1 December 2026: if this is one, make one for this organization alone." };

    /// <summary>Types beside those that are named, on the same level of the portfolio.</summary>
    public static IEnumerable<Finding> OfLevels(AzureTypes types, IReadOnlyList<AzureLevel> levels, ConnectionSettings settings)
    {
        string[] epics = [.. AzureEpics.TypesOf(types, settings).Select(type => type.Name)];
        if (epics.Length == 0)
        {
            yield return Finding.Of(
                "epicTypeNotFound",
                Severity.Warning,
                $"The project {ItemText.Clean(types.Project)} has no work item type named {string.Join(" or ", settings.EpicTypes.Select(type => $"\"{ItemText.Clean(type)}\""))}, so that none of its items is an epic.",
                [ItemText.Clean(types.Project)],
                $"Name the types that are epics with --epic-type. The types there are: {FieldNames.List([.. types.All.Keys], settings.EpicTypes[0])}.",
                FindingFigures.None.With("place", ItemText.Clean(types.Project)).With("types", settings.EpicTypes.Select(ItemText.Clean)));
        }

        foreach (var level in levels.Where(level => level.Types.Any(type => epics.Contains(type, StringComparer.OrdinalIgnoreCase))))
        {
            string[] others = [.. level.Types.Where(type => !epics.Contains(type, StringComparer.OrdinalIgnoreCase)).Select(ItemText.Clean)];
            if (others.Length > 0)
            {
                yield return Finding.Of(
                    "epicTypeLeftOut",
                    Severity.Info,
                    $"On the level {ItemText.Clean(level.Name)} of the project {ItemText.Clean(types.Project)} there are other types too: {string.Join(", ", others)}. They are not counted as epics.",
                    others,
                    $"Where they are, start with --epic-type \"{string.Join(",", [.. epics, .. others])}\".",
                    FindingFigures.None.With("level", ItemText.Clean(level.Name)).With("project", ItemText.Clean(types.Project)).With("types", others));
            }
        }
    }

    private static bool IsPat(ConnectionSettings settings, ConnectionSecret secret) =>
        secret.Token is { } token && AzureAuthentication.IsPat(settings, token);
}
