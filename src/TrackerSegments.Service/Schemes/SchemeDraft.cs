using TrackerSegments.Core;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Schemes;

/// <summary>A scheme while it is being changed. What comes of it is one version more, however many steps it took.</summary>
/// <param name="before">The lens as it is.</param>
/// <param name="scene">What the rules look at.</param>
/// <param name="author">Who changes it.</param>
/// <param name="at">When.</param>
internal sealed class SchemeDraft(KeptLens before, SchemeScene scene, string author, DateTimeOffset at)
{
    private readonly Dictionary<string, IReadOnlyList<KeptNote>> notes = before.Segments.Concat(before.Archived.Select(a => a.Segment))
        .ToDictionary(s => s.Key, s => s.Notes, StringComparer.Ordinal);

    private readonly Dictionary<string, KeptArchive> adopted = new(StringComparer.Ordinal);

    public Lens Lens { get; private set; } = before.ToLens();

    public KeptLens Before => before;

    public string Author => author;

    public DateTimeOffset At => at;

    public DateOnly Today => DateOnly.FromDateTime(at.UtcDateTime);

    /// <summary>Changes the scheme by the rules of the core.</summary>
    public void Change(Func<Lens, Lens> change) => Lens = change(Lens);

    /// <summary>Changes what is known of one segment and does not decide which epics it has.</summary>
    public void Describe(string key, Func<Segment, Segment> change)
    {
        var segment = Lens.Find(key);
        Change(lens => SegmentList.With(lens, [.. lens.Segments.Select(s => s.Key == key ? change(segment) : s)], lens.SchemeVersion));
    }

    /// <summary>Takes a segment out of use, with every rule about its epics and its targets, now and in strategies that will hold.</summary>
    public void Archive(string key, string? into, bool isUnassigned)
    {
        var epics = scene.EpicsOf(Lens, key);
        var lens = Lens;
        Lens = lens.Archive(key, epics, into, isUnassigned);
        foreach (var strategy in scene.Binding)
        {
            lens.Archive(key, epics, into, isUnassigned, strategy);
        }
    }

    /// <summary>Whether the lens is to be the one that is shown first; null where nothing is said of it.</summary>
    public bool? IsPrimary { get; private set; }

    /// <summary>Changes what is said of the lens itself; what is null stays.</summary>
    public void ChangeLens(string? name, string? kind, string? field, bool? isPrimary)
    {
        var (newName, newKind, newField) = (name is null ? Lens.Name : NameOf(name), kind is null ? Lens.Kind : SchemeNames.LensKind(kind), field ?? Lens.Field);
        if (!string.Equals(newField, Lens.Field, StringComparison.OrdinalIgnoreCase))
        {
            scene.DemandField(newField);
        }

        IsPrimary = isPrimary;
        Change(lens => new(newName, newField, lens.Segments, lens.SchemeVersion, lens.Key, lens.Archived) { Kind = newKind, Reviewed = lens.Reviewed });
    }

    /// <exception cref="SchemeException">The field is not read.</exception>
    public void DemandField(string field) => scene.DemandField(field);

    /// <summary>Makes the archived segments what they are elsewhere, in that order; others that were archived here stay behind them.</summary>
    public void Adopt(IReadOnlyList<KeptArchive> archived)
    {
        foreach (var one in archived)
        {
            adopted[one.Segment.Key] = one;
            SetNotes(one.Segment.Key, one.Segment.Notes);
        }

        Change(lens => SegmentList.With(
            lens,
            lens.Segments,
            lens.SchemeVersion,
            [
                .. archived.Select(a => SegmentList.Archived(a.Segment.ToSegment(), lens.Segments)),
                .. lens.Archived.Where(a => !adopted.ContainsKey(a.Segment.Key)),
            ]));
    }

    public IReadOnlyList<KeptNote> NotesOf(string key) => notes.GetValueOrDefault(key, []);

    public void SetNotes(string key, IReadOnlyList<KeptNote> now)
    {
        if (now.Count > SchemeText.MaxNotes)
        {
            throw new SchemeException(FormattableString.Invariant($"A segment has at most {SchemeText.MaxNotes} notes. Remove one first."));
        }

        notes[key] = now;
    }

