using TrackerSegments.Core;

namespace TrackerSegments.Service.Trackers.Files;

/// <summary>Everything that is known while the files of one backlog are read.</summary>
internal sealed class BacklogReading(FileReadOptions options, IProgress<ReadProgress>? progress, CancellationToken cancellationToken)
{
    private const int ReportEvery = 2_048;

    private readonly ReadItems items = new();
    private readonly List<DateColumn> dates = [];
    private readonly HashSet<string> texts = new(StringComparer.Ordinal);
    private SourceFile? source;

    public FileReadOptions Options => options;

    public StatusNames Statuses { get; } = new();

    public FieldValues Values { get; } = new(options.Fields);

    public FoundFields Fields { get; } = new(options);

    /// <summary>How many items were read so far: the number of the next one.</summary>
    public int Count => items.Count;

    private SourceFile Source => source ?? throw new InvalidOperationException("No file was started.");

    public void Start(SourceFile file)
    {
        source = file;
        dates.Add(new(file.Path));
        Fields.StartFile(file.Path);
    }

    /// <summary>Reads one of the next item's dates.</summary>
    public DateTimeOffset? Date(ReadOnlySpan<char> text, DateKind kind) => dates[^1].Read(text, items.Count, kind);

    /// <summary>Adds an item.</summary>
    /// <param name="item">The item; its dates may become known later.</param>
    /// <param name="place">Where it begins.</param>
    public void Add(WorkItem item, Place place)
    {
        items.Add(item, place);
        if (items.Count % ReportEvery == 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            progress?.Report(new(Source.Path, Source.Stream.Position, Source.Length, items.Count));
        }
    }

    /// <summary>Adds an item of a tracker that numbers its items beside their keys and may name a parent by number.</summary>
    public void Add(WorkItem item, Place place, ReadOnlySpan<char> id)
    {
        items.NoteId(id);
        Add(item, place);
    }

    /// <summary>Notes a link that stands with the parent.</summary>
    public void NoteChild(string child, string parent) => items.NoteChild(child, parent);

    /// <summary>One instance of a text that many items carry.</summary>
    public string Shared(ReadOnlySpan<char> text)
    {
        var known = texts.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!known.TryGetValue(text, out var shared))
        {
            texts.Add(shared = text.ToString());
        }

        return shared;
    }

    public FileBacklog Finish()
    {
        Fields.Check();
        foreach (var date in dates.SelectMany(column => column.Finish()))
        {
            items.Set(date);
        }

        var (kept, duplicates) = items.Finish();
        progress?.Report(new(Source.Path, Source.Length, Source.Length, items.Count));
        return new(kept, [.. ReadingFindings.Of(Statuses, dates, duplicates)]);
    }
}
