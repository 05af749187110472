using System.Runtime.InteropServices;

namespace TrackerSegments.Core;

/// <summary>Works out the effort of every epic in scope.</summary>
public static class RollUp
{
    /// <summary>
    /// The epics in scope with their effort, ordered by key. Removed items count for nothing and neither does anything below them;
    /// an epic below another epic is an epic of its own and is not counted in the upper one.
    /// </summary>
    /// <param name="backlog">The items.</param>
    /// <param name="policy">Measure, roll-up, unestimated rule and scope.</param>
    /// <returns>The epics in scope, in key order; removed epics are not among them.</returns>
    /// <exception cref="OverflowException">A sum does not fit in 64 bits of thousandths.</exception>
    public static IReadOnlyList<EpicEffort> Compute(Backlog backlog, EffortPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(backlog);
        ArgumentNullException.ThrowIfNull(policy);
        var hasConflict = policy.UnitConflict is not null;
        var efforts = policy.Measure == Measure.Count ? null : hasConflict ? new Effort?[backlog.Items.Count] : Accumulate(backlog, policy);
        List<EpicEffort> epics = [];
        for (var i = 0; i < backlog.Items.Count; i++)
        {
            var item = backlog.Items[i];
            if (policy.IsEpic(item) && !policy.IsRemoved(item) && policy.IsInScope(item))
            {
                epics.Add(new(item, efforts is null ? new Effort(Core.Effort.Scale) : efforts[i], IsImputed: false));
            }
        }

        epics.Sort((x, y) => string.CompareOrdinal(x.Item.Key, y.Item.Key));
        if (!hasConflict)
        {
            Impute(epics, policy);
        }

        return epics;
    }

    /// <summary>Adds efforts up from the leaves. Each item waits until all of its children have been added.</summary>
    private static Effort?[] Accumulate(Backlog backlog, EffortPolicy policy)
    {
        var parents = backlog.Parents;
        var count = parents.Length;
        var waitingFor = new int[count];
        foreach (var parent in parents)
        {
            if (parent >= 0)
            {
                waitingFor[parent]++;
            }
        }

        var children = new Effort?[count];
        var efforts = new Effort?[count];
        var ready = new Stack<int>(count);
        for (var i = 0; i < count; i++)
        {
            if (waitingFor[i] == 0)
            {
                ready.Push(i);
            }
        }

        while (ready.TryPop(out var i))
        {
            var item = backlog.Items[i];
            var isEpic = policy.IsEpic(item);
            efforts[i] = Combine(item.Estimate, children[i], RuleFor(policy.RollUp, isEpic));
            var parent = parents[i];
            if (parent < 0)
            {
                continue;
            }

            if (efforts[i] is { } effort && !isEpic && !policy.IsRemoved(item))
            {
                children[parent] = (children[parent] ?? Effort.Zero) + effort;
            }

            if (--waitingFor[parent] == 0)
            {
                ready.Push(parent);
            }
        }

        return efforts;
    }

    private static RollUpRule RuleFor(RollUpRule rule, bool isEpic) =>
        rule is RollUpRule.Children or RollUpRule.Own && !isEpic ? RollUpRule.ChildrenElseOwn : rule;

    private static Effort? Combine(Effort? own, Effort? children, RollUpRule rule) => rule switch
    {
        RollUpRule.Own => own,
        RollUpRule.Children => children,
        RollUpRule.Larger when own is not null && children is not null => own > children ? own : children,
        _ => children ?? own,
    };

    private static void Impute(List<EpicEffort> epics, EffortPolicy policy)
    {
        if (policy.Unestimated == UnestimatedRule.Exclude)
        {
            return;
        }

        var medians = policy.Unestimated == UnestimatedRule.Median ? MedianOfEachProject(epics) : null;
        foreach (ref var epic in CollectionsMarshal.AsSpan(epics))
        {
            if (epic.Effort is not null)
            {
                continue;
            }

            if (medians is null)
            {
                epic = epic with { Effort = policy.FixedEffort, IsImputed = true };
            }
            else if (medians.TryGetValue(epic.Item.Project, out var median))
            {
                epic = epic with { Effort = median, IsImputed = true };
            }
        }
    }

    private static Dictionary<string, Effort> MedianOfEachProject(List<EpicEffort> epics) =>
        epics.Where(e => e.Effort is not null)
            .GroupBy(e => e.Item.Project, e => e.Effort!.Value, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => Median([.. g]), StringComparer.Ordinal);

    /// <summary>The middle one; of an even number the mean of the two middle ones, rounded half to even to a thousandth.</summary>
    private static Effort Median(Effort[] efforts)
    {
        Array.Sort(efforts);
        var upper = efforts[efforts.Length / 2];
        if (efforts.Length % 2 == 1)
        {
            return upper;
        }

        var sum = efforts[(efforts.Length / 2) - 1].Thousandths + upper.Thousandths;
        var half = sum / 2;
        return new(sum % 2 == 0 || half % 2 == 0 ? half : half + 1);
    }
}
