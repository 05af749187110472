namespace TrackerSegments.Service.Schemes;

/// <summary>The lenses of a workspace, and what more can be made.</summary>
/// <param name="Schema">The version of this document's shape: 1.</param>
/// <param name="Lenses">The lenses, the primary one first.</param>
/// <param name="Templates">Lenses to begin with.</param>
/// <param name="Kinds">The kinds of lenses, each with what it is known not to tell.</param>
/// <param name="Fields">The fields a lens may read, with what stands in them.</param>
internal sealed record SchemesDocument(
    int Schema,
    IReadOnlyList<LensEntry> Lenses,
    IReadOnlyList<TemplateEntry> Templates,
    IReadOnlyList<KindEntry> Kinds,
    IReadOnlyList<FieldEntry> Fields);

/// <summary>A lens.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Name">Its name.</param>
/// <param name="Field">The field that carries the segment.</param>
/// <param name="Kind">What it tells customers apart by.</param>
/// <param name="Primary">Whether it is the one that is shown first.</param>
/// <param name="Version">The version of its scheme.</param>
/// <param name="Segments">How many segments it has.</param>
/// <param name="Reviewed">The day on which somebody last looked through it.</param>
internal sealed record LensEntry(string Key, string Name, string Field, string Kind, bool Primary, int Version, int Segments, DateOnly? Reviewed);

/// <summary>A lens to begin with.</summary>
internal sealed record TemplateEntry(string Name, string Kind, IReadOnlyList<string> Segments);

/// <summary>A kind of lens.</summary>
internal sealed record KindEntry(string Kind, string Weakness);

/// <summary>A field that a lens may read.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Epics">How many epics in scope carry a value.</param>
/// <param name="Values">How many different values there are, ignoring case.</param>
/// <param name="Samples">The most used values, at most five.</param>
/// <param name="Lenses">The keys of the lenses that read it.</param>
internal sealed record FieldEntry(string Name, int Epics, int Values, IReadOnlyList<ValueSample> Samples, IReadOnlyList<string> Lenses);

/// <summary>A value and how many epics carry it.</summary>
internal sealed record ValueSample(string Value, int Epics);
