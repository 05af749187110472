using TrackerSegments.Core;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Schemes;

/// <summary>Makes a scheme what a wish says it should be.</summary>
internal static class WholeChange
{
    /// <param name="draft">The scheme.</param>
    /// <param name="wish">What it should be.</param>
    /// <param name="adopts">Whether keys, authors and dates that are not known yet are taken as they are: of a new lens and of an import.</param>
    /// <exception cref="SchemeException">It cannot be; the message is for a person.</exception>
    public static void Apply(SchemeDraft draft, SchemeWish wish, bool adopts)
    {
        if (wish.Lens is { } lens)
        {
            draft.ChangeLens(lens.Name, lens.Kind, lens.Field, lens.Primary);
        }

        if (wish.Segments is { } segments)
        {
            Refuse(draft, segments, wish.Archived ?? [], adopts);
            SetSegments(draft, segments, wish.Archived ?? [], adopts);
        }

        if (wish.Reviewed is { } day && day != draft.Lens.Reviewed)
        {
            draft.Change(scheme => scheme.Review(Past(day, draft)));
        }
    }

    private static void Refuse(SchemeDraft draft, IReadOnlyList<WishedSegment> segments, IReadOnlyList<WishedArchive> archived, bool adopts)
    {
        if (segments.Count > Lens.MaxSegments || archived.Count > Lens.MaxSegments)
        {
            throw new SchemeException(FormattableString.Invariant($"A lens has at most {Lens.MaxSegments} segments."));
        }

        if (segments.Any(s => s is null) || archived.Any(a => a is null))
        {
            throw new SchemeException("A segment is null. Leave it out.");
        }

        var keys = segments.Select(s => s.Key).OfType<string>().Concat(archived.Select(a => a.Key)).ToArray();
        if (keys.GroupBy(k => k, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new SchemeException($"The segment \"{SchemeText.Short(twice.Key)}\" stands twice. Keep one.");
        }

        foreach (var key in keys)
        {
            if (draft.Lens.IndexOfKey(key) < 0 && draft.Lens.Archived.All(a => a.Segment.Key != key))
            {
                if (!adopts)
                {
                    _ = draft.Lens.Find(key);
                }

                if (key.Length > SchemeChanges.MaxName || Lens.KeyOf(key) != key)
                {
                    throw new SchemeException($"\"{SchemeText.Short(key)}\" is no key: keys have lower-case letters, digits and hyphens.");
                }
            }
        }
    }

    private static void SetSegments(SchemeDraft draft, IReadOnlyList<WishedSegment> segments, IReadOnlyList<WishedArchive> archived, bool adopts)
    {
        foreach (var back in segments.Where(s => draft.Lens.Archived.Any(a => a.Segment.Key == s.Key)))
        {
            draft.Change(lens => lens.Restore(back.Key!));
        }

        var ends = archived.ToDictionary(a => a.Key, StringComparer.Ordinal);
        var wished = segments.Select(s => s.Key).OfType<string>().ToHashSet(StringComparer.Ordinal);

        // A destination may be new itself, so what goes is archived after it was made.
        string[] going = [.. draft.Lens.Segments.Select(s => s.Key).Where(key => !wished.Contains(key))];
        var keys = Named(draft, segments, adopts);
        foreach (var key in going)
        {
            ends.TryGetValue(key, out var end);
            draft.Archive(key, end?.Destination, isUnassigned: end is { Destination: null });
        }

        if (adopts)
        {
            draft.Adopt([.. archived.Select(a => Archived(draft, a))]);
        }

        SetValues(draft, segments, keys, archived);
        for (var i = 0; i < segments.Count; i++)
        {
            Describe(draft, keys[i], segments[i], adopts);
        }

        if (!draft.Lens.Segments.Select(s => s.Key).SequenceEqual(keys, StringComparer.Ordinal))
        {
            draft.Change(lens => lens.Reorder(keys));
        }
    }

    /// <summary>Gives every segment its name, and adds those that are new.</summary>
    /// <returns>Their keys, in the order of the wish.</returns>
    private static string[] Named(SchemeDraft draft, IReadOnlyList<WishedSegment> segments, bool adopts)
    {
        var renamed = segments.Where(s => s.Key is not null && draft.Lens.IndexOfKey(s.Key) >= 0)
            .Select(s => (Key: s.Key!, Name: SchemeText.Line(s.Name, "The name") ?? ""))
            .Where(s => draft.Lens.Find(s.Key).Name != s.Name).ToArray();

        // Two may change names with each other.
        foreach (var (key, _) in renamed)
        {
            draft.Change(lens => lens.Rename(key, $"{Guid.NewGuid():N}"));
        }

        foreach (var (key, name) in renamed)
        {
            draft.Change(lens => lens.Rename(key, name));
        }

        return [.. segments.Select(s => s.Key is not null && draft.Lens.IndexOfKey(s.Key) >= 0 ? s.Key : Add(draft, s, adopts))];
    }

    private static string Add(SchemeDraft draft, WishedSegment segment, bool adopts)
    {
        var name = SchemeText.Line(segment.Name, "The name") ?? "";

        // Values may move here from another segment: until they do, this one has a value that nothing else has.
        draft.Change(lens => lens.Add(name, segment.Values is null ? null : [$"{Guid.NewGuid():N}"], segment.Color));
        var made = draft.Lens.Segments[^1];
        if (adopts && segment.Key is { } key && key != made.Key)
        {
            draft.Change(lens => SegmentList.With(lens, [.. lens.Segments.Take(lens.Segments.Count - 1), made with { Key = key }], lens.SchemeVersion));
            return key;
        }

        return made.Key;
    }

    /// <summary>The values of all segments at once. Those of what is archived mean its destination.</summary>
    private static void SetValues(SchemeDraft draft, IReadOnlyList<WishedSegment> segments, string[] keys, IReadOnlyList<WishedArchive> archived)
    {
        Dictionary<string, IReadOnlyList<string>> values = new(StringComparer.Ordinal);
        for (var i = 0; i < segments.Count; i++)
        {
            if (segments[i].Values is { } wished)
            {
                values[keys[i]] = SchemeText.Values(wished);
            }
        }

        foreach (var end in archived.Where(a => a.Destination is not null))
        {
            var target = draft.Lens.Find(end.Destination!);
            var own = draft.Lens.Archived.FirstOrDefault(a => a.Segment.Key == end.Key)?.Segment.Values ?? [];
            values[target.Key] = [.. values.GetValueOrDefault(target.Key, target.Values).Union(own, StringComparer.OrdinalIgnoreCase)];
        }

        if (values.Count > 0)
        {
            draft.Change(lens => lens.SetValues(values));
        }
    }

    private static void Describe(SchemeDraft draft, string key, WishedSegment wish, bool adopts)
    {
        if (wish.Color is { } color && color != draft.Lens.Find(key).Color)
        {
            draft.Change(lens => lens.Recolor(key, color));
        }

        draft.Describe(key, segment => segment with
        {
            Owner = wish.Owner is null && !adopts ? segment.Owner : SchemeText.Line(wish.Owner, "The owner"),
            ReachedBy = wish.ReachedBy is null && !adopts ? segment.ReachedBy : SchemeText.Words(wish.ReachedBy, "How it is reached"),
            Definition = wish.Definition is null && !adopts ? segment.Definition : SchemeText.Words(wish.Definition, "The definition"),
            Reviewed = wish.Reviewed is { } day ? Past(day, draft) : adopts ? null : segment.Reviewed,
        });
        if (wish.Notes is { } notes)
        {
            draft.SetNotes(key, Notes(draft, key, notes, adopts));
        }
    }

    /// <summary>What was archived elsewhere is archived here too, as it was.</summary>
    private static KeptArchive Archived(SchemeDraft draft, WishedArchive wish) => new(
        new(wish.Key, SchemeText.Line(wish.Name, "The name") ?? wish.Key, SchemeText.Color(wish.Color ?? SegmentPalette.ColorOf(0)), SchemeText.Values(wish.Values ?? []))
        {
            Owner = SchemeText.Line(wish.Owner, "The owner"),
            ReachedBy = SchemeText.Words(wish.ReachedBy, "How it is reached"),
            Definition = SchemeText.Words(wish.Definition, "The definition"),
            Reviewed = wish.Reviewed,
            Notes = Notes(draft, wish.Key, wish.Notes ?? [], adopts: true),
        },
        Destination: null,
        wish.At ?? draft.At,
        SchemeText.Line(wish.Author, "The author") ?? draft.Author,
        SchemeText.Line(wish.Reason, "The reason"));

    private static IReadOnlyList<KeptNote> Notes(SchemeDraft draft, string key, IReadOnlyList<WishedNote> wished, bool adopts) =>
    [
        .. wished.Select(note =>
        {
            var text = SchemeText.Words(note?.Text, "A note") ?? throw new SchemeException("A note is empty. Leave it out, or write what is known.");
            var kind = note!.Kind is null ? NoteKind.Institutional : SchemeNames.NoteKind(note.Kind);
            return draft.NotesOf(key).FirstOrDefault(n => n.Text == text && n.Kind == kind && (note.At is null || n.At == note.At))
                ?? (adopts && note is { Author: not null, At: not null }
                    ? new(text, kind, SchemeText.Line(note.Author, "The author") ?? draft.Author, note.At.Value)
                    : new(text, kind, draft.Author, draft.At));
        }),
    ];

    private static DateOnly Past(DateOnly day, SchemeDraft draft) => day <= draft.Today
        ? day
        : throw new SchemeException($"A review on {day:yyyy-MM-dd} is not yet done. Name today or a day before.");
}
