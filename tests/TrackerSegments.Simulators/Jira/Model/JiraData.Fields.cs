using System.Globalization;

namespace TrackerSegments.Simulators.Jira.Model;

/// <content>Fields, contexts and options.</content>
public sealed partial class JiraData
{
    /// <summary>Adds a field with one context for all projects; its options are those named. Options of a cascading field are "Parent" and "Parent > Child".</summary>
    public JiraField AddField(string name, JiraFieldType type, params string[] options)
    {
        var field = NewField(name, type, isOnScreens: true);
        if (!field.HasOptions)
        {
            return field;
        }

        var context = AddContext(field, $"Default Configuration Scheme for {name}", [], []);
        foreach (var option in options)
        {
            var parts = option.Split('>', StringSplitOptions.TrimEntries);
            var parent = context.Options.FirstOrDefault(o => o.Parent is null && o.Value == parts[0]) ?? AddOption(context, parts[0], null);
            if (parts.Length > 1)
            {
                AddOption(context, parts[1], parent);
            }
        }

        return field;
    }

    /// <summary>A context of a field for some projects only, with options of its own.</summary>
    public JiraContext AddContext(JiraField field, string name, IEnumerable<string> projectKeys, IEnumerable<string> issueTypeIds)
    {
        lock (gate)
        {
            var context = new JiraContext(++lastId, name)
            {
                Projects = projectKeys.ToHashSet(StringComparer.Ordinal),
                IssueTypes = issueTypeIds.ToHashSet(StringComparer.Ordinal),
            };
            field.Contexts = [.. field.Contexts, context];
            return context;
        }
    }

    public JiraOption AddOption(JiraContext context, string value, JiraOption? parent)
    {
        lock (gate)
        {
            var option = new JiraOption(++lastId, value, parent);
            context.Options = [.. context.Options, option];
            return option;
        }
    }

    public void DisableOption(string field, string option, bool isDisabled = true)
    {
        foreach (var known in Field(field).Contexts.SelectMany(c => c.Options).Where(o => o.Value == option))
        {
            known.IsDisabled = isDisabled;
        }
    }

    public void RenameOption(string field, string option, string to)
    {
        foreach (var known in Field(field).Contexts.SelectMany(c => c.Options).Where(o => o.Value == option))
        {
            known.Value = to;
        }
    }

    /// <summary>Takes an option away, from every issue too.</summary>
    public void RemoveOption(string field, string option)
    {
        var found = Field(field);
        foreach (var issue in Issues.Where(i => i.TextsOf(found.Id).Contains(option, StringComparer.Ordinal)))
        {
            Edit(issue.Key, found.Id, [.. issue.TextsOf(found.Id).Where(t => t != option)]);
        }

        lock (gate)
        {
            foreach (var context in found.Contexts)
            {
                context.Options = [.. context.Options.Where(o => o.Value != option)];
            }
        }
    }

    public void RemoveFromScreen(string field, string projectKey) => Field(field).OffScreensOf.Add(projectKey);

    public void AddToScreen(string field, string projectKey)
    {
        Field(field).OffScreensOf.Remove(projectKey);
        Field(field).OnScreensOf.Add(projectKey);
    }

    public void RemoveField(string field)
    {
        var id = Field(field).Id;
        lock (gate)
        {
            fields.Remove(id);
        }
    }

    public void RenameField(string field, string name) => Field(field).Name = name;

    /// <summary>A field by its id or name.</summary>
    public JiraField Field(string nameOrId) =>
        FindField(nameOrId) ?? throw new ArgumentException($"The simulated Jira has no field {nameOrId}.", nameof(nameOrId));

    internal JiraField? FindField(string nameOrId)
    {
        lock (gate)
        {
            return fields.TryGetValue(nameOrId, out var field)
                ? field
                : fields.Values.FirstOrDefault(f => string.Equals(f.Name, nameOrId, StringComparison.OrdinalIgnoreCase));
        }
    }

    internal IReadOnlyList<JiraField> FieldsNamed(string name) =>
        [.. Fields.Where(f => string.Equals(f.Name, name, StringComparison.OrdinalIgnoreCase))];

    internal JiraField NewField(string name, JiraFieldType type, bool isOnScreens)
    {
        lock (gate)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"customfield_{++lastId}");
            return fields[id] = new(id, name, type) { IsOnScreens = isOnScreens };
        }
    }
}
