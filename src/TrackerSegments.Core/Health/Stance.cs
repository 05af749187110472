namespace TrackerSegments.Core;

/// <summary>What an epic does to a stakeholder.</summary>
/// <param name="Epic">The epic's key.</param>
/// <param name="Stakeholder">The stakeholder's segment key in the stakeholder lens.</param>
/// <param name="Effect">From -2 (harms much) to +2 (helps much); 0 for none.</param>
public sealed record Stance(string Epic, string Stakeholder, int Effect);

/// <summary>How people settled what an epic does to different stakeholders.</summary>
/// <param name="Epic">The epic's key.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="At">When.</param>
/// <param name="Text">What was settled.</param>
public sealed record Reconciliation(string Epic, string Author, DateTimeOffset At, string Text);

/// <summary>An epic that helps one stakeholder and harms another.</summary>
/// <param name="Key">The epic.</param>
/// <param name="Effort">Its effort; null where it is unestimated.</param>
/// <param name="Helps">The stakeholders it helps (+1 or more), by index in the lens.</param>
/// <param name="Harms">Those it harms (-1 or less).</param>
/// <param name="Reconciliation">The last note that settles it; null where it is open.</param>
public sealed record StakeholderConflict(
    string Key, Effort? Effort, IReadOnlyList<int> Helps, IReadOnlyList<int> Harms, Reconciliation? Reconciliation)
{
    /// <summary>Whether nobody has settled it yet.</summary>
    public bool IsOpen => Reconciliation is null;
}
