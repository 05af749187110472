using TrackerSegments.Service.Trackers.Files;

namespace TrackerSegments.Service.Trackers.AzureDevOps;

/// <summary>Which of a project's types are epics, and whether they have what is wanted of them.</summary>
internal static class AzureEpics
{
    public static IEnumerable<AzureType> TypesOf(AzureTypes types, ConnectionSettings settings) =>
        settings.EpicTypes.Select(name => types.All.GetValueOrDefault(name)).OfType<AzureType>();

    public static TrackerException None(string where, IReadOnlyCollection<string> there, ConnectionSettings settings) => new(new(
        "epicTypeNotFound",
        $"{where} has no work item type named {string.Join(" or ", settings.EpicTypes.Select(type => $"\"{ItemText.Clean(type)}\""))}. Name the types that are epics with --epic-type. The types there are: {FieldNames.List(there, settings.EpicTypes[0])}.",
        Blame.Person));

    /// <exception cref="TrackerException">An epic type of the project has not got the segment field: what is not there is not taken as having no segment.</exception>
    public static void Demand(AzureTypes types, AzureSite site, ConnectionSettings settings)
    {
        if (site.Segment.Kind == AzureFieldKind.Tags)
        {
            return;
        }

        string[] lacking = [.. TypesOf(types, settings).Where(type => !type.Fields.Contains(site.Segment.ReferenceName)).Select(type => type.Name)];
        if (lacking.Length > 0)
        {
            throw new TrackerException(new(
                "fieldMissing",
                $"The type {string.Join(" and ", lacking.Select(ItemText.Clean))} of the project {ItemText.Clean(types.Project)} has no field \"{site.Segment.Name}\"; its items are not taken as having no segment. An administrator has to add the field {site.Segment.ReferenceName} to the type in the project's process.",
                Blame.Administrator));
        }
    }

    /// <summary>Whether no type of the project has any of the fields that may hold the estimate.</summary>
    public static bool LackEffort(AzureTypes types, AzureSite site) =>
        site.Effort.Count > 0 && !types.All.Values.Any(type => site.Effort.Any(field => type.Fields.Contains(field.ReferenceName)));
}
