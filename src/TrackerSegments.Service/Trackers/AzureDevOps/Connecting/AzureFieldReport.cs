namespace TrackerSegments.Service.Trackers.AzureDevOps;

/// <summary>Which field means what, as a person is shown it.</summary>
internal static class AzureFieldReport
{
    public static ConnectionReport Of(AzureSite site, IReadOnlyList<AzureTypes> projects, ConnectionSettings settings) =>
        new(site.Account, [.. Fields(site, projects, settings)], site.Findings);

    private static IEnumerable<MappedField> Fields(AzureSite site, IReadOnlyList<AzureTypes> projects, ConnectionSettings settings)
    {
        yield return Of("segment", site.Segment, site.Segment.Kind is AzureFieldKind.Tags or AzureFieldKind.Single or AzureFieldKind.List or AzureFieldKind.LongText);
        foreach (var field in site.Effort.Where(field => projects.Count == 0 || projects.Any(types => types.All.Values.Any(type => type.Fields.Contains(field.ReferenceName)))))
        {
            yield return Of("effort", field) with { Kind = "number" };
        }

        yield return new("parent", AzureNames.Parent, "Parent", "work item", false);
        yield return new("epicLevel", AzureNames.Type, string.Join(", ", EpicTypes(projects, settings)), "type", false);
        yield return new("team", AzureNames.Area, "Area Path", "area", false);
    }

    private static IEnumerable<string> EpicTypes(IReadOnlyList<AzureTypes> projects, ConnectionSettings settings) =>
        projects.Count == 0 ? settings.EpicTypes
        : projects.SelectMany(types => AzureEpics.TypesOf(types, settings)).Select(type => type.Name).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal);

    private static MappedField Of(string role, AzureField field, bool canWrite = false) => new(role, field.ReferenceName, field.Name, Name(field.Kind), canWrite);

    private static string Name(AzureFieldKind kind) => kind switch
    {
        AzureFieldKind.Tags => "tags",
        AzureFieldKind.Single => "picklist",
        AzureFieldKind.List => "text",
        AzureFieldKind.LongText => "long text",
        AzureFieldKind.Html => "html",
        _ => "other",
    };
}
