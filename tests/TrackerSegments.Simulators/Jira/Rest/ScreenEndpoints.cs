using System.Globalization;
using System.Text.Json;
using TrackerSegments.Simulators.Jira.Model;

namespace TrackerSegments.Simulators.Jira.Rest;

/// <summary>Screens: the default one for all projects, and one for each project.</summary>
internal static class ScreenEndpoints
{
    private const long DefaultScreen = 1;

    private const long Tab = 10_000;

    /// <summary>What only Jira Cloud has.</summary>
    public static IReadOnlyList<JiraEndpoint> Cloud { get; } =
    [
        new("GET", "/rest/api/3/field/{fieldId}/screens", ["startAt", "maxResults", "expand"], ScreensOfField),
    ];

    public static IReadOnlyList<JiraEndpoint> Of(string api) =>
    [
        new("GET", $"{api}/screens", ["startAt", "maxResults", "id", "queryString", "scope", "orderBy"], Screens),
        new("GET", $"{api}/screens/{{screenId}}/tabs", ["projectKey"], Tabs),
        new("GET", $"{api}/screens/{{screenId}}/tabs/{{tabId}}/fields", ["projectKey"], FieldsOfTab),
        new("POST", $"{api}/screens/{{screenId}}/tabs/{{tabId}}/fields", [], AddToTab),
        new("POST", $"{api}/screens/addToDefault/{{fieldId}}", [], AddToDefault),
    ];

    private static JiraAnswer Screens(JiraCall call)
    {
        call.DemandAdministrator();
        return Paged.Of(call, All(call), 100, (w, screen) => Write(w, screen, withTab: false));
    }

    private static JiraAnswer ScreensOfField(JiraCall call)
    {
        call.DemandAdministrator();
        var field = Field(call, call.Route("fieldId"));
        var on = All(call).Where(s => s.Project is null ? field.IsOnScreens : field.IsOnScreenOf(s.Project.Key)).ToList();
        return Paged.Of(call, on, 100, (w, screen) => Write(w, screen, withTab: true));
    }

    private static JiraAnswer Tabs(JiraCall call)
    {
        Screen(call);
        return JiraAnswer.Json(w =>
        {
            w.WriteStartArray();
            w.WriteStartObject();
            w.WriteNumber("id", Tab);
            w.WriteString("name", "Field Tab");
            w.WriteEndObject();
            w.WriteEndArray();
        });
    }

    private static JiraAnswer FieldsOfTab(JiraCall call)
    {
        var screen = Screen(call);
        return JiraAnswer.Json(w =>
        {
            w.WriteStartArray();
            foreach (var field in call.Data.Fields.Where(f => screen.Project is null ? f.IsOnScreens : f.IsOnScreenOf(screen.Project.Key)))
            {
                Write(w, field);
            }

            w.WriteEndArray();
        });
    }

    private static JiraAnswer AddToTab(JiraCall call)
    {
        var screen = Screen(call);
        var field = Field(call, JsonBody.Text(call.Body("fieldId"), "fieldId") ?? throw JiraRefusal.InvalidPayload);
        if (screen.Project is null ? field.IsOnScreens : field.IsOnScreenOf(screen.Project.Key))
        {
            throw new JiraRefusal(400, $"The field with id {field.Id} already exists on the screen.");
        }

        Put(call, screen, field);
        return JiraAnswer.Json(w => Write(w, field));
    }

    private static JiraAnswer AddToDefault(JiraCall call)
    {
        call.DemandAdministrator();
        Put(call, new(DefaultScreen, "Default Screen", null), Field(call, call.Route("fieldId")));
        return JiraAnswer.Json(w =>
        {
            w.WriteStartObject();
            w.WriteEndObject();
        });
    }

    private static void Put(JiraCall call, SimulatedScreen screen, JiraField field)
    {
        if (screen.Project is { } project)
        {
            call.Data.AddToScreen(field.Id, project.Key);
        }
        else
        {
            field.IsOnScreens = true;
        }
    }

    private static List<SimulatedScreen> All(JiraCall call) =>
    [
        new(DefaultScreen, "Default Screen", null),
        .. call.Data.Projects.Select(p => new SimulatedScreen(p.Id, $"{p.Key}: Scrum Default Issue Screen", p)),
    ];

    private static SimulatedScreen Screen(JiraCall call)
    {
        call.DemandAdministrator();
        return All(call).Find(s => s.Id.ToString(CultureInfo.InvariantCulture) == call.Route("screenId"))
            ?? throw new JiraRefusal(404, "The screen was not found.");
    }

    private static JiraField Field(JiraCall call, string id) =>
        call.Data.Fields.FirstOrDefault(f => f.Id == id) ?? throw new JiraRefusal(404, $"The field with id {id} was not found.");

    private static void Write(Utf8JsonWriter w, SimulatedScreen screen, bool withTab)
    {
        w.WriteStartObject();
        w.WriteNumber("id", screen.Id);
        w.WriteString("name", screen.Name);
        w.WriteString("description", "");
        if (withTab)
        {
            w.WriteStartObject("tab");
            w.WriteNumber("id", Tab);
            w.WriteString("name", "Field Tab");
            w.WriteEndObject();
        }

        w.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter w, JiraField field)
    {
        w.WriteStartObject();
        w.WriteString("id", field.Id);
        w.WriteString("name", field.Name);
        w.WriteEndObject();
    }

    private sealed record SimulatedScreen(long Id, string Name, JiraProject? Project);
}
