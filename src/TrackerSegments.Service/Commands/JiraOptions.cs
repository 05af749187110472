using System.CommandLine;
using TrackerSegments.Service.Trackers;

namespace TrackerSegments.Service.Commands;

/// <summary>The options that say which Jira to read.</summary>
internal sealed class JiraOptions : ITrackerOptions
{
    private readonly Option<string?> query = new("--jql")
    {
        HelpName = "JQL",
        Description = "Of a Jira, which epics of the projects count; what hangs below them is read too.",
    };

    private readonly Option<string?> email = new("--email")
    {
        HelpName = "ADDRESS",
        Description = "Of a Jira, the account of an API token. Without it the token is sent as a bearer token (personal access token, OAuth).",
    };

    public Option<string?> Address { get; } = new("--jira")
    {
        HelpName = "URL",
        Description = "The Jira to read: https://example.atlassian.net, or a Data Center's address.",
    };

    public string Product => "Jira";

    public IReadOnlyList<Option> Others => [query, email];

    public ConnectionSettings Read(ParseResult parsed, IReadOnlyList<string>? projects, BacklogRequest request) => new()
    {
        Tracker = "jira",
        Address = TrackerAddress.Parse(parsed.GetValue(Address)!),
        Email = parsed.GetValue(email),
        Projects = projects is not null
            ? [.. projects.Select(k => k.ToUpperInvariant()).Distinct(StringComparer.Ordinal)]
            : throw new UsageException("Say which projects to read: --project KEY,KEY."),
        Query = parsed.GetValue(query) is { } jql && !string.IsNullOrWhiteSpace(jql) ? jql : null,
        SegmentField = request.SegmentField,
    };
}
