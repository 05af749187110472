using System.Globalization;
using TrackerSegments.Simulators.AzureDevOps.Model;

namespace TrackerSegments.Simulators.AzureDevOps.Wiql;

/// <summary>Makes tests of conditions on one field.</summary>
internal sealed class WiqlConditions(WiqlSurroundings surroundings, AzureField field)
{
    public WiqlTest Empty(bool isEmpty) => (item, revision) => AzureValues.Of(item, revision, field.ReferenceName) is null == isEmpty;

    public WiqlTest In(IReadOnlyList<object?> values, bool isIn)
    {
        var tests = values.Select(v => Compare("=", v)).ToArray();
        return (item, revision) => Array.Exists(tests, t => t(item, revision)) == isIn;
    }

    public WiqlTest Compare(string operation, object? operand)
    {
        if (operation.StartsWith("NOT ", StringComparison.Ordinal))
        {
            var positive = Compare(operation[4..], operand);
            return (item, revision) => !positive(item, revision);
        }

        switch (operation)
        {
            case "EVER":
                var equal = Compare("=", operand);
                return (item, _) => item.Revisions.Any(r => equal(item, r));
            case "CONTAINS":
                return Contains(AzureValues.Text(operand) ?? "");
            case "UNDER":
                return Under(AzureValues.Text(operand) ?? "");
            case "IN GROUP":
                var group = AzureValues.Text(operand) ?? "";
                return field.ReferenceName == AzureFieldNames.Type
                    ? (_, revision) => string.Equals(revision.Type.Category, group, StringComparison.OrdinalIgnoreCase)
                    : throw new WiqlException("TF51009: The IN GROUP operator needs the field Work Item Type.", field.Name);
            default:
                return operand is AzureField other ? CompareFields(operation, other) : CompareValue(operation, operand);
        }
    }

    private static bool Holds(string operation, int order) => operation switch
    {
        "=" => order == 0,
        "<>" => order != 0,
        "<" => order < 0,
        ">" => order > 0,
        "<=" => order <= 0,
        _ => order >= 0,
    };

    private WiqlTest Contains(string text)
    {
        if (field.Type is not ("string" or "plainText" or "html" or "history"))
        {
            throw new WiqlException($"TF51010: The CONTAINS operator cannot be used with the field {field.Name}.", text);
        }

        return field.ReferenceName == AzureFieldNames.Tags
            ? (_, revision) => Value(null, revision)?.Split("; ").Contains(text, StringComparer.OrdinalIgnoreCase) == true
            : (item, revision) => Value(item, revision)?.Contains(text, StringComparison.OrdinalIgnoreCase) == true;
    }

    private string? Value(AzureItem? item, AzureRevision revision) =>
        AzureValues.Text(item is null ? revision.Value(field.ReferenceName) : AzureValues.Of(item, revision, field.ReferenceName));

    private WiqlTest Under(string path)
    {
        if (field.Type != "treePath")
        {
            throw new WiqlException($"TF51012: The UNDER operator cannot be used with the field {field.Name}.", path);
        }

        var isArea = field.ReferenceName == AzureFieldNames.AreaPath;
        var node = surroundings.Data.Projects.Select(p => AzureData.FindNode(isArea ? p.Areas : p.Iterations, path)).FirstOrDefault(n => n is not null)
            ?? throw new WiqlException($"TF51011: The specified {(isArea ? "area" : "iteration")} path does not exist.", path);
        return (_, revision) => (isArea ? revision.Area : revision.Iteration).IsUnder(node);
    }

    private WiqlTest CompareFields(string operation, AzureField other) => (item, revision) => Holds(
        operation,
        string.Compare(Value(item, revision), AzureValues.Text(AzureValues.Of(item, revision, other.ReferenceName)), StringComparison.OrdinalIgnoreCase));

    private WiqlTest CompareValue(string operation, object? operand)
    {
        if (field.IsLong)
        {
            throw new WiqlException($"TF51013: The operator {operation} cannot be used with the field {field.Name}.", operation);
        }

        if (field.Type == "dateTime")
        {
            return CompareDate(operation, operand);
        }

        if (field.Type is "integer" or "double")
        {
            return CompareNumber(operation, AzureValues.Text(operand) ?? "");
        }

        if (operation is not ("=" or "<>") && field.Type is "boolean" or "treePath")
        {
            throw new WiqlException($"TF51014: The operator {operation} cannot be used with the field {field.Name}.", operation);
        }

        var text = operand is AzureUser user ? user.ToString() : AzureValues.Text(operand) ?? "";
        return (item, revision) => Holds(operation, Order(AzureValues.Of(item, revision, field.ReferenceName), text));
    }

    private static int Order(object? value, string text) => value is AzureUser user && (user.Name == text || user.UniqueName == text) ? 0
        : string.Compare(AzureValues.Text(value) ?? "", text, StringComparison.OrdinalIgnoreCase);

    private WiqlTest CompareNumber(string operation, string text)
    {
        if (text.Length == 0 && operation is "=" or "<>")
        {
            return Empty(operation == "=");
        }

        var wanted = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
            : throw new WiqlException($"TF51015: The value is not a number, which the field {field.Name} needs.", text);
        return (item, revision) => AzureValues.Of(item, revision, field.ReferenceName) switch
        {
            null => operation == "<>",
            var value => Holds(operation, Convert.ToDouble(value, CultureInfo.InvariantCulture).CompareTo(wanted)),
        };
    }

    private WiqlTest CompareDate(string operation, object? operand)
    {
        var text = AzureValues.Text(operand) ?? "";
        if (text.Length == 0 && operation is "=" or "<>")
        {
            return Empty(operation == "=");
        }

        if (operand is not DateTimeOffset wanted && !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out wanted))
        {
            throw new WiqlException("TF51016: The value is not a date.", text);
        }

        if (!surroundings.HasTimePrecision && wanted.UtcDateTime.TimeOfDay != TimeSpan.Zero)
        {
            throw new WiqlException("You cannot supply a time with the date when running a query using date precision.", text);
        }

        return (item, revision) => AzureValues.Of(item, revision, field.ReferenceName) switch
        {
            DateTimeOffset time => Holds(operation, (surroundings.HasTimePrecision ? time.UtcDateTime : time.UtcDateTime.Date).CompareTo(wanted.UtcDateTime)),
            _ => operation == "<>",
        };
    }
}
