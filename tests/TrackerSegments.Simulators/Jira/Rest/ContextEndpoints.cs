using System.Globalization;
using System.Text.Json;
using TrackerSegments.Simulators.Jira.Model;

namespace TrackerSegments.Simulators.Jira.Rest;

/// <summary>The contexts of a field and their options.</summary>
internal static class ContextEndpoints
{
    private const string Api = "/rest/api/3/field/{fieldId}/context";

    private const int MaxOptions = 1000;

    public static IReadOnlyList<JiraEndpoint> Cloud { get; } =
    [
        new("GET", Api, ["isAnyIssueType", "isGlobalContext", "contextId", "startAt", "maxResults"], Contexts),
        new("POST", Api, [], CreateContext),
        new("GET", $"{Api}/projectmapping", ["contextId", "startAt", "maxResults"], ProjectMapping),
        new("GET", $"{Api}/{{contextId}}/option", ["optionId", "onlyOptions", "startAt", "maxResults"], Options),
        new("POST", $"{Api}/{{contextId}}/option", [], CreateOptions),
        new("PUT", $"{Api}/{{contextId}}/option", [], UpdateOptions),
    ];

    private static JiraAnswer Contexts(JiraCall call)
    {
        var field = Field(call);
        var wanted = call.QueryList("contextId");
        var isGlobal = call.Query("isGlobalContext");
        var contexts = field.Contexts
            .Where(c => wanted.Count == 0 || wanted.Contains(ThingJson.Text(c.Id), StringComparer.Ordinal))
            .Where(c => isGlobal is null || c.IsGlobal == (isGlobal == "true")).ToList();
        return Paged.Of(call, contexts, 100, (w, context) =>
        {
            w.WriteStartObject();
            w.WriteString("id", ThingJson.Text(context.Id));
            w.WriteString("name", context.Name);
            w.WriteString("description", context.Description);
            w.WriteBoolean("isGlobalContext", context.IsGlobal);
            w.WriteBoolean("isAnyIssueType", context.IssueTypes.Count == 0);
            w.WriteEndObject();
        });
    }

    private static JiraAnswer CreateContext(JiraCall call)
    {
        var field = Field(call);
        var body = call.Body("name", "description", "projectIds", "issueTypeIds", "id");
        var name = JsonBody.Text(body, "name") ?? throw new JiraRefusal(400, "The context name is required.");
        var projects = (JsonBody.Texts(body, "projectIds") ?? []).Select(id => call.Data.FindProject(id)
            ?? throw new JiraRefusal(404, $"The project with id {id} was not found.")).Select(p => p.Key).ToList();
        if (projects.Count == 0 && field.Contexts.Any(c => c.IsGlobal))
        {
            throw new JiraRefusal(400, "There can only be one global context for a custom field.");
        }

        var types = JsonBody.Texts(body, "issueTypeIds") ?? [];
        var context = call.Data.AddContext(field, name, projects, types);
        return JiraAnswer.Json(201, w =>
        {
            w.WriteStartObject();
            w.WriteString("id", ThingJson.Text(context.Id));
            w.WriteString("name", name);
            w.WriteString("description", JsonBody.Text(body, "description") ?? "");
            Texts(w, "projectIds", JsonBody.Texts(body, "projectIds") ?? []);
            Texts(w, "issueTypeIds", types);
            w.WriteEndObject();
        });
    }

    private static JiraAnswer ProjectMapping(JiraCall call)
    {
        var field = Field(call);
        var mapped = field.Contexts.SelectMany(c => c.IsGlobal
            ? [new MappedContext(c, null)]
            : c.Projects.Select(key => new MappedContext(c, call.Data.FindProject(key)))).ToList();
        return Paged.Of(call, mapped, 100, (w, mapping) =>
        {
            w.WriteStartObject();
            w.WriteString("contextId", ThingJson.Text(mapping.Context.Id));
            if (mapping.Project is { } project)
            {
                w.WriteString("projectId", ThingJson.Text(project.Id));
            }
            else
            {
                w.WriteBoolean("isGlobalContext", value: true);
            }

            w.WriteEndObject();
        });
    }

    private static JiraAnswer Options(JiraCall call)
    {
        var context = Context(call);
        return Paged.Of(call, [.. context.Options], 100, Write);
    }

