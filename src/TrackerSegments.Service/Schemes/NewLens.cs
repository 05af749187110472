using TrackerSegments.Core;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Schemes;

/// <summary>Makes a lens: of a template, of segments that are named, or of the values that are found.</summary>
internal static class NewLens
{
    /// <exception cref="SchemeException">It cannot be; the message is for a person.</exception>
    public static LensOutcome Make(string key, SchemeWish wish, WorkspaceSettings settings, LensDocuments now, string author, DateTimeOffset at)
    {
        if (settings.Find(key) is not null || settings.Deleted?.Contains(key, StringComparer.Ordinal) is true)
        {
            return LensOutcome.Of(SchemeRefusals.Exists(key));
        }

        if (settings.Lenses.Count >= KeptLens.MaxLenses)
        {
            return LensOutcome.Of(SchemeRefusals.TooMany);
        }

        if (key.Length > SchemeChanges.MaxName || Lens.KeyOf(key) != key)
        {
            throw new SchemeException($"\"{SchemeText.Short(key)}\" is no key of a lens: keys have lower-case letters, digits and hyphens.");
        }

        var template = wish.Template is null ? null : LensTemplate.All.FirstOrDefault(t => t.Name == wish.Template)
            ?? throw new SchemeException($"There is no template \"{SchemeText.Short(wish.Template)}\". Templates are {string.Join(", ", LensTemplate.All.Select(t => t.Name))}.");
        var field = wish.Lens?.Field ?? throw new SchemeException("A new lens needs a field: lens.field says which one carries its segment.");
        var reason = SchemeText.Line(wish.Reason, "The reason");
        var empty = new KeptLens(key, "", field, SchemeVersion: 0, IsAuto: false, []) { IsSettled = true, Kind = template?.Kind ?? default };
        var draft = new SchemeDraft(empty, SchemeScene.Of(empty, settings, now), author, at);
        draft.DemandField(field);
        draft.ChangeLens(wish.Lens.Name ?? template?.Name ?? "", wish.Lens.Kind, field: null, wish.Lens.Primary);
        foreach (var segment in (wish.Segments is null ? template?.Segments : null) ?? [])
        {
            draft.Change(lens => lens.Add(segment));
        }

        var isAuto = wish.Segments is null && template is null;
        if (isAuto)
        {
            draft.Change(lens => SegmentList.With(lens, LensBuilder.FromValues(lens.Name, field, now.Backlog.Epics).Segments, lens.SchemeVersion));
        }

        WholeChange.Apply(draft, wish with { Lens = null }, adopts: true);
        var made = draft.Finish(reason) with { IsAuto = isAuto };
        return new(
            settings with { Lenses = draft.IsPrimary is true ? [made, .. settings.Lenses] : [.. settings.Lenses, made] },
            Before: null,
            made,
            [KeptChange.Of(null, made, author, at, reason)],
            Refusal: null);
    }
}
