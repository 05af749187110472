using System.Collections.Concurrent;
using TrackerSegments.Simulators.Jira.Model;

namespace TrackerSegments.Simulators.Jira.Rest;

/// <summary>The bulk edits that were started.</summary>
internal sealed class JiraTasks
{
    private readonly ConcurrentDictionary<string, JiraTask> tasks = new(StringComparer.Ordinal);

    private int last = 10_640;

    public JiraTask Start(JiraUser user, DateTimeOffset at)
    {
        var id = ThingJson.Text(Interlocked.Increment(ref last));
        return tasks[id] = new(id, user, at);
    }

    /// <summary>A task of the account.</summary>
    public JiraTask? Find(string id, JiraUser user) => tasks.TryGetValue(id, out var task) && task.User.AccountId == user.AccountId ? task : null;
}

/// <summary>A bulk edit: its work is done when it is started, and its status comes after as many polls as were asked for.</summary>
internal sealed class JiraTask(string id, JiraUser user, DateTimeOffset created)
{
    private int polls;

    public string Id => id;

    public JiraUser User => user;

    public DateTimeOffset Created => created;

    public List<long> Processed { get; } = [];

    public Dictionary<long, string> Failed { get; } = [];

    public int Inaccessible { get; set; }

    public (string Status, int Percent) Poll(JiraOptions options)
    {
        var seen = Interlocked.Increment(ref polls) - 1;
        return seen >= options.PollsBeforeComplete ? (options.BulkEnd, 100)
            : seen == 0 ? ("ENQUEUED", 0)
            : ("RUNNING", 100 * seen / options.PollsBeforeComplete);
    }
}
