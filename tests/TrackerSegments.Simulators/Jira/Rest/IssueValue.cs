using System.Globalization;
using System.Text.Json;
using TrackerSegments.Simulators.Jira.Model;

namespace TrackerSegments.Simulators.Jira.Rest;

/// <summary>A value that a field does not take; the message is what Jira says.</summary>
internal sealed class IssueValueException(string message) : Exception(message);

/// <summary>Reads the value of one field of one issue from an edit.</summary>
internal sealed class IssueValue(JiraData data, JiraField field, JiraIssue issue)
{
    public static bool IsEditable(JiraField field) => field.Type is not (JiraFieldType.ReadOnly or JiraFieldType.Seconds)
        && (field.Type != JiraFieldType.System || field.Id is "summary" or "parent");

    /// <summary>What an operation does to the issue.</summary>
    public Func<JiraIssue, JiraIssue> Change(string operation, JsonElement value)
    {
        if (field.IsMultiOption)
        {
            return List(operation, value, Option, i => i.ValueOf(field.Id) as IReadOnlyList<JiraOption> ?? [], (i, all) => JiraData.WithValue(i, field.Id, all.Count == 0 ? null : all.ToArray()));
        }

        return field.Type switch
        {
            JiraFieldType.Labels when field.IsCustom => List(
                operation, value, Label, i => i.TextsOf(field.Id), (i, all) => JiraData.WithValue(i, field.Id, all.Count == 0 ? null : all.ToArray())),
            JiraFieldType.Labels => List(operation, value, Label, i => i.Labels, (i, all) => i with { Labels = [.. all] }),
            JiraFieldType.Components => List(operation, value, Component, i => i.Components, (i, all) => i with { Components = [.. all] }),
            _ when operation != "set" => throw new IssueValueException($"Field with id '{field.Id}' and name '{field.Name}' does not support operation '{operation}' Supported operation(s) are: 'set'"),
            _ => Single(value),
        };
    }

    /// <summary>The option that is meant by id or value; one that is disabled can only stay where it is.</summary>
    public JiraOption Option(JsonElement value) => Option(value, null);

    private static Func<JiraIssue, JiraIssue> List<T>(
        string operation, JsonElement value, Func<JsonElement, T> read, Func<JiraIssue, IReadOnlyList<T>> current, Func<JiraIssue, List<T>, JiraIssue> with)
    {
        switch (operation)
        {
            case "set" when value.ValueKind == JsonValueKind.Null:
                return i => with(i, []);
            case "set":
                var all = value.ValueKind == JsonValueKind.Array
                    ? value.EnumerateArray().Select(read).Distinct().ToList()
                    : throw new IssueValueException("data was not an array");
                return i => with(i, all);
            case "add":
                var added = read(value);
                return i => current(i).Contains(added) ? i : with(i, [.. current(i), added]);
            default:
                var removed = read(value);
                return i => with(i, [.. current(i).Where(v => !EqualityComparer<T>.Default.Equals(v, removed))]);
        }
    }

    private static string Label(JsonElement value)
    {
        var label = value.ValueKind == JsonValueKind.String ? value.GetString()! : throw new IssueValueException("Operation value must be a string");
        return label.Length > 255 ? throw new IssueValueException($"The label '{label}' exceeds the maximum length of 255 characters.")
            : label.Any(char.IsWhiteSpace) ? throw new IssueValueException($"The label '{label}' contains spaces which is invalid.")
            : label;
    }

    private Func<JiraIssue, JiraIssue> Single(JsonElement value)
    {
        if (field.Id == "summary")
        {
            var text = Text(value);
            return string.IsNullOrWhiteSpace(text) ? throw new IssueValueException("You must specify a summary of the issue.") : i => i with { Summary = text };
        }

        if (field.Id == "parent")
        {
            return Parent(value);
        }

        var read = value.ValueKind == JsonValueKind.Null ? null : Read(value);
        return i => JiraData.WithValue(i, field.Id, read);
    }

    private object? Read(JsonElement value) => field.Type switch
    {
        JiraFieldType.Select or JiraFieldType.RadioButtons => Option(value),
        JiraFieldType.Cascading => Cascade(value),
        JiraFieldType.Number or JiraFieldType.StoryPointEstimate => value.ValueKind == JsonValueKind.Number
            ? value.GetDecimal() : throw new IssueValueException("Operation value must be a number"),
        JiraFieldType.EpicLink => data.Find(Text(value)) is { } epic
            ? new JiraEpicLink(epic.Id, epic.Key) : throw new IssueValueException($"Issue does not exist or you do not have permission to see it: {Text(value)}"),
        _ => Text(value) is { Length: > 0 and <= 255 } text ? text : Text(value).Length == 0 ? null : throw new IssueValueException("The entered text is too long. It exceeds the allowed limit of 255 characters."),
    };

    private JiraCascade Cascade(JsonElement value)
    {
        var parent = Option(Only(value, "child"), null);
        return new(parent, value.TryGetProperty("child", out var child) && child.ValueKind != JsonValueKind.Null ? Option(child, parent) : null);
    }

    private static JsonElement Only(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object || value.TryGetProperty(name, out _) ? value : throw new IssueValueException("Could not find valid 'id' or 'value' in the Parent Option object.");

    private Func<JiraIssue, JiraIssue> Parent(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            return i => i with { ParentId = null };
        }

        var parent = value.ValueKind == JsonValueKind.Object && (JsonBody.Text(value, "key") ?? JsonBody.Text(value, "id")) is { } key ? data.Find(key) : null;
        return parent is null ? throw new IssueValueException("Could not find issue by id or key.") : i => i with { ParentId = parent.Id };
    }

    private JiraComponent Component(JsonElement value)
    {
        var (id, name) = value.ValueKind == JsonValueKind.Object ? (JsonBody.Text(value, "id"), JsonBody.Text(value, "name")) : (null, null);
        return data.Components.FirstOrDefault(c => c.ProjectKey == issue.Project.Key && (c.Id == id || (id is null && c.Name == name)))
            ?? throw new IssueValueException(id is null ? $"Component name '{name}' is not valid" : $"Component id '{id}' is not valid");
    }

    private JiraOption Option(JsonElement value, JiraOption? parent)
    {
        if (value.ValueKind != JsonValueKind.Object || (!value.TryGetProperty("id", out _) && !value.TryGetProperty("value", out _)))
        {
            throw new IssueValueException($"Specify a valid 'id' or 'name' for {field.Name}");
        }

        var known = field.OptionsOf(issue.Project.Key).Where(o => o.Parent == parent && (!o.IsDisabled || IsSet(o))).ToList();
        return JsonBody.Text(value, "id") is { } id
            ? known.Find(o => o.Id.ToString(CultureInfo.InvariantCulture) == id) ?? throw new IssueValueException($"Option id '{id}' is not valid")
            : known.Find(o => o.Value == JsonBody.Text(value, "value")) ?? throw new IssueValueException($"Option value '{JsonBody.Text(value, "value")}' is not valid");
    }

    private bool IsSet(JiraOption option) => issue.ValueOf(field.Id) switch
    {
        JiraOption one => one == option,
        JiraCascade cascade => cascade.Parent == option || cascade.Child == option,
        IReadOnlyList<JiraOption> all => all.Contains(option),
        _ => false,
    };

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Null => "",
        _ => throw new IssueValueException("Operation value must be a string"),
    };
}
