using TrackerSegments.Core;

namespace TrackerSegments.Service.Trackers.Jira;

/// <summary>An issue as an item, with what writing needs beside it.</summary>
/// <param name="Item">The item; <see cref="WorkItem.Fields"/> has the segment field's values by <see cref="ConnectionSettings.SegmentField"/>, <see cref="WorkItem.Id"/> the issue's id.</param>
/// <param name="Segments">The segment field's values as Jira holds them, in the order of the item's; then those that say the same in other letters.</param>
internal sealed record JiraIssue(WorkItem Item, IReadOnlyList<JiraValue> Segments);

/// <summary>One value of the segment field as Jira holds it.</summary>
/// <param name="Text">The value as the item has it: cleaned.</param>
/// <param name="Raw">The value as Jira wrote it.</param>
/// <param name="OptionId">The option's id, where it is an option; of a cascading field the parent's.</param>
/// <param name="ChildId">Of a cascading field, the child option's id.</param>
internal sealed record JiraValue(string Text, string Raw, string? OptionId = null, string? ChildId = null);
