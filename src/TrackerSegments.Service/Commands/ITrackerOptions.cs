using System.CommandLine;
using TrackerSegments.Service.Trackers;

namespace TrackerSegments.Service.Commands;

/// <summary>The options of one kind of tracker.</summary>
internal interface ITrackerOptions
{
    /// <summary>What people call the tracker.</summary>
    string Product { get; }

    /// <summary>The option that names the tracker to read.</summary>
    Option<string?> Address { get; }

    /// <summary>What only this kind of tracker takes beside it.</summary>
    IReadOnlyList<Option> Others { get; }

    /// <summary>The connection, as far as this kind of tracker goes.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="projects">The projects named; null where none are.</param>
    /// <param name="request">How the backlog is to be looked at.</param>
    /// <exception cref="UsageException">An option's value cannot be used.</exception>
    ConnectionSettings Read(ParseResult parsed, IReadOnlyList<string>? projects, BacklogRequest request);
}
