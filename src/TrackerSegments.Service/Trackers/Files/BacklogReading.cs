using TrackerSegments.Core;

namespace TrackerSegments.Service.Trackers.Files;

/// <summary>Everything that is known while the files of one backlog are read.</summary>
internal sealed class BacklogReading(FileReadOptions options, IProgress<ReadProgress>? progress, CancellationToken cancellationToken)
{
    private const int ReportEvery = 2_048;

    private readonly List<ItemDraft> items = [];
    private readonly List<string> formats = [];
    private readonly List<SeenDates> dates = [];
    private readonly HashSet<string> fieldNames = new(StringComparer.OrdinalIgnoreCase);
    private readonly bool[] lensFound = new bool[options.Fields.Count];
    private readonly Dictionary<string, string> keysById = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> parentsByChild = new(StringComparer.Ordinal);
    private readonly HashSet<string> texts = new(StringComparer.Ordinal);
    private bool effortFound;
    private SourceFile source = null!;
    private string firstFile = "";

    public FileReadOptions Options => options;

    public StatusNames Statuses { get; } = new();

    public FieldValues Values { get; } = new(options.Fields);

    /// <summary>The dates of the file being read.</summary>
    public DateColumn Dates { get; private set; } = new();

    public int Count => items.Count;

    public void Start(SourceFile file)
    {
        firstFile = source is null ? file.Path : firstFile;
        source = file;
        Dates = new();
        dates.Add(new(file.Path, Dates));
    }

    /// <summary>Forgets what was read of the current file, to read it once more.</summary>
    public void Restart(int count)
    {
        items.RemoveRange(count, items.Count - count);
        dates.RemoveAt(dates.Count - 1);
        source.Rewind();
        Start(source);
    }

    public void Recognise(string format)
    {
        if (!formats.Contains(format, StringComparer.Ordinal))
        {
            formats.Add(format);
        }
    }

    public void SeeField(string name) => fieldNames.Add(name);

    public void FindLens(int index) => lensFound[index] = true;

    public void FindEffort() => effortFound = true;

    public void Add(ItemDraft item)
    {
        items.Add(item);
        if (items.Count % ReportEvery == 1)
        {
            cancellationToken.ThrowIfCancellationRequested();
            progress?.Report(new(source.Path, source.Stream.Position, source.Length, items.Count));
        }
    }

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

    /// <summary>Notes the tracker's internal number of an item.</summary>
    public void NoteId(string id, string key) => keysById[id] = key;

    /// <summary>Notes a link that stands with the parent.</summary>
    public void NoteChild(string child, string parent) => parentsByChild.TryAdd(child, parent);

    public FileBacklog Finish()
    {
        CheckFields();
        foreach (var seen in dates)
        {
            seen.Column.Finish();
        }

        foreach (var item in items)
        {
            if (item.Parent is null)
            {
                item.Parent = parentsByChild.GetValueOrDefault(item.Key);
            }
            else if (item.ParentMayBeId && keysById.TryGetValue(item.Parent, out var parent))
            {
                item.Parent = parent;
            }
        }

        var (kept, duplicates) = Duplicates.Remove(items);
        ParentCycles.Check(kept);
        progress?.Report(new(source.Path, source.Length, source.Length, items.Count));
        return new(string.Join(" + ", formats), [.. kept.Select(draft => draft.Item)], [.. ReadingFindings.Of(Statuses, dates, duplicates)]);
    }

    private void CheckFields()
    {
        for (var i = 0; i < lensFound.Length; i++)
        {
            if (!lensFound[i])
            {
                throw new InputException(
                    firstFile, null, $"there is no field \"{ItemText.Clean(options.Fields[i])}\"", "The fields there are: " + Listed(options.Fields[i]) + ".");
            }
        }

        if (!effortFound && options.Policy.Measure != Measure.Count)
        {
            throw new InputException(
                firstFile,
                null,
                EstimateRule.Description(options),
                "Name another with --effort-field, or count epics with --measure count. The fields there are: "
                + Listed(options.EffortField ?? new EstimateRule(options, azure: false).Names[0]) + ".");
        }
    }

    private string Listed(string wanted) => FieldNames.List(fieldNames, wanted);
}

/// <summary>The dates of one file.</summary>
internal sealed record SeenDates(string File, DateColumn Column);
