using System.Globalization;

namespace TrackerSegments.Simulators.AzureDevOps.Model;

/// <content>Values of fields.</content>
public sealed partial class AzureData
{
    private static readonly char[] TagSeparators = [';', ','];

    /// <summary>The revision with a field set to a value that fits it; texts are read as the field's type wants.</summary>
    /// <exception cref="AzureValueException">The value does not fit the field.</exception>
    internal AzureRevision With(AzureRevision revision, AzureField field, object? value)
    {
        var text = AzureValues.Text(value);
        switch (field.ReferenceName)
        {
            case AzureFieldNames.Title:
                return revision with { Title = text ?? "" };
            case AzureFieldNames.State:
                return revision with { State = revision.Type.FindState(text ?? "")?.Name ?? throw NotListed(field, text) };
            case AzureFieldNames.AreaPath:
                return revision with { Area = FindNode(revision.Project.Areas, text ?? "") ?? throw NoPath("Area Path", text) };
            case AzureFieldNames.IterationPath:
                return revision with { Iteration = FindNode(revision.Project.Iterations, text ?? "") ?? throw NoPath("Iteration Path", text) };
            case AzureFieldNames.Tags:
                return revision.WithValue(AzureFieldNames.Tags, TagsOf(text ?? ""));
            case AzureFieldNames.AssignedTo:
                return revision.WithValue(AzureFieldNames.AssignedTo, string.IsNullOrWhiteSpace(text) ? null : value as AzureUser ?? Identity(text));
            default:
                return revision.WithValue(field.ReferenceName, Typed(field, value));
        }
    }

    /// <summary>Tags as they are kept: trimmed, each once in any case, in the spelling the organization knows, in order.</summary>
    internal string? TagsOf(string text)
    {
        lock (gate)
        {
            var wanted = text.Split(TagSeparators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .Select(t => tags.TryGetValue(t, out var known) ? known : tags[t] = t)
                .Order(StringComparer.OrdinalIgnoreCase).ToList();
            return wanted.Count == 0 ? null : string.Join("; ", wanted);
        }
    }

    private static object? Typed(AzureField field, object? value)
    {
        var text = AzureValues.Text(value);
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        return field.Type switch
        {
            "double" => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : throw NotOfType(field),
            "integer" => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var whole) && whole == Math.Floor(whole) ? (int)whole : throw NotOfType(field),
            "boolean" => bool.TryParse(text, out var flag) ? flag : throw NotOfType(field),
            "dateTime" => value is DateTimeOffset time ? time
                : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time) ? time : throw NotOfType(field),
            _ => text,
        };
    }

    private static AzureValueException NotOfType(AzureField field) =>
        new($"The value for field '{field.Name}' is not of the type {field.Type}.", field.ReferenceName, "InvalidType");

    private static AzureValueException NotListed(AzureField field, string? text) =>
        new($"The field '{field.Name}' contains the value '{text}' that is not in the list of supported values", field.ReferenceName, "LimitedToValues, InvalidListValue");

    private static AzureValueException NoPath(string name, string? text) =>
        new($"TF401347: Invalid tree name given for work item. {name}: '{text}'.", name == "Area Path" ? AzureFieldNames.AreaPath : AzureFieldNames.IterationPath, "InvalidPath");

    private AzureUser Identity(string text) => FindUser(u => text.Contains(u.UniqueName, StringComparison.OrdinalIgnoreCase) || u.Name == text)
        ?? throw new AzureValueException($"The identity value '{text}' for field 'Assigned To' is an unknown identity.", AzureFieldNames.AssignedTo, "InvalidIdentity");

    private AzureRevision First(AzureNewItem wanted)
    {
        var type = FindType(wanted.Project.Process, wanted.Type)
            ?? throw new ArgumentException($"The project {wanted.Project} has no type {wanted.Type}.", nameof(wanted));
        var revision = new AzureRevision
        {
            Number = 1,
            Project = wanted.Project,
            Type = type,
            Area = wanted.Area ?? wanted.Project.Areas,
            Iteration = wanted.Iteration ?? wanted.Project.Iterations,
            Title = wanted.Title,
            State = wanted.State is { } state ? type.State(state).Name : type.States[0].Name,
            ChangedDate = Milliseconds(wanted.Created ?? Now),
            ChangedBy = wanted.Author ?? Robot,
            Parent = wanted.Parent,
        };
        return wanted.Values.Aggregate(revision, (r, value) => With(r, Field(value.Field), value.Value));
    }
}

/// <summary>A value that does not fit its field.</summary>
internal sealed class AzureValueException(string message, string reference, string flags) : Exception(message)
{
    /// <summary>The field's reference name.</summary>
    public string Reference => reference;

    public string Flags => flags;
}
