using System.Text.Json;
using TrackerSegments.Service.Trackers.Files;

namespace TrackerSegments.Service.Trackers.Jira;

/// <summary>Asks Jira what an account can do with the segment field of an issue.</summary>
internal sealed class JiraEditScreens(TrackerHttp http, JiraSite site)
{
    /// <exception cref="TrackerException">Jira does not say.</exception>
    public async Task<JiraEditScreen> ReadAsync(FieldEdit edit, Actor actor, CancellationToken cancellationToken)
    {
        using var answer = await http.SendAsync(
            new(HttpMethod.Get, $"{site.Api}/issue/{Uri.EscapeDataString(edit.Id)}/editmeta", $"{site.Api}/issue/{{id}}/editmeta")
            {
                Actor = actor,
                Purpose = $"asking what can be edited of {edit.Key}",
            },
            cancellationToken);
        return Parse(answer?.RootElement);
    }

    private JiraEditScreen Parse(JsonElement? root)
    {
        var fields = WireJson.At(root, "fields");
        var field = WireJson.At(fields, site.Segment.Id);
        return new()
        {
            MayEdit = fields is { ValueKind: JsonValueKind.Object } found && found.EnumerateObject().MoveNext(),
            HasField = field is not null,
            CanAdd = WireJson.List(field, "operations").Any(operation => operation is { ValueKind: JsonValueKind.String } && operation.ValueEquals("add")),
            IsFormatted = site.IsCloud && IsFormattedText(WireJson.At(field, "schema")),
            Choices = [.. WireJson.List(field, "allowedValues").SelectMany(Choices)],
        };
    }

    /// <summary>Jira Cloud keeps a text of several lines as a document.</summary>
    private static bool IsFormattedText(JsonElement? schema) =>
        (WireJson.Text(schema, "custom") ?? "").EndsWith(":textarea", StringComparison.Ordinal)
        || WireJson.Text(schema, "system") is "description" or "environment";

    private IEnumerable<JiraChoice> Choices(JsonElement option)
    {
        if ((WireJson.Text(option, "value") ?? WireJson.Text(option, "name")) is not { } raw || ItemText.CleanOrNull(raw) is not { } text)
        {
            yield break;
        }

        var id = WireJson.Text(option, "id");
        var isDisabled = WireJson.Flag(option, "disabled") || WireJson.Flag(option, "archived");
        yield return new(new(text, raw, id), isDisabled);
        if (site.Segment.Kind != JiraFieldKind.Cascading)
        {
            yield break;
        }

        foreach (var child in WireJson.List(option, "children"))
        {
            if (WireJson.Text(child, "value") is { } below && ItemText.CleanOrNull($"{raw} / {below}") is { } both)
            {
                yield return new(new(both, $"{raw} / {below}", id, WireJson.Text(child, "id")), isDisabled || WireJson.Flag(child, "disabled"));
            }
        }
    }
}
