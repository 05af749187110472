using System.CommandLine;
using TrackerSegments.Service.Trackers;

namespace TrackerSegments.Service.Commands;

/// <summary>The options that say which tracker to read.</summary>
internal sealed class ConnectionOptions
{
    private readonly ITrackerOptions[] trackers = [new JiraOptions(), new AzureOptions()];
    private readonly SecretOptions secrets = new();

    private readonly Option<string?> projects = new("--project")
    {
        HelpName = "NAMES",
        Description = "The projects to read, comma separated: by key in Jira, by name in Azure DevOps.",
    };

    private readonly Option<string?> writeBack = new("--write-back")
    {
        HelpName = "ON|OFF",
        Description = "Switches writing to the tracker on or off. It is off until it is switched on, and stays as it was switched.",
    };

    /// <summary>The options that name a tracker, in words: --jira or --azure-devops.</summary>
    public string Addresses => string.Join(" or ", trackers.Select(tracker => tracker.Address.Name));

    public void AddTo(Command command)
    {
        foreach (var option in trackers.Select(tracker => tracker.Address).Concat([projects, .. trackers.SelectMany(tracker => tracker.Others)]))
        {
            command.Options.Add(option);
        }

        secrets.AddTo(command);
        command.Options.Add(writeBack);
    }

    /// <summary>The connection asked for; null where none is.</summary>
    /// <exception cref="UsageException">An option's value cannot be used, or options do not go together.</exception>
    public ConnectionSettings? Read(ParseResult parsed, Func<BacklogRequest> backlog)
    {
        bool IsGiven(Option option) => parsed.GetResult(option) is { Implicit: false };
        var named = trackers.Where(tracker => parsed.GetValue(tracker.Address) is not null).ToArray();
        if (named.Length > 1)
        {
            throw new UsageException($"{named[0].Address.Name} and {named[1].Address.Name} are two backlogs. Open one of them.");
        }

        foreach (var other in trackers.Except(named))
        {
            if (other.Others.FirstOrDefault(IsGiven) is { } lonely)
            {
                throw new UsageException($"{lonely.Name} says what to read in {other.Product}: give its address with {other.Address.Name} URL.");
            }
        }

        if (named is not [var tracker])
        {
            return !IsGiven(projects) ? null : throw new UsageException($"{projects.Name} says what to read in a tracker: give its address with {Addresses} URL.");
        }

        var request = backlog();
        var settings = tracker.Read(parsed, parsed.GetValue(projects) is { } list ? OptionValues.List(projects.Name, list) : null, request);
        return settings with
        {
            EffortField = request.EffortField,
            Measure = request.Policy.Measure,
            EpicTypes = [.. request.Policy.EpicTypes.Order(StringComparer.Ordinal)],
        };
    }

    /// <summary>The name of the option that names the tracker to read; null where none does.</summary>
    public string? NameOf(ParseResult parsed) => trackers.FirstOrDefault(tracker => parsed.GetValue(tracker.Address) is not null)?.Address.Name;

    /// <inheritdoc cref="SecretOptions.Read"/>
    public ConnectionSecrets ReadSecrets(ParseResult parsed, Terminal terminal) => secrets.Read(parsed, terminal);

    /// <summary>Whether writing is to be switched on or off; null leaves it as it is.</summary>
    /// <exception cref="UsageException">It is neither on nor off.</exception>
    public bool? ReadWriting(ParseResult parsed) => parsed.GetValue(writeBack)?.Trim().ToUpperInvariant() switch
    {
        null => null,
        "ON" => true,
        "OFF" => false,
        _ => throw new UsageException($"--write-back {parsed.GetValue(writeBack)} is not known: it is on or off."),
    };
}
