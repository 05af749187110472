using TrackerSegments.Core;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Schemes;

/// <summary>Carries out a wish to change a scheme step by step.</summary>
internal static class StepChange
{
    private static readonly Dictionary<string, (string[] Needed, string[] Allowed, Action<SchemeDraft, SchemeStep> Apply)> Kinds = new(StringComparer.Ordinal)
    {
        ["add"] = (["name"], ["color", "values", "owner", "reachedBy", "definition"], Add),
        ["rename"] = (["segment", "name"], [], (draft, step) => draft.Change(lens => lens.Rename(step.Segment!, step.Name!))),
        ["recolor"] = (["segment", "color"], [], (draft, step) => draft.Change(lens => lens.Recolor(step.Segment!, step.Color!))),
        ["reorder"] = (["order"], [], (draft, step) => draft.Change(lens => lens.Reorder(step.Order!))),
        ["values"] = (["segment", "values"], [], (draft, step) => SetValues(draft, step.Segment!, step.Values!)),
        ["describe"] = (["segment"], ["owner", "reachedBy", "definition"], (draft, step) => Describe(draft, step.Segment!, step)),
        ["merge"] = (["segment", "into"], [], (draft, step) => draft.Archive(step.Segment!, step.Into!, isUnassigned: false)),
        ["archive"] = (["segment"], ["into", "unassigned"], Archive),
        ["restore"] = (["segment"], [], (draft, step) => draft.Change(lens => lens.Restore(step.Segment!))),
        ["review"] = ([], ["segment"], Review),
        ["note"] = (["segment", "text"], ["noteKind"], Note),
        ["lens"] = ([], ["name", "lensKind", "field", "primary"], OfLens),
    };

    /// <exception cref="SchemeException">A step cannot be; the message says which one.</exception>
    public static void Apply(SchemeDraft draft, SchemeSteps steps)
    {
        if (steps.Changes.Count is 0 or > SchemeSteps.MaxSteps)
        {
            throw new SchemeException(steps.Changes.Count == 0 ? "No change is named. Name at least one." : "At most 100 changes go into one version. Send the others afterwards.");
        }

        for (var i = 0; i < steps.Changes.Count; i++)
        {
            try
            {
                Apply(draft, steps.Changes[i] ?? throw new SchemeException("It is null."));
            }
            catch (SchemeException failure) when (steps.Changes.Count > 1)
            {
                throw new SchemeException(FormattableString.Invariant($"Change {i + 1}: {failure.Message}"));
            }
        }
    }

    private static void Apply(SchemeDraft draft, SchemeStep step)
    {
        if (!Kinds.TryGetValue(step.Kind, out var kind))
        {
            throw new SchemeException($"The change \"{SchemeText.Short(step.Kind)}\" is not known. Changes are {string.Join(", ", Kinds.Keys)}.");
        }

        string[] given = [.. Given(step)];
        if (kind.Needed.Except(given, StringComparer.Ordinal).FirstOrDefault() is { } missing)
        {
            throw new SchemeException($"The change {step.Kind} needs {missing}.");
        }

        if (given.Except(kind.Needed, StringComparer.Ordinal).Except(kind.Allowed, StringComparer.Ordinal).FirstOrDefault() is { } unknown)
        {
            throw new SchemeException($"The change {step.Kind} has no {unknown}.");
        }

        kind.Apply(draft, step);
    }

    private static IEnumerable<string> Given(SchemeStep step) => ((string, object?)[])
    [
        ("segment", step.Segment), ("name", step.Name), ("color", step.Color), ("values", step.Values), ("order", step.Order), ("owner", step.Owner),
        ("reachedBy", step.ReachedBy), ("definition", step.Definition), ("into", step.Into), ("unassigned", step.Unassigned), ("text", step.Text),
        ("noteKind", step.NoteKind), ("lensKind", step.LensKind), ("field", step.Field), ("primary", step.Primary),
    ] is var all ? all.Where(m => m.Item2 is not null).Select(m => m.Item1) : [];

    private static void Add(SchemeDraft draft, SchemeStep step)
    {
        var name = SchemeText.Line(step.Name, "The name") ?? "";
        draft.Change(lens => lens.Add(name, step.Values is null ? null : SchemeText.Values(step.Values), step.Color));
        var key = draft.Lens.Segments[^1].Key;
        if (step.Values is not null)
        {
            SetValues(draft, key, step.Values);
        }

        Describe(draft, key, step);
    }

    private static void SetValues(SchemeDraft draft, string key, IReadOnlyList<string> values) => draft.Change(lens => lens.SetValues(
        new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { [key] = SchemeText.Values(values) }));

    private static void Describe(SchemeDraft draft, string key, SchemeStep step) => draft.Describe(key, segment => segment with
    {
        Owner = step.Owner is null ? segment.Owner : SchemeText.Line(step.Owner, "The owner"),
        ReachedBy = step.ReachedBy is null ? segment.ReachedBy : SchemeText.Words(step.ReachedBy, "How it is reached"),
        Definition = step.Definition is null ? segment.Definition : SchemeText.Words(step.Definition, "The definition"),
    });

    private static void Archive(SchemeDraft draft, SchemeStep step)
    {
        if (step is { Into: not null, Unassigned: true })
        {
            throw new SchemeException("Its epics cannot both count for a segment and as unassigned. Choose one.");
        }

        draft.Archive(step.Segment!, step.Into, step.Unassigned is true);
    }

    private static void Review(SchemeDraft draft, SchemeStep step)
    {
        if (step.Segment is { } key)
        {
            draft.Describe(key, segment => segment with { Reviewed = draft.Today });
        }
        else
        {
            draft.Change(lens => lens.Review(draft.Today));
        }
    }

    private static void Note(SchemeDraft draft, SchemeStep step)
    {
        _ = draft.Lens.Find(step.Segment!);
        var text = SchemeText.Words(step.Text, "The note") ?? throw new SchemeException("The note is empty. Write what is known.");
        var kind = step.NoteKind is null ? NoteKind.Institutional : SchemeNames.NoteKind(step.NoteKind);
        draft.SetNotes(step.Segment!, [.. draft.NotesOf(step.Segment!), new(text, kind, draft.Author, draft.At)]);
    }

    private static void OfLens(SchemeDraft draft, SchemeStep step) =>
        draft.ChangeLens(step.Name, step.LensKind, step.Field, step.Primary);
}
