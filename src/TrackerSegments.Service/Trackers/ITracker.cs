using TrackerSegments.Core;

namespace TrackerSegments.Service.Trackers;

/// <summary>Where changes of items go.</summary>
internal interface IItemWriter
{
    TrackerInfo Info { get; }

    /// <summary>
    /// Changes the values of one field of one item: adds and removes, and leaves every other value alone. What others changed since the
    /// expected revision is merged where it can be; else nothing is written.
    /// </summary>
    /// <exception cref="TrackerException">The tracker cannot be reached; whether it was written is not known.</exception>
    Task<WriteOutcome> WriteAsync(FieldEdit edit, Actor actor, CancellationToken cancellationToken);

    /// <summary>The same for many items, with as few calls as the tracker allows.</summary>
    /// <returns>What became of each edit, in their order.</returns>
    /// <exception cref="TrackerException">As for one; nothing more was written after it.</exception>
    Task<IReadOnlyList<WriteOutcome>> WriteManyAsync(IReadOnlyList<FieldEdit> edits, Actor actor, CancellationToken cancellationToken);
}

/// <summary>One tracker that holds a backlog. Nothing above this interface knows which tracker it is.</summary>
internal interface ITracker : IItemWriter
{
    /// <summary>The parts that are read on their own, so that a broken one does not stop the others.</summary>
    IReadOnlyList<TrackerScope> Scopes { get; }

    /// <summary>
    /// Reads what a scope holds (from the cursor null), or what changed since a cursor that an earlier reading ended with. Pages come in
    /// no order that means anything. A reading that was broken off goes on from the last cursor it gave.
    /// </summary>
    /// <exception cref="TrackerException">The tracker cannot be read; the problem says why and what to do.</exception>
    /// <exception cref="CursorRefusedException">The cursor leads nowhere any more; everything is to be read anew.</exception>
    IAsyncEnumerable<ItemPage> ReadAsync(ReadRequest request, CancellationToken cancellationToken);

    /// <summary>The ids of everything a scope holds now, and nothing else of it: what is missing here is gone.</summary>
    /// <exception cref="TrackerException">The tracker cannot be read, or not to the end.</exception>
    IAsyncEnumerable<IReadOnlyList<string>> ReadIdsAsync(TrackerScope scope, CancellationToken cancellationToken);

    /// <summary>
    /// What became of items by id, for changes the tracker told of: those of the scope as they are now, and the ids of those that are gone,
    /// hidden or no longer in the scope.
    /// </summary>
    /// <exception cref="TrackerException">The tracker cannot be read.</exception>
    Task<ItemPage> FindAsync(TrackerScope scope, IReadOnlyList<string> ids, Func<string, bool> isKnown, CancellationToken cancellationToken);
}

/// <summary>A tracker that is spoken to over the network.</summary>
internal interface IConnectedTracker : ITracker
{
    /// <summary>Checks address, account and scope, and finds the fields. Called once before anything else; its result fills <see cref="IItemWriter.Info"/> and <see cref="ITracker.Scopes"/>.</summary>
    /// <exception cref="TrackerException">The connection cannot be used; the problem says why and what to do.</exception>
    Task<ConnectionReport> ConnectAsync(CancellationToken cancellationToken);

    /// <summary>Whether an item belongs to a scope by itself; all others do by what is above them, and go with it.</summary>
    bool StandsAlone(WorkItem item);

    /// <summary>Makes the segment field and its options where they are missing and where the account may. Never deletes.</summary>
    Task<ProvisionReport> ProvisionAsync(ProvisionPlan plan, CancellationToken cancellationToken);

    /// <summary>Whether somebody may see what is read here, as far as the tracker tells the connection's account. Nothing need be connected before.</summary>
    /// <param name="account">The tracker's own id of them.</param>
    /// <param name="cancellationToken">Breaks off.</param>
    /// <exception cref="TrackerException">The tracker cannot be asked now.</exception>
    Task<AccountSight> FindSightAsync(string account, CancellationToken cancellationToken);
}

/// <summary>What somebody may see of what is read.</summary>
/// <param name="Hidden">What is read and hidden from them: projects, or the organization where they do not belong to it.</param>
/// <param name="Untold">What the tracker does not tell, in a sentence; null where it told everything.</param>
internal sealed record AccountSight(IReadOnlyList<string> Hidden, string? Untold)
{
    /// <summary>What a tracker answers where asking again would help nobody.</summary>
    public static bool IsUntold(TrackerProblem problem) => problem.Code is "forbidden" or "notFound" or "notSupported" or "callRemoved" or "badRequest";
}

/// <summary>What a tracker is, for a person.</summary>
/// <param name="Kind">file, jira-cloud, jira-data-center, azure-devops, azure-devops-server, or several.</param>
/// <param name="Name">The site's, organization's or file's name, without a path on a computer.</param>
internal sealed record TrackerInfo(string Kind, string Name);

/// <summary>A part of a tracker that is read on its own: a project, mostly.</summary>
/// <param name="Key">What it is called in stored documents and in the API; stable.</param>
/// <param name="Name">What a person calls it.</param>
internal sealed record TrackerScope(string Key, string Name)
{
    /// <summary>What people call it shortly, in sentences and lists; its key, unless that is nothing for people.</summary>
    public string Label { get; init; } = Key;
}

/// <summary>A wish to read a scope.</summary>
/// <param name="Scope">What to read.</param>
/// <param name="Cursor">Where to go on; null for everything.</param>
/// <param name="IsRead">Whether an item was read since the reading was begun, so that a reading broken off need not fetch it again.</param>
/// <param name="IsKnown">Whether an item is in the copy: what hangs below it belongs to the scope.</param>
internal sealed record ReadRequest(TrackerScope Scope, string? Cursor, Func<string, bool> IsRead, Func<string, bool> IsKnown)
{
    public ReadRequest(TrackerScope scope)
        : this(scope, null, _ => false, _ => false)
    {
    }
}

/// <summary>Some items, and what to remember after them.</summary>
/// <param name="Items">Items as they are now.</param>
/// <param name="Cursor">Where to go on when these are stored; null where there is nothing more to read, ever.</param>
internal sealed record ItemPage(IReadOnlyList<WorkItem> Items, string? Cursor)
{
    /// <summary>Ids of items that are no longer in the scope.</summary>
    public IReadOnlyList<string> Gone { get; init; } = [];

    /// <summary>How many items this reading will give in all, with those that were read already, as far as is known; null where it is not.</summary>
    public int? Total { get; init; }

    /// <summary>What a person should know about the items of this page; those of all pages of a reading belong together by their code.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];
}

/// <summary>Who wants something written.</summary>
/// <param name="Name">For people; null for the account of the connection.</param>
/// <param name="Token">The person's own token for the tracker, where one came with the request; null writes with the connection's.</param>
internal sealed record Actor(string? Name, string? Token)
{
    /// <summary>The kind of tracker that the token is for; it is shown to no other.</summary>
    public string? TokenFor { get; init; }

    public static Actor Connection { get; } = new(null, null);

    /// <summary>Never with the token.</summary>
    public override string ToString() => Name ?? "the connection's account";
}
