using System.Globalization;
using TrackerSegments.Simulators.Jira.Model;

namespace TrackerSegments.Simulators.Jira.Jql;

/// <summary>What a single clause means.</summary>
internal sealed class JqlClauses(JiraData data, JiraUser user)
{
    public Func<JiraIssue, bool> Predicate(JqlNode.Clause clause) => clause.Field.ToUpperInvariant() switch
    {
        "PROJECT" => Among(clause, ProjectIds(clause), i => i.Project.Id),
        "ISSUETYPE" or "TYPE" => Among(clause, Named(clause, data.IssueTypes, t => t.Id, t => t.Name), i => i.Type.Id),
        "STATUS" => Among(clause, Named(clause, data.Statuses, s => s.Id, s => s.Name), i => i.Status.Id),
        "STATUSCATEGORY" => Among(clause, Categories(clause), i => i.Status.Category),
        "KEY" or "ISSUEKEY" or "ISSUE" or "ID" => Keys(clause),
        "PARENT" => Parents(clause),
        "LABELS" => Texts(clause, i => i.Labels),
        "COMPONENT" => Texts(clause, i => [.. i.Components.Select(c => c.Name), .. i.Components.Select(c => c.Id)]),
        "RESOLUTION" => Texts(clause, i => i.Resolution is null ? [] : [i.Resolution]),
        "SUMMARY" => Contains(clause, i => i.Summary),
        "CREATED" or "CREATEDDATE" => Date(clause, i => i.Created),
        "UPDATED" or "UPDATEDDATE" => Date(clause, i => i.Updated),
        "RESOLVED" or "RESOLUTIONDATE" => Date(clause, i => i.Resolved),
        _ => Custom(clause),
    };

    /// <summary>Where the issues of a clause are to be found; null where it does not say.</summary>
    public JqlPlace? Place(JqlNode.Clause clause)
    {
        switch (clause.Field.ToUpperInvariant(), clause.Operator)
        {
            case ("KEY" or "ISSUEKEY" or "ISSUE" or "ID", "=" or "in"):
                var ids = IssueIds(clause);
                return new(0, _ => ids);
            case ("PARENT" or "EPIC LINK", "=" or "in") when !clause.Operands.Any(o => o.IsEmpty):
                var parents = IssueIds(clause);
                return new(1, set => parents.SelectMany(set.ChildrenOf));
            case ("UPDATED" or "UPDATEDDATE", ">" or ">="):
                var since = DateOf(clause);
                return new(2, set => set.UpdatedSince(since));
            case ("PROJECT", "=" or "in"):
                var keys = data.Projects.Where(p => ProjectIds(clause).Contains(p.Id)).Select(p => p.Key).ToList();
                return new(4, set => keys.SelectMany(set.OfProject));
            default:
                return FieldOf(clause.Field)?.Type == JiraFieldType.EpicLink ? Place(clause with { Field = "Epic Link" }) : null;
        }
    }

    private static Func<JiraIssue, bool> Among<T>(JqlNode.Clause clause, HashSet<T> wanted, Func<JiraIssue, T> value) => clause.Operator switch
    {
        "=" or "in" => issue => wanted.Contains(value(issue)),
        "!=" or "not in" => issue => !wanted.Contains(value(issue)),
        "is" => _ => false,
        "is not" => _ => true,
        _ => throw Unsupported(clause),
    };

    private static HashSet<string> Named<T>(JqlNode.Clause clause, IReadOnlyList<T> things, Func<T, string> id, Func<T, string> name)
    {
        HashSet<string> ids = new(StringComparer.Ordinal);
        foreach (var operand in clause.Operands.Where(o => !o.IsEmpty))
        {
            var found = things.Where(t => string.Equals(name(t), operand.Text, StringComparison.OrdinalIgnoreCase) || id(t) == operand.Text).ToList();
            if (found.Count == 0)
            {
                throw Unknown(clause, operand);
            }

            ids.UnionWith(found.Select(id));
        }

        return ids;
    }

    private static HashSet<string> Categories(JqlNode.Clause clause)
    {
        (string Key, string Name, string Id)[] known = [("new", "To Do", "2"), ("indeterminate", "In Progress", "4"), ("done", "Done", "3")];
        return Named(clause, known, c => c.Key, c => c.Name);
    }

