using System.Globalization;
using System.Text.Json;
using TrackerSegments.Simulators.Jira.Model;

namespace TrackerSegments.Simulators.Jira.Rest;

/// <summary>Writes what issues refer to.</summary>
internal static class ThingJson
{
    public static void User(Utf8JsonWriter w, JiraCall call, JiraUser user, bool isWhole = false)
    {
        w.WriteStartObject();
        if (call.IsCloud)
        {
            w.WriteString("self", $"{call.Api}/user?accountId={user.AccountId}");
            w.WriteString("accountId", user.AccountId);
            w.WriteString("accountType", "atlassian");
        }
        else
        {
            w.WriteString("self", $"{call.Api}/user?username={Uri.EscapeDataString(user.Name)}");
            w.WriteString("key", $"JIRAUSER{user.AccountId[(user.AccountId.IndexOf(':', StringComparison.Ordinal) + 1)..]}");
            w.WriteString("name", user.Name);
        }

        w.WriteString("emailAddress", user.Email);
        Avatars(w, $"{call.Base}/secure/useravatar?ownerId={Uri.EscapeDataString(user.AccountId)}");
        w.WriteString("displayName", user.Name);
        w.WriteBoolean("active", value: true);
        w.WriteString("timeZone", user.TimeZone.Id);
        if (isWhole)
        {
            w.WriteString("locale", "en_US");
        }

        w.WriteEndObject();
    }

    public static void Project(Utf8JsonWriter w, JiraCall call, JiraProject project, bool isWhole)
    {
        w.WriteStartObject();
        if (isWhole)
        {
            w.WriteString("expand", "description,lead,issueTypes,url,projectKeys,permissions,insight");
        }

        w.WriteString("self", $"{call.Api}/project/{project.Id}");
        w.WriteString("id", Text(project.Id));
        w.WriteString("key", project.Key);
        w.WriteString("name", project.Name);
        w.WriteString("projectTypeKey", "software");
        if (call.IsCloud)
        {
            w.WriteBoolean("simplified", value: false);
            if (isWhole)
            {
                w.WriteString("style", "classic");
                w.WriteBoolean("isPrivate", value: false);
            }
        }

        Avatars(w, $"{call.Base}/secure/projectavatar?pid={Text(project.Id)}");
        if (isWhole)
        {
            w.WriteString("description", "");
            w.WriteStartArray("issueTypes");
            foreach (var type in call.Data.IssueTypes)
            {
                Type(w, call, type);
            }

            w.WriteEndArray();
            w.WriteStartArray("components");
            foreach (var component in call.Data.Components.Where(c => c.ProjectKey == project.Key))
            {
                Component(w, call, component);
            }

            w.WriteEndArray();
            w.WriteString("assigneeType", "UNASSIGNED");
        }

        w.WriteEndObject();
    }

    public static void Type(Utf8JsonWriter w, JiraCall call, JiraIssueType type)
    {
        w.WriteStartObject();
        w.WriteString("self", $"{call.Api}/issuetype/{type.Id}");
        w.WriteString("id", type.Id);
        w.WriteString("description", "");
        w.WriteString("iconUrl", call.IsCloud
            ? $"{call.Base}/rest/api/2/universal_avatar/view/type/issuetype/avatar/10300?size=medium"
            : $"{call.Base}/secure/viewavatar?size=xsmall&avatarId=10300&avatarType=issuetype");
        w.WriteString("name", type.Name);
        w.WriteBoolean("subtask", type.IsSubtask);
        w.WriteNumber("avatarId", 10_300);
        if (call.IsCloud)
        {
            w.WriteNumber("hierarchyLevel", type.Level);
        }

        w.WriteEndObject();
    }

    public static void Status(Utf8JsonWriter w, JiraCall call, JiraStatus status)
    {
        var (id, color, name) = status.Category switch
        {
            "new" => (2, "blue-gray", "To Do"),
            "done" => (3, "green", "Done"),
            _ => (4, "yellow", "In Progress"),
        };
        w.WriteStartObject();
        w.WriteString("self", $"{call.Api}/status/{status.Id}");
        w.WriteString("description", "");
        w.WriteString("iconUrl", $"{call.Base}/images/icons/statuses/generic.png");
        w.WriteString("name", status.Name);
        w.WriteString("id", status.Id);
        w.WriteStartObject("statusCategory");
        w.WriteString("self", $"{call.Api}/statuscategory/{Text(id)}");
        w.WriteNumber("id", id);
        w.WriteString("key", status.Category);
        w.WriteString("colorName", color);
        w.WriteString("name", name);
        w.WriteEndObject();
        w.WriteEndObject();
    }

    /// <summary>Issues carry no other priority than the middle one.</summary>
    public static void Priority(Utf8JsonWriter w, JiraCall call)
    {
        w.WriteStartObject();
        w.WriteString("self", $"{call.Api}/priority/3");
        w.WriteString("iconUrl", $"{call.Base}/images/icons/priorities/medium.svg");
        w.WriteString("name", "Medium");
        w.WriteString("id", "3");
        w.WriteEndObject();
    }

    public static void Component(Utf8JsonWriter w, JiraCall call, JiraComponent component)
    {
        w.WriteStartObject();
        w.WriteString("self", $"{call.Api}/component/{component.Id}");
        w.WriteString("id", component.Id);
        w.WriteString("name", component.Name);
        w.WriteEndObject();
    }

    /// <summary>An option as a value of an issue; of a cascading field with the child in it.</summary>
    public static void Option(Utf8JsonWriter w, JiraCall call, JiraOption option, JiraOption? child = null)
    {
        w.WriteStartObject();
        w.WriteString("self", $"{call.Api}/customFieldOption/{Text(option.Id)}");
        w.WriteString("value", option.Value);
        w.WriteString("id", Text(option.Id));
        if (!call.IsCloud)
        {
            w.WriteBoolean("disabled", option.IsDisabled);
        }

        if (child is not null)
        {
            w.WritePropertyName("child");
            Option(w, call, child);
        }

        w.WriteEndObject();
    }

    public static void Schema(Utf8JsonWriter w, JiraField field)
    {
        w.WriteStartObject("schema");
        w.WriteString("type", field.SchemaType);
        if (field.Items is not null)
        {
            w.WriteString("items", field.Items);
        }

        if (field.IsCustom)
        {
            w.WriteString("custom", field.Custom);
            w.WriteNumber("customId", field.CustomId);
        }
        else
        {
            w.WriteString("system", field.Id);
        }

        w.WriteEndObject();
    }

    public static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static void Avatars(Utf8JsonWriter w, string address)
    {
        w.WriteStartObject("avatarUrls");
        w.WriteString("48x48", address);
        w.WriteString("24x24", $"{address}&size=small");
        w.WriteString("16x16", $"{address}&size=xsmall");
        w.WriteString("32x32", $"{address}&size=medium");
        w.WriteEndObject();
    }
}
