using System.Security.Cryptography;
using System.Text;
using TrackerSegments.Core;
using TrackerSegments.Service.Trackers;
using TrackerSegments.Service.Trackers.Files;
using TrackerSegments.Service.Trackers.WorkingCopy;

namespace TrackerSegments.Service.Workspaces;

/// <summary>Which workspace a source belongs to, and whether it must be read again.</summary>
internal static class SourceIdentity
{
    /// <summary>Counts up when reading gives other items for the same file.</summary>
    private const int ReaderVersion = 2;

    private const int IdDigits = 16;

    private const int BufferSize = 128 * 1024;

    /// <summary>The same files in any order, seen through the same field, are the same workspace.</summary>
    public static string IdOf(WorkspaceSource source) => source.Id ?? DocumentKey.Hash(string.Join(
        '\n',
        [.. source.Request.Files.Select(Path.GetFullPath).Order(StringComparer.Ordinal), source.Request.SegmentField.ToUpperInvariant()]))[..IdDigits];

    /// <summary>The same projects of the same tracker, narrowed by the same query and seen through the same field, are the same workspace.</summary>
    public static string IdOf(ConnectionSettings connection) => DocumentKey.Hash(string.Join(
        '\n',
        [
            connection.Tracker, connection.Address, .. connection.Projects.Select(p => p.ToUpperInvariant()).Order(StringComparer.Ordinal), "query", connection.Query ?? "",
            connection.SegmentField.ToUpperInvariant(),
        ]))[..IdDigits];

    /// <summary>The same trackers are the same workspace; one alone is what it would be without the others.</summary>
    public static string IdOf(IReadOnlyList<ConnectionSettings> connections) => connections is [var only]
        ? IdOf(only)
        : DocumentKey.Hash(string.Join('\n', connections.Select(IdOf).Order(StringComparer.Ordinal)))[..IdDigits];

    public static string NameOf(IReadOnlyList<ConnectionSettings> connections) => string.Join(
        " + ", connections.Select(c => $"{string.Join(", ", c.Projects)} · {TrackerAddress.NameOf(c.Address)}"));

    public static string FileNameOf(WorkspaceSource source) => source.Request.Files.Count switch
    {
        1 => Path.GetFileName(source.Request.Files[0]),
        var n => FormattableString.Invariant($"{Path.GetFileName(source.Request.Files[0])} and {n - 1} more"),
    };

    /// <summary>A hash over the files' content and over what decides how they are read and which of their values are in scope.</summary>
    /// <exception cref="InputException">A file cannot be read.</exception>
    public static string StampOf(WorkspaceSource source, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in source.Request.Files)
        {
            hash.AppendData(HashOf(file, cancellationToken));
        }

        string[] reading =
        [
            FormattableString.Invariant($"{ReaderVersion}"),
            source.Request.SegmentField,
            source.Request.EffortField ?? "",
            Names.Of(source.Request.Policy.Measure),
            Names.OfStatuses(source.Request.Policy),
            .. source.Request.Policy.EpicTypes.Order(StringComparer.Ordinal),
            "not done",
            .. source.Request.Policy.RemovedResolutions.Order(StringComparer.Ordinal),
        ];
        hash.AppendData(Encoding.UTF8.GetBytes(string.Join('\n', reading)));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static byte[] HashOf(string file, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        SourceFile.Read(file, source =>
        {
            var buffer = new byte[BufferSize];
            while (source.Stream.Read(buffer) is > 0 and var read)
            {
                cancellationToken.ThrowIfCancellationRequested();
                hash.AppendData(buffer, 0, read);
            }
        });
        return hash.GetHashAndReset();
    }
}
