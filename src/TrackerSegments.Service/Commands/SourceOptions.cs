using System.CommandLine;
using TrackerSegments.Service.Workspaces;

namespace TrackerSegments.Service.Commands;

/// <summary>The options that say which backlog to open and how to look at it: files, or a tracker.</summary>
internal sealed class SourceOptions
{
    private readonly BacklogOptions backlog = new();

    public ConnectionOptions Connection { get; } = new();

    public void AddTo(Command command)
    {
        Connection.AddTo(command);
        backlog.AddTo(command);
    }

    /// <summary>What to open; null where nothing is named.</summary>
    /// <exception cref="UsageException">The options do not go together, or one cannot be used.</exception>
    public WorkspaceSource? Read(ParseResult parsed, IReadOnlyList<string> files)
    {
        if (Connection.Read(parsed, () => backlog.Read(parsed, [])) is { } connection)
        {
            return files.Count == 0
                ? new(backlog.Read(parsed, [])) { Connection = connection }
                : throw new UsageException($"--file and {Connection.NameOf(parsed)} are two backlogs. Open one of them.");
        }

        if (files.Count > 0)
        {
            return new(backlog.Read(parsed, files));
        }

        var lonely = backlog.Given(parsed).FirstOrDefault();
        return lonely is null
            ? null
            : throw new UsageException($"{lonely} says how to look at a backlog: give one with --file, {Connection.Addresses}.");
    }
}
