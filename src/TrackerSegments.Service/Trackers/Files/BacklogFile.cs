using TrackerSegments.Core;

namespace TrackerSegments.Service.Trackers.Files;

/// <summary>What to take from an exported file.</summary>
/// <param name="Fields">The lens fields to read, as a person names them.</param>
/// <param name="Policy">Which measure the estimates are in, and which types are epics.</param>
/// <param name="EffortField">The field that holds the estimate, where the measure's usual name does not fit.</param>
internal sealed record FileReadOptions(IReadOnlyList<string> Fields, EffortPolicy Policy, string? EffortField = null)
{
    /// <summary>Whether the other fields of epics are read too, so that a lens may be made of any of them. Default: no.</summary>
    public bool HasOthers { get; init; }

    public bool ReadsOthersOf(string type) => HasOthers && Policy.EpicTypes.Contains(type, StringComparer.OrdinalIgnoreCase);
}

/// <summary>How far reading is.</summary>
internal sealed record ReadProgress(string File, long BytesRead, long TotalBytes, int Items);

/// <summary>A backlog as it stands in one or more exported files.</summary>
/// <param name="Items">Every item, in file order.</param>
/// <param name="Findings">What a person should know about the reading.</param>
internal sealed record FileBacklog(IReadOnlyList<WorkItem> Items, IReadOnlyList<Finding> Findings);

/// <summary>Reads exports of Jira and Azure Boards, recognised by their content.</summary>
internal static class BacklogFile
{
    /// <exception cref="InputException">A file cannot be used; the message is for a person.</exception>
    public static FileBacklog Read(
        IReadOnlyList<string> paths,
        FileReadOptions options,
        IProgress<ReadProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        var reading = new BacklogReading(options, progress, cancellationToken);
        foreach (var path in paths)
        {
            SourceFile.Read(path, source =>
            {
                reading.Start(source);
                if (source.IsJson)
                {
                    JsonBacklog.Read(source, reading);
                }
                else
                {
                    CsvBacklog.Read(source, reading);
                }
            });
        }

        return reading.Finish();
    }
}