    private static Func<JiraIssue, bool> Texts(JqlNode.Clause clause, Func<JiraIssue, IReadOnlyList<string>> value)
    {
        var wanted = clause.Operands.Where(o => !o.IsEmpty).Select(o => o.Text).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var wantsEmpty = clause.Operands.Any(o => o.IsEmpty);
        bool IsFound(JiraIssue issue) => value(issue) is { Count: > 0 } texts ? texts.Any(wanted.Contains) : wantsEmpty;
        return clause.Operator switch
        {
            "=" or "in" or "is" => IsFound,
            // Jira finds no issue without a value by != and not in.
            "!=" or "not in" => issue => value(issue).Count > 0 && !IsFound(issue),
            "is not" => issue => value(issue).Count > 0,
            "~" or "!~" => Contains(clause, issue => string.Join(' ', value(issue))),
            _ => throw Unsupported(clause),
        };
    }

    private static Func<JiraIssue, bool> Contains(JqlNode.Clause clause, Func<JiraIssue, string> value)
    {
        var words = clause.Operands[0].Text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => w.Trim('"', '*', '?')).ToArray();
        bool IsFound(JiraIssue issue) => Array.TrueForAll(words, w => value(issue).Contains(w, StringComparison.OrdinalIgnoreCase));
        return clause.Operator switch
        {
            "~" => IsFound,
            "!~" => issue => !IsFound(issue),
            "is" => issue => value(issue).Length == 0,
            "is not" => issue => value(issue).Length > 0,
            _ => throw Unsupported(clause),
        };
    }

    private static JqlException Unsupported(JqlNode.Clause clause) =>
        new($"The operator '{clause.Operator}' is not supported by the '{clause.Field}' field.");

    private static JqlException Unknown(JqlNode.Clause clause, JqlOperand operand) =>
        new($"The value '{operand.Text}' does not exist for the field '{clause.Field}'.");

    private HashSet<long> ProjectIds(JqlNode.Clause clause)
    {
        HashSet<long> ids = [];
        foreach (var operand in clause.Operands.Where(o => !o.IsEmpty))
        {
            var project = data.Projects.FirstOrDefault(p => user.May(JiraPermissions.Browse, p.Key)
                && (string.Equals(p.Key, operand.Text, StringComparison.OrdinalIgnoreCase)
                    || string.Equals(p.Name, operand.Text, StringComparison.OrdinalIgnoreCase)
                    || p.Id.ToString(CultureInfo.InvariantCulture) == operand.Text));
            ids.Add(project?.Id ?? throw Unknown(clause, operand));
        }

        return ids;
    }

    private Func<JiraIssue, bool> Keys(JqlNode.Clause clause)
    {
        if (clause.Operator is "=" or "!=" or "in" or "not in")
        {
            return Among(clause, IssueIds(clause).ToHashSet(), i => i.Id);
        }

        var text = clause.Operands[0].Text;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return Compared(clause, i => i.Id.CompareTo(id));
        }

        var dash = text.LastIndexOf('-');
        if (dash <= 0 || !int.TryParse(text.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            throw new JqlException($"The issue key '{text}' for field '{clause.Field}' is invalid.");
        }

        var isGreater = Compared(clause, i => i.Number.CompareTo(number));
        return issue => string.Equals(issue.Project.Key, text[..dash], StringComparison.OrdinalIgnoreCase) && isGreater(issue);
    }

    private static Func<JiraIssue, bool> Compared(JqlNode.Clause clause, Func<JiraIssue, int> compare) => clause.Operator switch
    {
        ">" => i => compare(i) > 0,
        ">=" => i => compare(i) >= 0,
        "<" => i => compare(i) < 0,
        "<=" => i => compare(i) <= 0,
        "=" => i => compare(i) == 0,
        "!=" => i => compare(i) != 0,
        _ => throw Unsupported(clause),
    };

    private List<long> IssueIds(JqlNode.Clause clause)
    {
        List<long> ids = [];
        foreach (var operand in clause.Operands.Where(o => !o.IsEmpty))
        {
            if (data.Find(operand.Text) is { } issue && user.May(JiraPermissions.Browse, issue.Project.Key))
            {
                ids.Add(issue.Id);
                continue;
            }

            var isKnownTo = clause.Field.ToUpperInvariant() is "KEY" or "ISSUEKEY" or "ISSUE" or "ID";
            var isNumber = operand.Text.All(char.IsAsciiDigit);
            throw !isKnownTo ? Unknown(clause, operand)
                : isNumber ? new JqlException($"A value with ID '{operand.Text}' does not exist for the field '{clause.Field}'.")
                : new JqlException($"An issue with key '{operand.Text}' does not exist for field '{clause.Field}'.");
        }

        return ids;
    }

    private Func<JiraIssue, bool> Parents(JqlNode.Clause clause)
    {
        var wantsEmpty = clause.Operands.Any(o => o.IsEmpty);
        var wanted = IssueIds(clause).ToHashSet();
        bool IsFound(JiraIssue issue) => issue.ParentId is { } parent ? wanted.Contains(parent) : wantsEmpty;
        return clause.Operator switch
        {
            "=" or "in" or "is" => IsFound,
            "!=" or "not in" or "is not" => issue => !IsFound(issue),
            _ => throw Unsupported(clause),
        };
    }

    private Func<JiraIssue, bool> Date(JqlNode.Clause clause, Func<JiraIssue, DateTimeOffset?> value)
    {
        if (clause.Operator is "is" or "is not")
        {
            var isEmpty = clause.Operator == "is";
            return issue => value(issue) is null == isEmpty;
        }

        var date = DateOf(clause);
        var compared = Compared(clause, issue => value(issue) is { } time ? time.CompareTo(date) : 0);
        return issue => value(issue) is not null && compared(issue);
    }

    private DateTimeOffset DateOf(JqlNode.Clause clause) =>
        JqlDates.Parse(clause.Operands[0], user.TimeZone, data.Now)
        ?? throw new JqlException($"Date value '{clause.Operands[0].Text}' for field '{clause.Field}' is invalid. Valid formats include: 'yyyy/MM/dd HH:mm', 'yyyy-MM-dd HH:mm', 'yyyy/MM/dd', 'yyyy-MM-dd', or a period format e.g. '-5d', '4w 2d'.");

    private JiraField? FieldOf(string name) =>
        name.StartsWith("cf[", StringComparison.OrdinalIgnoreCase) && name.EndsWith(']')
            ? data.FindField($"customfield_{name[3..^1]}")
            : data.FindField(name);

    private Func<JiraIssue, bool> Custom(JqlNode.Clause clause)
    {
        if (FieldOf(clause.Field) is not { IsCustom: true } field)
        {
            throw new JqlException($"Field '{clause.Field}' does not exist or you do not have permission to view it.");
        }

        if (field.Type == JiraFieldType.EpicLink)
        {
            var wanted = IssueIds(clause).ToHashSet();
            var wantsEmpty = clause.Operands.Any(o => o.IsEmpty);
            bool IsLinked(JiraIssue issue) => issue.ValueOf(field.Id) is JiraEpicLink link ? link.Id is { } id && wanted.Contains(id) : wantsEmpty;
            return clause.Operator is "=" or "in" or "is" ? IsLinked : issue => issue.ValueOf(field.Id) is not null == wantsEmpty || !IsLinked(issue);
        }

        if (field.IsNumber && clause.Operator is not ("is" or "is not"))
        {
            return decimal.TryParse(clause.Operands[0].Text, CultureInfo.InvariantCulture, out var number)
                ? issue => issue.ValueOf(field.Id) is decimal value && Compared(clause, _ => value.CompareTo(number))(issue)
                : throw Unknown(clause, clause.Operands[0]);
        }

        return Texts(OptionsOf(field, clause), i => i.TextsOf(field.Id));
    }

    /// <summary>The clause with options by name, where it names them by id.</summary>
    private static JqlNode.Clause OptionsOf(JiraField field, JqlNode.Clause clause)
    {
        if (!field.HasOptions || clause.Operator is "~" or "!~")
        {
            return clause;
        }

        var known = field.Contexts.SelectMany(c => c.Options).ToList();
        return clause with
        {
            Operands = [.. clause.Operands.Select(operand => operand.IsEmpty ? operand
                : known.Find(o => string.Equals(o.Value, operand.Text, StringComparison.OrdinalIgnoreCase)
                    || o.Id.ToString(CultureInfo.InvariantCulture) == operand.Text) is { } option
                    ? operand with { Text = option.Value }
                    : throw new JqlException($"The option '{operand.Text}' for field '{clause.Field}' does not exist."))],
        };
    }
}
