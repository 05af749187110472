using System.CommandLine;
using TrackerSegments.Service.Trackers;

namespace TrackerSegments.Service.Commands;

/// <summary>The options that say which tracker to read.</summary>
internal sealed class ConnectionOptions
{
    /// <summary>The environment variable that holds the token. A token on the command line could be read by every user of the machine.</summary>
    public const string TokenVariable = "TRACKERSEGMENTS_TOKEN";

    /// <summary>The environment variable that holds what webhooks are signed with.</summary>
    public const string WebhookVariable = "TRACKERSEGMENTS_WEBHOOK_SECRET";

    private const int MaxTokenLength = 20_000;

    private readonly Option<string?> jira = new("--jira")
    {
        HelpName = "URL",
        Description = "The Jira to read: https://example.atlassian.net, or a Data Center's address.",
    };

    private readonly Option<string?> projects = new("--project")
    {
        HelpName = "KEYS",
        Description = "The projects to read, by key, comma separated.",
    };

    private readonly Option<string?> query = new("--jql")
    {
        HelpName = "JQL",
        Description = "Which epics of the projects count; what hangs below them is read too.",
    };

    private readonly Option<string?> email = new("--email")
    {
        HelpName = "ADDRESS",
        Description = "The account of an API token. Without it the token is sent as a bearer token (personal access token, OAuth).",
    };

    private readonly Option<string?> tokenFile = new("--token-file")
    {
        HelpName = "FILE",
        Description = $"A file that holds the token alone. Without it: the environment variable {TokenVariable}.",
    };

    private readonly Option<string?> writeBack = new("--write-back")
    {
        HelpName = "ON|OFF",
        Description = "Switches writing to the tracker on or off. It is off until it is switched on, and stays as it was switched.",
    };

    private Option[] All => [jira, projects, query, email, tokenFile, writeBack];

    public void AddTo(Command command)
    {
        foreach (var option in All)
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The names of those options that stand on the command line, but for those that every start may need.</summary>
    public IEnumerable<string> Given(ParseResult parsed) =>
        All.Where(option => option != tokenFile && option != writeBack && parsed.GetResult(option) is { Implicit: false }).Select(option => option.Name);

    /// <summary>The connection asked for; null where none is.</summary>
    /// <exception cref="UsageException">An option's value cannot be used.</exception>
    public ConnectionSettings? Read(ParseResult parsed, Func<BacklogRequest> backlog)
    {
        if (parsed.GetValue(jira) is not { } address)
        {
            return Given(parsed).FirstOrDefault() is { } lonely
                ? throw new UsageException($"{lonely} says what to read in a Jira: give its address with --jira URL.")
                : null;
        }

        var request = backlog();
        return new()
        {
            Tracker = "jira",
            Address = TrackerAddress.Parse(address),
            Email = parsed.GetValue(email),
            Projects = parsed.GetValue(projects) is { } keys
                ? [.. OptionValues.List("--project", keys).Select(k => k.ToUpperInvariant()).Distinct(StringComparer.Ordinal)]
                : throw new UsageException("Say which projects to read: --project KEY,KEY."),
            Query = parsed.GetValue(query) is { } jql && !string.IsNullOrWhiteSpace(jql) ? jql : null,
            SegmentField = request.SegmentField,
            EffortField = request.EffortField,
            Measure = request.Policy.Measure,
            EpicTypes = [.. request.Policy.EpicTypes.Order(StringComparer.Ordinal)],
        };
    }

    /// <summary>The secrets, from the file or else from the environment.</summary>
    /// <exception cref="UsageException">The file cannot be read or holds no token.</exception>
    public ConnectionSecrets ReadSecrets(ParseResult parsed, Terminal terminal) => new(
        parsed.GetValue(tokenFile) is { } file ? FromFile(file) : FromEnvironment(terminal, TokenVariable),
        FromEnvironment(terminal, WebhookVariable));

    /// <summary>Whether writing is to be switched on or off; null leaves it as it is.</summary>
    /// <exception cref="UsageException">It is neither on nor off.</exception>
    public bool? ReadWriting(ParseResult parsed) => parsed.GetValue(writeBack)?.Trim().ToUpperInvariant() switch
    {
        null => null,
        "ON" => true,
        "OFF" => false,
        _ => throw new UsageException($"--write-back {parsed.GetValue(writeBack)} is not known: it is on or off."),
    };

    private static ConnectionSecret? FromEnvironment(Terminal terminal, string variable) =>
        terminal.Environment(variable) is { } text && !string.IsNullOrWhiteSpace(text) ? new(text.Trim()) : null;

    private static ConnectionSecret FromFile(string file)
    {
        string text;
        try
        {
            text = File.ReadAllText(file).Trim();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The token file {file} cannot be read ({failure.Message.TrimEnd('.')}).");
        }

        return text.Length is > 0 and <= MaxTokenLength && !text.Any(char.IsWhiteSpace)
            ? new(text)
            : throw new UsageException($"The token file {file} does not hold a token alone, on one line.");
    }
}
