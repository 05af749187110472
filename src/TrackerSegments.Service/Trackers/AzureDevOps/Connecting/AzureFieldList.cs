using System.Text.Json;
using TrackerSegments.Core;
using TrackerSegments.Service.Trackers.Files;

namespace TrackerSegments.Service.Trackers.AzureDevOps;

/// <summary>The fields of an organization, and which of them are the wanted ones.</summary>
internal sealed class AzureFieldList(IReadOnlyList<AzureField> fields, string host)
{
    private const string OtherEffort = "Name another with --effort-field, or count epics with --measure count.";
    private const string OfTheProcesses = "Microsoft.VSTS.";

    public static AzureField? Parse(JsonElement field)
    {
        if (Text(field, "referenceName") is not { Length: > 0 } reference)
        {
            return null;
        }

        var isFixed = Flag(field, "isPicklist") && !Flag(field, "isPicklistSuggested");
        return new(reference, ItemText.Clean(Text(field, "name") ?? reference), (reference, Text(field, "type")?.ToLowerInvariant()) switch
        {
            (AzureNames.Tags, _) => AzureFieldKind.Tags,
            (_, "string" or "pickliststring") => isFixed ? AzureFieldKind.Single : AzureFieldKind.List,
            (_, "plaintext") => AzureFieldKind.LongText,
            (_, "html") => AzureFieldKind.Html,
            _ => AzureFieldKind.Other,
        });
    }

    public bool Has(string reference) => fields.Any(field => FieldNames.Same(field.ReferenceName, reference));

    /// <exception cref="TrackerException">There is no such field, or more than one.</exception>
    public AzureField Segment(string wanted) => Find(
        wanted, "fieldNotFound", "Name another with --segment-field, or have the field made with the command provision.", "--segment-field");

    /// <returns>The fields that may hold the estimate, best first; none where effort is counted in epics.</returns>
    /// <exception cref="TrackerException">There is no such field, or more than one of the name given.</exception>
    public IReadOnlyList<AzureField> Effort(string? wanted, Measure measure)
    {
        if (measure == Measure.Count)
        {
            return [];
        }

        if (wanted is not null)
        {
            return [Find(wanted, "effortFieldNotFound", OtherEffort, "--effort-field")];
        }

        var names = new EstimateRule(new([], new() { Measure = measure }), azure: true).Names;
        AzureField[] found = [.. names.SelectMany(Usual)];
        return found.Length > 0 ? found : throw Problem(
            "effortFieldNotFound", $"There is no field with the estimate on {host}: none of {string.Join(", ", names)}. {OtherEffort} {Those(names[0])}");
    }

    private static bool Flag(JsonElement field, string name) => field.TryGetProperty(name, out var flag) && flag.ValueKind == JsonValueKind.True;

    private static string? Text(JsonElement field, string name) =>
        TrackerText.At(field, name) is { ValueKind: JsonValueKind.String } text ? TrackerText.String(text) : null;

    /// <summary>The field that Azure's processes have of this name, or else those of the organization's own.</summary>
    private IEnumerable<AzureField> Usual(string name)
    {
        var found = Matching(name);
        var given = found.Where(field => field.ReferenceName.StartsWith(OfTheProcesses, StringComparison.OrdinalIgnoreCase)).ToArray();
        return given.Length > 0 ? given : found;
    }

    private IReadOnlyList<AzureField> Matching(string wanted)
    {
        var matches = new FieldMatches<AzureField>([wanted]);
        foreach (var field in fields)
        {
            matches.Offer(field, field.ReferenceName, field.Name);
        }

        return matches[0];
    }

    private AzureField Find(string wanted, string code, string advice, string option) =>
        fields.FirstOrDefault(field => FieldNames.Same(field.ReferenceName, wanted)) ?? Matching(wanted) switch
        {
            [var one] => one,
            [] => throw Problem(code, $"There is no field \"{ItemText.Clean(wanted)}\" on {host}. {advice} {Those(wanted)}"),
            var several => throw Problem(
                "fieldAmbiguous",
                $"There is more than one field named \"{ItemText.Clean(wanted)}\" on {host}: {string.Join(" and ", several.Select(field => $"{field.Name} ({field.ReferenceName})"))}. Choose one of them by its reference name with {option}."),
        };

    private string Those(string wanted) => $"The fields there are: {FieldNames.List([.. fields.Select(field => field.Name)], wanted)}.";

    private static TrackerException Problem(string code, string text) => new(new(code, text, Blame.Person));
}
