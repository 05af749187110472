using System.Collections.Frozen;

namespace TrackerSegments.Service.Trackers.Files;

/// <summary>Which fields of an export no lens could be made of: what tells one item from another, dates, texts and amounts.</summary>
internal static class OtherFields
{
    private static readonly FrozenSet<string> Never = FrozenSet.Create(
        StringComparer.Ordinal,
        "key", "issuekey", "workitemkey", "id", "issueid", "workitemid", "summary", "title", "description", "environment", "comment", "comments", "attachment",
        "issuetype", "worktype", "workitemtype", "type", "status", "statuscategory", "state", "resolution", "parent", "parentkey", "parentid", "parentsummary", "epickey",
        "epiclink", "epicname", "created", "createddate", "updated", "changeddate", "resolved", "resolutiondate", "closeddate", "resolveddate", "lastviewed", "duedate",
        "rev", "revision", "url", "rank", "votes", "watchers", "watcherid", "watchersid", "logwork", "subtasks", "sprint", "development", "storypoints", "storypointestimate",
        "effort", "size", "timeoriginalestimate", "timeestimate", "timespent", "originalestimate", "remainingestimate", "remainingwork", "completedwork", "workratio",
        "timetracking", "progress", "aggregateprogress", "worklog", "relations", "projectname", "projecturl", "projectdescription", "projectlead", "projectleadid",
        "creator", "creatorid", "reporter", "reporterid", "assigneeid", "names", "self", "expand", "fields", "links", "boardcolumn", "history", "reason", "statuscategorychanged");

    public static bool MayBeLens(string name) => FieldNames.Letters(FieldNames.Bare(name)) is { Length: > 0 } letters
        && !Never.Contains(letters) && !letters.StartsWith("inwardissuelink", StringComparison.Ordinal) && !letters.StartsWith("outwardissuelink", StringComparison.Ordinal);
}
