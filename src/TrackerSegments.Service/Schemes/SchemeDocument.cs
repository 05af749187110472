using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Schemes;

/// <summary>A lens with its segments, those that are archived, and how it became so.</summary>
/// <param name="Schema">The version of this document's shape: 1.</param>
/// <param name="Lens">The lens.</param>
/// <param name="Version">Counts up with every change.</param>
/// <param name="Auto">Whether a segment is made of every value that turns up; until somebody changes the list.</param>
/// <param name="Reviewed">The day on which somebody last looked through it.</param>
/// <param name="Segments">The segments in their order.</param>
/// <param name="Archived">What is no longer in use, and what became of its epics.</param>
/// <param name="History">The versions, the newest first.</param>
internal sealed record SchemeDocument(
    int Schema,
    SchemeLens Lens,
    int Version,
    bool Auto,
    DateOnly? Reviewed,
    IReadOnlyList<SchemeSegment> Segments,
    IReadOnlyList<SchemeArchived> Archived,
    IReadOnlyList<SchemeVersion> History)
{
    public static SchemeDocument Of(KeptLens lens, bool isPrimary, IReadOnlyList<KeptChange> history) => new(
        Schema: 1,
        new(lens.Key, lens.Name, lens.Field, SchemeNames.Of(lens.Kind), isPrimary),
        lens.SchemeVersion,
        lens.IsAuto,
        lens.Reviewed,
        [.. lens.Segments.Select(SchemeSegment.Of)],
        [.. lens.Archived.Select(SchemeArchived.Of)],
        [.. history.Select(h => new SchemeVersion(h.Version, h.At, h.Author, h.Reason, h.What))]);
}

/// <summary>A lens.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Name">Its name.</param>
/// <param name="Field">The field that carries the segment.</param>
/// <param name="Kind">What it tells customers apart by.</param>
/// <param name="Primary">Whether it is the one that is shown first.</param>
internal sealed record SchemeLens(string Key, string Name, string Field, string Kind, bool Primary);

/// <summary>A segment.</summary>
/// <param name="Key">A stable id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Color">Its colour as #rrggbb.</param>
/// <param name="Values">The field values that mean it; the first is the one that is written.</param>
/// <param name="Owner">Who answers for it.</param>
/// <param name="ReachedBy">How its customers are reached.</param>
/// <param name="Definition">Who belongs to it.</param>
/// <param name="Reviewed">The day on which somebody last looked at it.</param>
/// <param name="Notes">What people know of it.</param>
internal sealed record SchemeSegment(
    string Key,
    string Name,
    string Color,
    IReadOnlyList<string> Values,
    string? Owner,
    string? ReachedBy,
    string? Definition,
    DateOnly? Reviewed,
    IReadOnlyList<SchemeNote> Notes)
{
    public static SchemeSegment Of(KeptSegment segment) => new(
        segment.Key, segment.Name, segment.Color, segment.Values, segment.Owner, segment.ReachedBy, segment.Definition, segment.Reviewed, SchemeNote.Of(segment));
}

/// <summary>A note on a segment.</summary>
/// <param name="Text">The note.</param>
/// <param name="Kind">institutional, interview or data.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="At">When.</param>
internal sealed record SchemeNote(string Text, string Kind, string Author, DateTimeOffset At)
{
    public static IReadOnlyList<SchemeNote> Of(KeptSegment segment) => [.. segment.Notes.Select(n => new SchemeNote(n.Text, SchemeNames.Of(n.Kind), n.Author, n.At))];
}

/// <summary>A segment that is no longer in use.</summary>
/// <param name="Key">A stable id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Color">Its colour.</param>
/// <param name="Values">The field values that meant it.</param>
/// <param name="Owner">Who answered for it.</param>
/// <param name="ReachedBy">How its customers were reached.</param>
/// <param name="Definition">Who belonged to it.</param>
/// <param name="Reviewed">The day on which somebody last looked at it.</param>
/// <param name="Notes">What people know of it.</param>
/// <param name="Destination">The key of the segment its epics count for; null where they count as unassigned.</param>
/// <param name="At">When it was archived.</param>
/// <param name="Author">By whom.</param>
/// <param name="Reason">Why.</param>
internal sealed record SchemeArchived(
    string Key,
    string Name,
    string Color,
    IReadOnlyList<string> Values,
    string? Owner,
    string? ReachedBy,
    string? Definition,
    DateOnly? Reviewed,
    IReadOnlyList<SchemeNote> Notes,
    string? Destination,
    DateTimeOffset At,
    string Author,
    string? Reason)
{
    public static SchemeArchived Of(KeptArchive archived)
    {
        var segment = archived.Segment;
        return new(
            segment.Key, segment.Name, segment.Color, segment.Values, segment.Owner, segment.ReachedBy, segment.Definition, segment.Reviewed, SchemeNote.Of(segment),
            archived.Destination, archived.At, archived.Author, archived.Reason);
    }
}

/// <summary>One version of a scheme.</summary>
/// <param name="Version">Its number.</param>
/// <param name="At">When it was made.</param>
/// <param name="Author">By whom.</param>
/// <param name="Reason">Why.</param>
/// <param name="What">What changed, a sentence each.</param>
internal sealed record SchemeVersion(int Version, DateTimeOffset At, string Author, string? Reason, IReadOnlyList<string> What);
