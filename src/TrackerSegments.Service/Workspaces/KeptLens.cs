using TrackerSegments.Core;

namespace TrackerSegments.Service.Workspaces;

/// <summary>A lens as a workspace keeps it: its scheme and the strategies for it. Immutable.</summary>
/// <param name="Key">A stable id, never given again.</param>
/// <param name="Name">The name people see.</param>
/// <param name="Field">The field that carries the segment.</param>
/// <param name="SchemeVersion">Counts up with every change of the scheme; 1 at first.</param>
/// <param name="IsAuto">Whether a segment is made of every value that turns up; until a person changes the list.</param>
/// <param name="Segments">The segments in scheme order.</param>
internal sealed record KeptLens(string Key, string Name, string Field, int SchemeVersion, bool IsAuto, IReadOnlyList<KeptSegment> Segments)
{
    /// <summary>The most lenses a workspace has.</summary>
    public const int MaxLenses = 5;

    public LensKind Kind { get; init; }

    /// <summary>Of an auto lens, whether everything was read once, so that segments that were found keep their places.</summary>
    public bool IsSettled { get; init; }

    /// <summary>The day on which somebody last looked through the scheme.</summary>
    public DateOnly? Reviewed { get; init; }

    public IReadOnlyList<KeptArchive> Archived { get; init; } = [];

    public IReadOnlyList<KeptStrategy> Strategies { get; init; } = [];

    public Lens ToLens() => new(
        Name, Field, [.. Segments.Select(s => s.ToSegment())], SchemeVersion, Key, [.. Archived.Select(a => new ArchivedSegment(a.Segment.ToSegment(), a.Destination))])
    {
        Kind = Kind,
        Reviewed = Reviewed,
    };

    public StrategyTimeline ToTimeline() => Strategies.Count == 0 ? StrategyTimeline.Empty : new([.. Strategies.Select(s => s.ToVersion())]);

    /// <summary>The strategy in force on a day; null where there is none, or where a segment with a target was taken away from outside.</summary>
    public Strategy? StrategyOn(DateOnly day, Lens lens)
    {
        try
        {
            return ToTimeline().InForceOn(day)?.For(lens);
        }
        catch (SchemeException)
        {
            // The command line can take a segment away that has a target. The strategy's document says so.
            return null;
        }
    }

    /// <summary>The same with the scheme of a lens; what the core does not know of a segment stays with its key.</summary>
    /// <param name="lens">The scheme.</param>
    /// <param name="author">Who changed it.</param>
    /// <param name="at">When.</param>
    /// <param name="reason">Why.</param>
    public KeptLens With(Lens lens, string author, DateTimeOffset at, string? reason)
    {
        var notes = Segments.Concat(Archived.Select(a => a.Segment)).ToDictionary(s => s.Key, s => s.Notes, StringComparer.Ordinal);
        var archived = Archived.ToDictionary(a => a.Segment.Key, StringComparer.Ordinal);
        return this with
        {
            Name = lens.Name,
            Field = lens.Field,
            Kind = lens.Kind,
            SchemeVersion = lens.SchemeVersion,
            Reviewed = lens.Reviewed,
            Segments = [.. lens.Segments.Select(s => KeptSegment.Of(s, notes.GetValueOrDefault(s.Key, [])))],
            Archived =
            [
                .. lens.Archived.Select(a => archived.TryGetValue(a.Segment.Key, out var known)
                    ? known with { Segment = KeptSegment.Of(a.Segment, known.Segment.Notes), Destination = a.Destination }
                    : new KeptArchive(KeptSegment.Of(a.Segment, notes.GetValueOrDefault(a.Segment.Key, [])), a.Destination, at, author, reason)),
            ],
        };
    }

    public KeptLens With(StrategyTimeline timeline, Func<StrategyVersion, KeptStrategy> keep) => this with
    {
        Strategies = [.. timeline.Versions.Select(keep)],
    };
}

/// <summary>A segment as a workspace keeps it.</summary>
internal sealed record KeptSegment(string Key, string Name, string Color, IReadOnlyList<string> Values)
{
    public string? Owner { get; init; }

    public string? ReachedBy { get; init; }

    public string? Definition { get; init; }

    public DateOnly? Reviewed { get; init; }

    public IReadOnlyList<KeptNote> Notes { get; init; } = [];

    public static KeptSegment Of(Segment segment, IReadOnlyList<KeptNote> notes) => new(segment.Key, segment.Name, segment.Color, segment.Values)
    {
        Owner = segment.Owner,
        ReachedBy = segment.ReachedBy,
        Definition = segment.Definition,
        Reviewed = segment.Reviewed,
        Notes = notes,
    };

    public Segment ToSegment() => new(Key, Name, Color, Values) { Owner = Owner, ReachedBy = ReachedBy, Definition = Definition, Reviewed = Reviewed };
}

/// <summary>What somebody knows of a segment.</summary>
/// <param name="Text">The note.</param>
/// <param name="Kind">What it rests on.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="At">When.</param>
internal sealed record KeptNote(string Text, NoteKind Kind, string Author, DateTimeOffset At);

/// <summary>What a note rests on.</summary>
internal enum NoteKind
{
    /// <summary>What people in the company know.</summary>
    Institutional,

    /// <summary>What a customer said.</summary>
    Interview,

    /// <summary>What was measured.</summary>
    Data,
}

/// <summary>An archived segment as a workspace keeps it.</summary>
/// <param name="Segment">The segment as it was.</param>
/// <param name="Destination">The key of the segment its epics count for; null where they count as unassigned.</param>
/// <param name="At">When it was archived.</param>
/// <param name="Author">By whom.</param>
/// <param name="Reason">Why; null where nobody has said.</param>
internal sealed record KeptArchive(KeptSegment Segment, string? Destination, DateTimeOffset At, string Author, string? Reason);