    private static JiraAnswer CreateOptions(JiraCall call)
    {
        var context = Context(call);
        var wanted = Wanted(call, "value", "disabled", "optionId");
        List<(string Value, bool IsDisabled, JiraOption? Parent)> all = [];
        foreach (var option in wanted)
        {
            var value = JsonBody.Text(option, "value");
            if (string.IsNullOrWhiteSpace(value))
            {
                throw new JiraRefusal(400, "The option value must not be empty.");
            }

            var parent = JsonBody.Text(option, "optionId") is { } id ? Option(context, id) : null;
            if (context.Options.Any(o => o.Parent == parent && string.Equals(o.Value, value, StringComparison.OrdinalIgnoreCase))
                || all.Exists(o => o.Parent == parent && string.Equals(o.Value, value, StringComparison.OrdinalIgnoreCase)))
            {
                throw new JiraRefusal(400, $"The option '{value}' already exists in this context.");
            }

            all.Add((value, JsonBody.Flag(option, "disabled") ?? false, parent));
        }

        var made = all.ConvertAll(o =>
        {
            var option = call.Data.AddOption(context, o.Value, o.Parent);
            option.IsDisabled = o.IsDisabled;
            return option;
        });
        return Listed(made);
    }

    private static JiraAnswer UpdateOptions(JiraCall call)
    {
        var context = Context(call);
        var changes = Wanted(call, "id", "value", "disabled")
            .Select(o => (Option: Option(context, JsonBody.Text(o, "id") ?? throw JiraRefusal.InvalidPayload), Body: o)).ToList();
        foreach (var (option, body) in changes)
        {
            option.Value = JsonBody.Text(body, "value") ?? option.Value;
            option.IsDisabled = JsonBody.Flag(body, "disabled") ?? option.IsDisabled;
        }

        return JiraAnswer.Json(w =>
        {
            w.WriteStartObject();
            w.WriteStartArray("options");
            foreach (var (option, _) in changes)
            {
                w.WriteStartObject();
                w.WriteString("id", ThingJson.Text(option.Id));
                w.WriteString("value", option.Value);
                w.WriteBoolean("disabled", option.IsDisabled);
                w.WriteEndObject();
            }

            w.WriteEndArray();
            w.WriteEndObject();
        });
    }

    private static List<JsonElement> Wanted(JiraCall call, params string[] members)
    {
        var options = JsonBody.Elements(call.Body("options"), "options") ?? throw JiraRefusal.InvalidPayload;
        options.ForEach(o => JsonBody.Object(o, members));
        return options.Count is > 0 and <= MaxOptions
            ? options
            : throw new JiraRefusal(400, $"The number of options must be between 1 and {MaxOptions}.");
    }

    private static JiraAnswer Listed(List<JiraOption> options) => JiraAnswer.Json(w =>
    {
        w.WriteStartObject();
        w.WriteStartArray("options");
        options.ForEach(o => Write(w, o));
        w.WriteEndArray();
        w.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter w, JiraOption option)
    {
        w.WriteStartObject();
        w.WriteString("id", ThingJson.Text(option.Id));
        w.WriteString("value", option.Value);
        w.WriteBoolean("disabled", option.IsDisabled);
        if (option.Parent is { } parent)
        {
            w.WriteString("optionId", ThingJson.Text(parent.Id));
        }

        w.WriteEndObject();
    }

    private static void Texts(Utf8JsonWriter w, string name, IReadOnlyList<string> texts)
    {
        w.WriteStartArray(name);
        foreach (var text in texts)
        {
            w.WriteStringValue(text);
        }

        w.WriteEndArray();
    }

    private static JiraField Field(JiraCall call)
    {
        call.DemandAdministrator();
        return call.Data.FindField(call.Route("fieldId")) is { IsCustom: true } field && field.Id == call.Route("fieldId")
            ? field
            : throw new JiraRefusal(404, "The custom field was not found.");
    }

    private static JiraContext Context(JiraCall call) =>
        Field(call).Contexts.FirstOrDefault(c => c.Id.ToString(CultureInfo.InvariantCulture) == call.Route("contextId"))
        ?? throw new JiraRefusal(404, "The custom field context was not found.");

    private static JiraOption Option(JiraContext context, string id) =>
        context.Options.FirstOrDefault(o => ThingJson.Text(o.Id) == id) ?? throw new JiraRefusal(404, $"The custom field option {id} was not found.");

    private sealed record MappedContext(JiraContext Context, JiraProject? Project);
}
