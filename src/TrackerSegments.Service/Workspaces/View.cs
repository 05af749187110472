using System.Text.Json;
using TrackerSegments.Core;
using TrackerSegments.Service.Api;
using TrackerSegments.Service.Board;

namespace TrackerSegments.Service.Workspaces;

/// <summary>A snapshot with the documents made of it, each made once and only when asked for.</summary>
internal sealed class View(Snapshot snapshot)
{
    private readonly Lazy<byte[]> alignment =
        new(() => JsonSerializer.SerializeToUtf8Bytes(snapshot.Report.Document, ApiJson.Default.AlignmentDocument));

    private readonly Lazy<byte[]> board =
        new(() => JsonSerializer.SerializeToUtf8Bytes(BoardBuilder.Build(snapshot.Report), ApiJson.Default.BoardDocument));

    public Snapshot Snapshot => snapshot;

    public AlignmentDocument Document => snapshot.Report.Document;

    /// <summary>The alignment document as UTF-8 JSON.</summary>
    public byte[] Alignment => alignment.Value;

    /// <summary>The board as UTF-8 JSON.</summary>
    public byte[] Board => board.Value;
}
