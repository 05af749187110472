using TrackerSegments.Simulators.Jira.Model;

namespace TrackerSegments.Simulators.Jira.Jql;

/// <summary>Makes a query of a tree: names become things of the site, and what is not there is refused as Jira refuses it.</summary>
internal sealed class JqlCompiler(JiraData data, JiraUser user)
{
    private readonly JqlClauses clauses = new(data, user);

    public JqlQuery Compile(string jql)
    {
        var tree = JqlParser.Parse(jql);
        var where = tree.Where is null ? _ => true : Predicate(tree.Where);
        return new()
        {
            Matches = issue => user.May(JiraPermissions.Browse, issue.Project.Key) && where(issue),
            Candidates = tree.Where is null ? null : Candidates(tree.Where),
            Order = Order(tree.Order),
            IsBounded = tree.Where is not null,
        };
    }

    private static Comparison<JiraIssue>? Order(IReadOnlyList<(string Field, bool IsDescending)> order)
    {
        var parts = order.Select(o => (Compare: JqlOrder.By(o.Field), Sign: o.IsDescending ? -1 : 1)).ToList();
        return parts.Count == 0 ? null : (a, b) =>
        {
            foreach (var (compare, sign) in parts)
            {
                if (compare(a, b) is not 0 and var difference)
                {
                    return sign * Math.Sign(difference);
                }
            }

            return a.Id.CompareTo(b.Id);
        };
    }

    private Func<JiraIssue, bool> Predicate(JqlNode node)
    {
        switch (node)
        {
            case JqlNode.And and:
                var all = and.Parts.Select(Predicate).ToArray();
                return issue => Array.TrueForAll(all, p => p(issue));
            case JqlNode.Or or:
                var any = or.Parts.Select(Predicate).ToArray();
                return issue => Array.Exists(any, p => p(issue));
            case JqlNode.Not not:
                var part = Predicate(not.Part);
                return issue => !part(issue);
            case JqlNode.Clause clause:
                return clauses.Predicate(clause);
            default:
                throw new InvalidOperationException("A query has a part of an unknown kind.");
        }
    }

    /// <summary>The narrowest place to look, of the clauses that all have to hold.</summary>
    private Func<JiraIssueSet, IEnumerable<long>>? Candidates(JqlNode node)
    {
        IReadOnlyList<JqlNode> parts = node is JqlNode.And and ? and.Parts : [node];
        var places = parts.Select(p => p switch
        {
            JqlNode.Clause clause => clauses.Place(clause),
            JqlNode.And or JqlNode.Or => Union(p),
            _ => null,
        });
        return places.OfType<JqlPlace>().OrderBy(p => p.Rank).FirstOrDefault()?.Ids;
    }

    private JqlPlace? Union(JqlNode node)
    {
        if (node is not JqlNode.Or or)
        {
            return Candidates(node) is { } ids ? new(3, ids) : null;
        }

        var places = or.Parts.Select(p => Candidates(p)).ToList();
        return places.TrueForAll(p => p is not null)
            ? new(3, set => places.SelectMany(p => p!(set)).Distinct())
            : null;
    }
}

/// <summary>Where to look for the issues of a clause; the lower the rank, the fewer candidates.</summary>
internal sealed record JqlPlace(int Rank, Func<JiraIssueSet, IEnumerable<long>> Ids);
