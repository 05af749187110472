using System.Text.Json;
using TrackerSegments.Core;
using TrackerSegments.Service.Api;
using TrackerSegments.Service.Board;

namespace TrackerSegments.Service.Workspaces;

/// <summary>A backlog with the documents made of it, each made once and only when asked for.</summary>
internal sealed class LensDocuments(OpenBacklog backlog)
{
    private readonly Lazy<byte[]> alignment =
        new(() => JsonSerializer.SerializeToUtf8Bytes(backlog.Report.Document, ApiJson.Default.AlignmentDocument));

    private readonly Lazy<byte[]> board =
        new(() => JsonSerializer.SerializeToUtf8Bytes(BoardBuilder.Build(backlog.Report), ApiJson.Default.BoardDocument));

    public OpenBacklog Backlog => backlog;

    public AlignmentDocument Document => backlog.Report.Document;

    /// <summary>The alignment document as UTF-8 JSON.</summary>
    public byte[] Alignment => alignment.Value;

    /// <summary>The board as UTF-8 JSON.</summary>
    public byte[] Board => board.Value;
}
