using System.Collections.Concurrent;
using System.Text.Json;
using TrackerSegments.Core;
using TrackerSegments.Service.Api;
using TrackerSegments.Service.Board;

namespace TrackerSegments.Service.Workspaces;

/// <summary>A backlog seen through a lens, with the documents made of it, each made once and only when asked for.</summary>
/// <param name="backlog">The backlog.</param>
/// <param name="lenses">All lenses through which it can be seen, this one first; none where it is only tried out.</param>
/// <param name="day">The day whose strategies hold.</param>
internal sealed class LensDocuments(OpenBacklog backlog, IReadOnlyList<KeptLens> lenses, DateOnly day)
{
    private readonly Lazy<byte[]> alignment = new(() => ToJson(backlog.Report));

    private readonly Lazy<byte[]> board =
        new(() => JsonSerializer.SerializeToUtf8Bytes(BoardBuilder.Build(backlog.Report), ApiJson.Default.BoardDocument));

    private readonly ConcurrentDictionary<string, Lazy<LensDocuments>> others = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<byte[]>> parts = new(StringComparer.Ordinal);

    public OpenBacklog Backlog => backlog;

    public AlignmentDocument Document => backlog.Report.Document;

    public DateOnly Day => day;

    /// <summary>The keys of all lenses, the primary one first.</summary>
    public IReadOnlyList<string> Lenses => [.. lenses.Select(l => l.Key)];

    /// <summary>The alignment document as UTF-8 JSON.</summary>
    public byte[] Alignment => alignment.Value;

    /// <summary>The board as UTF-8 JSON.</summary>
    public byte[] Board => board.Value;

    /// <summary>The alignment document over the epics of some status categories alone.</summary>
    public byte[] AlignmentOf(IReadOnlyCollection<StatusCategory> statuses) => parts.GetOrAdd(
        string.Join(',', statuses.Order().Select(Names.Of)), _ => new(() => ToJson(backlog.Of(statuses)))).Value;

    /// <summary>The same backlog at the same moment through another lens; null where there is no such lens.</summary>
    /// <param name="key">The lens; null for this one.</param>
    public LensDocuments? Find(string? key)
    {
        if (key is null || string.Equals(key, backlog.Report.Lens.Key, StringComparison.Ordinal))
        {
            return this;
        }

        return lenses.FirstOrDefault(l => string.Equals(l.Key, key, StringComparison.Ordinal)) is { } lens
            ? others.GetOrAdd(lens.Key, _ => new(() => Through(lens))).Value
            : null;
    }

    /// <summary>The same backlog by another scheme or strategy, to try them out.</summary>
    public LensDocuments Through(KeptLens lens)
    {
        var scheme = lens.ToLens();
        return new(backlog.Through(scheme, lens.StrategyOn(day, scheme)), [], day);
    }

    private static byte[] ToJson(AlignmentReport report) => JsonSerializer.SerializeToUtf8Bytes(report.Document, ApiJson.Default.AlignmentDocument);
}
