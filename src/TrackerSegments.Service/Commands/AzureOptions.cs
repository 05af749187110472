using System.CommandLine;
using TrackerSegments.Service.Trackers;
using TrackerSegments.Service.Trackers.AzureDevOps;

namespace TrackerSegments.Service.Commands;

/// <summary>The options that say which Azure DevOps to read.</summary>
internal sealed class AzureOptions : ITrackerOptions
{
    private static readonly (string Name, TrackerAuthentication Value)[] Ways =
    [
        ("pat", TrackerAuthentication.Pat),
        ("entra-token", TrackerAuthentication.EntraToken),
        ("entra-client", TrackerAuthentication.EntraClient),
        ("managed-identity", TrackerAuthentication.ManagedIdentity),
    ];

    private readonly Option<string?> query = new("--wiql")
    {
        HelpName = "WIQL",
        Description = "Of Azure DevOps, which epics of the projects count, as the condition of a query; what hangs below them is read too.",
    };

    private readonly Option<string?> authentication = new("--authentication")
    {
        HelpName = "WAY",
        Description = "How to sign in to Azure DevOps: pat, entra-token, entra-client, managed-identity. Without it, what fits the rest.",
    };

    private readonly Option<string?> tenant = new("--tenant")
    {
        HelpName = "ID",
        Description = "The Entra tenant of the application that signs in to Azure DevOps.",
    };

    private readonly Option<string?> client = new("--client-id")
    {
        HelpName = "ID",
        Description = "The Entra application, or the user-assigned managed identity, that signs in to Azure DevOps.",
    };

    public Option<string?> Address { get; } = new("--azure-devops")
    {
        HelpName = "URL",
        Description = "The Azure DevOps to read: https://dev.azure.com/ORGANIZATION, or a server's collection.",
    };

    public string Product => "Azure DevOps";

    public IReadOnlyList<Option> Others => [query, authentication, tenant, client];

    public ConnectionSettings Read(ParseResult parsed, IReadOnlyList<string>? projects, BacklogRequest request)
    {
        var address = AzureAddress.Parse(parsed.GetValue(Address)!);
        var wiql = parsed.GetValue(query) is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;
        _ = AzureQuery.Condition(wiql);
        var settings = new ConnectionSettings
        {
            Tracker = "azure-devops",
            Address = address.Base,
            Projects = Projects(address, projects),
            Query = wiql,
            SegmentField = request.SegmentField,
            Authentication = parsed.GetValue(authentication) is { } way ? OptionValues.OneOf("--authentication", way, Ways, w => w.Name).Value : null,
            TenantId = parsed.GetValue(tenant),
            ClientId = parsed.GetValue(client),
        };
        return settings is { Authentication: TrackerAuthentication.EntraClient, TenantId: null } or { Authentication: TrackerAuthentication.EntraClient, ClientId: null }
            ? throw new UsageException("--authentication entra-client needs --tenant and --client-id, and the client secret in place of the token.")
            : settings;
    }

    /// <summary>The projects named; else the one that the address leads to.</summary>
    private static IReadOnlyList<string> Projects(AzureAddress address, IReadOnlyList<string>? projects) => (address.Project, projects) switch
    {
        (null, null) => throw new UsageException("Say which projects to read: --project NAME,NAME."),
        ({ } named, null) => [named],
        ({ } named, { } given) when !given.Contains(named, StringComparer.OrdinalIgnoreCase) =>
            throw new UsageException($"The address leads to the project {named}, and --project names others. Leave one of both out."),
        (_, { } given) => [.. given.Distinct(StringComparer.OrdinalIgnoreCase)],
    };
}