    /// <summary>The lens as it is to be kept; the same object where nothing changed.</summary>
    /// <param name="reason">Why.</param>
    public KeptLens Finish(string? reason)
    {
        var after = before.With(Lens, author, at, reason);
        after = after with
        {
            Segments = [.. after.Segments.Select(s => s with { Notes = NotesOf(s.Key) })],
            Archived = [.. after.Archived.Select(a => Noted(adopted.TryGetValue(a.Segment.Key, out var known) ? known with { Segment = a.Segment, Destination = a.Destination } : a))],
            IsAuto = before.IsAuto && IsSameList(before, after),
            IsSettled = true,
        };
        return SchemeDifference.Of(before, after).Count == 0 && before.IsAuto == after.IsAuto ? before : after with { SchemeVersion = before.SchemeVersion + 1 };
    }

    private KeptArchive Noted(KeptArchive archived) => archived with { Segment = archived.Segment with { Notes = NotesOf(archived.Segment.Key) } };

    private string NameOf(string name)
    {
        var taken = SchemeText.Line(name, "The name of the lens") ?? throw new SchemeException("A lens needs a name.");
        return taken.Length > SchemeChanges.MaxName
            ? throw new SchemeException(FormattableString.Invariant($"The name of a lens has at most {SchemeChanges.MaxName} characters."))
            : scene.OtherNames.Contains(taken, StringComparer.OrdinalIgnoreCase)
                ? throw new SchemeException($"There is a lens \"{taken}\" already. Choose another name.")
                : taken;
    }

    /// <summary>Whether the same values mean the same segments, by the same names and in the same order.</summary>
    private static bool IsSameList(KeptLens before, KeptLens after) => before.Segments.Count == after.Segments.Count
        && before.Field == after.Field
        && before.Segments.Zip(after.Segments).All(pair => pair.First.Key == pair.Second.Key && pair.First.Name == pair.Second.Name
            && pair.First.Values.SequenceEqual(pair.Second.Values, StringComparer.Ordinal));
}

/// <summary>What the rules of a change look at: the epics, the strategies that bind, and the fields that are read.</summary>
/// <param name="Backlog">The epics.</param>
/// <param name="Binding">The strategy in force and those that will be.</param>
/// <param name="Fields">The fields that are read.</param>
/// <param name="OtherNames">The names of the other lenses.</param>
internal sealed record SchemeScene(
    OpenBacklog Backlog, IReadOnlyList<StrategyVersion> Binding, IReadOnlyList<string> Fields, IReadOnlyList<string> OtherNames)
{
    public static SchemeScene Of(KeptLens lens, WorkspaceSettings settings, LensDocuments now)
    {
        var timeline = lens.ToTimeline();
        return new(
            now.Backlog,
            [.. timeline.Versions.Where(v => v.IsPublished && v.ValidFrom > now.Day).Prepend(timeline.InForceOn(now.Day)).OfType<StrategyVersion>()],
            FoundValues.FieldsOf(now.Backlog.Epics, settings),
            [.. settings.Lenses.Where(l => l.Key != lens.Key).Select(l => l.Name)]);
    }

    /// <summary>How many epics in scope have a segment.</summary>
    public int EpicsOf(Lens lens, string key)
    {
        var index = lens.IndexOfKey(key);
        return index < 0 ? 0 : Tagging.Tag(lens, Backlog.Epics).Count(e => Enumerable.Range(0, e.Segments.Count).Any(i => e.Segments[i].Segment == index));
    }

    /// <exception cref="SchemeException">The field is not read.</exception>
    public void DemandField(string field)
    {
        if (!Fields.Contains(field, StringComparer.OrdinalIgnoreCase))
        {
            throw new SchemeException(
                $"The field \"{SchemeText.Short(field)}\" is not read from this backlog. Fields that are read: {string.Join(", ", Fields.Take(30))}{(Fields.Count > 30 ? ", …" : "")}.");
        }
    }
}
