using System.CommandLine;
using TrackerSegments.Service.Trackers;

namespace TrackerSegments.Service.Commands;

/// <summary>The options that say which tracker to read.</summary>
internal sealed class ConnectionOptions
{
    private readonly ITrackerOptions[] trackers = [new JiraOptions(), new AzureOptions()];
    private readonly SeveralTrackers several = new();
    private readonly SecretOptions secrets = new();

    private readonly Option<string?> projects = new("--project")
    {
        HelpName = "NAMES",
        Description = "The projects to read, comma separated: by key in Jira, by name in Azure DevOps. Of several trackers: jira=FW,azure-devops=Fabrikam.",
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

        command.Options.Add(several.Field);
        command.Options.Add(several.Conversion);
        secrets.AddTo(command);
        command.Options.Add(writeBack);
    }

    /// <summary>The connections asked for, at most one of a kind; none where no tracker is named.</summary>
    /// <exception cref="UsageException">An option's value cannot be used, or options do not go together.</exception>
    public IReadOnlyList<ConnectionSettings> Read(ParseResult parsed, Func<BacklogRequest> backlog)
    {
        bool IsGiven(Option option) => parsed.GetResult(option) is { Implicit: false };
        var named = trackers.Where(tracker => parsed.GetValue(tracker.Address) is not null).ToArray();
        foreach (var other in trackers.Except(named))
        {
            if (other.Others.FirstOrDefault(IsGiven) is { } lonely)
            {
                throw new UsageException($"{lonely.Name} says what to read in {other.Product}: give its address with {other.Address.Name} URL.");
            }
        }

        if (named.Length == 0)
        {
            return new Option[] { projects, several.Conversion, several.Field }.FirstOrDefault(IsGiven) is { } alone
                ? throw new UsageException($"{alone.Name} says what to read in a tracker: give its address with {Addresses} URL.")
                : [];
        }

        var request = backlog();
        var kinds = named.Select(tracker => tracker.Kind).ToArray();
        var wanted = named.Length == 1
            ? new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
            : SeveralTrackers.ByTracker(projects.Name, parsed.GetValue(projects), kinds, "PROJECT");
        return
        [
            .. named.Select(tracker => several.Apply(
                parsed,
                kinds,
                request,
                tracker.Read(
                    parsed,
                    named.Length > 1
                        ? wanted.GetValueOrDefault(tracker.Kind)
                            ?? throw new UsageException($"Say which projects of {tracker.Product} to read: {projects.Name} {tracker.Kind}=PROJECT.")
                        : parsed.GetValue(projects) is { } list ? OptionValues.List(projects.Name, list) : null,
                    request))),
        ];
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
