using System.Collections.Concurrent;
using TrackerSegments.Service.Trackers.Files;

namespace TrackerSegments.Service.Trackers.AzureDevOps;

/// <summary>Asks what the segment field is like on a work item type of a project.</summary>
internal sealed class AzureTypeFields(TrackerHttp http, AzureSite site)
{
    private readonly ConcurrentDictionary<(string Project, string Type), AzureTypeField> known = new();

    /// <summary>As it was asked before, where it was.</summary>
    /// <param name="project">The project.</param>
    /// <param name="type">The work item type.</param>
    /// <param name="isFresh">Whether it is asked anew, because what is known forbids an edit.</param>
    /// <param name="actor">On whose behalf.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="TrackerException">Azure DevOps does not tell.</exception>
    public async Task<AzureTypeField> ReadAsync(string project, string type, bool isFresh, Actor actor, CancellationToken cancellationToken)
    {
        if (!isFresh && known.TryGetValue((project, type), out var cached))
        {
            return cached;
        }

        using var answer = await http.SendAsync(
            new(
                HttpMethod.Get,
                $"{Uri.EscapeDataString(project)}/_apis/wit/workitemtypes/{Uri.EscapeDataString(type)}/fields?$expand=allowedValues&api-version={site.ApiVersion}",
                "{project}/_apis/wit/workitemtypes/{type}/fields")
            {
                Actor = actor,
                Purpose = $"reading the fields of the type {type} in the project {project}",
            },
            cancellationToken);
        var field = WireJson.List(answer?.RootElement, "value")
            .Where(f => FieldNames.Same(WireJson.Text(f, "referenceName") ?? "", site.Segment.ReferenceName))
            .Select(f => new AzureTypeField(true, WireJson.Flag(f, "alwaysRequired"), [.. WireJson.List(f, "allowedValues").Select(WireJson.Text).OfType<string>()]))
            .FirstOrDefault(AzureTypeField.None);
        return known[(project, type)] = field;
    }
}

/// <summary>What the segment field is like on a work item type.</summary>
/// <param name="IsThere">Whether the type has the field.</param>
/// <param name="IsRequired">Whether it must hold something.</param>
/// <param name="Offered">The values that it offers; none where it offers none.</param>
internal sealed record AzureTypeField(bool IsThere, bool IsRequired, IReadOnlyList<string> Offered)
{
    public static AzureTypeField None { get; } = new(false, false, []);
}
