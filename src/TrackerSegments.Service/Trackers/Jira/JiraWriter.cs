#pragma warning disable CS9113
namespace TrackerSegments.Service.Trackers.Jira;

/// <summary>Writes segments of issues: reads, compares, writes what to add and to remove, and reads back.</summary>
internal sealed class JiraWriter(JiraHttp http, JiraSite site, JiraItems items, TimeProvider clock)
{
    public Task<WriteOutcome> WriteAsync(FieldEdit edit, Actor actor, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<WriteOutcome>> WriteManyAsync(IReadOnlyList<FieldEdit> edits, Actor actor, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
