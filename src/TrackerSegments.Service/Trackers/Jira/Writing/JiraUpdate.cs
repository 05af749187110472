using Newtonsoft.Json.Linq;

namespace TrackerSegments.Service.Trackers.Jira;

/// <summary>What is to be done to the segment field of one issue, in Jira's own values.</summary>
/// <param name="Add">Values to add.</param>
/// <param name="Remove">Values to remove, as Jira holds them.</param>
/// <param name="Result">What the field holds afterwards, where nobody else changes it.</param>
internal sealed record JiraUpdate(IReadOnlyList<JiraValue> Add, IReadOnlyList<JiraValue> Remove, IReadOnlyList<JiraValue> Result)
{
    /// <summary>Whether a field of a kind holds one value, so that it is set instead of added to.</summary>
    public static bool HoldsOne(JiraFieldKind kind) => kind is JiraFieldKind.Select or JiraFieldKind.Cascading or JiraFieldKind.Text;

    public static JiraUpdate Of(IReadOnlyList<JiraValue> current, IReadOnlyList<JiraValue> add, IReadOnlyList<string> remove)
    {
        var removed = current.Where(v => remove.Contains(v.Text, StringComparer.OrdinalIgnoreCase)).ToList();
        return new(add, removed, [.. current.Except(removed), .. add]);
    }

    /// <summary>The body of an edit of one issue. Where a field holds several values, no other than these is touched.</summary>
    public JObject ToBody(JiraField field)
    {
        if (HoldsOne(field.Kind))
        {
            return new() { ["fields"] = new JObject { [field.Id] = Result.Count == 0 ? JValue.CreateNull() : Written(Result[0], field.Kind) } };
        }

        var operations = Add.Select(v => new JObject { ["add"] = Written(v, field.Kind) })
            .Concat(Remove.Select(v => new JObject { ["remove"] = Written(v, field.Kind) }));
        return new() { ["update"] = new JObject { [field.Id] = new JArray(operations) } };
    }

    private static JToken Written(JiraValue value, JiraFieldKind kind) => kind switch
    {
        JiraFieldKind.Labels or JiraFieldKind.Text => value.Raw,
        JiraFieldKind.Components or JiraFieldKind.Versions => new JObject { ["name"] = value.Raw },
        JiraFieldKind.Cascading when value is { OptionId: { } parent, ChildId: { } child } =>
            new JObject { ["id"] = parent, ["child"] = new JObject { ["id"] = child } },
        _ when value.OptionId is { } id => new JObject { ["id"] = id },
        _ => new JObject { ["value"] = value.Raw },
    };
}
