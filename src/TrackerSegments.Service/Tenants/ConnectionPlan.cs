using TrackerSegments.Core;
using TrackerSegments.Service.Commands;
using TrackerSegments.Service.Trackers;
using TrackerSegments.Service.Trackers.AzureDevOps;

namespace TrackerSegments.Service.Tenants;

/// <summary>Makes settings of what an administrator wishes for, and says what cannot be used.</summary>
internal static class ConnectionPlan
{
    public const int MaxProjects = 200;
    private const int MaxText = 500;
    private const int MaxQuery = 4_000;
    private const int MaxToken = 20_000;
    private const decimal MaxConversion = 1_000;

    private static readonly (string Name, TrackerAuthentication Value)[] Ways =
    [
        ("pat", TrackerAuthentication.Pat),
        ("entra-token", TrackerAuthentication.EntraToken),
        ("entra-client", TrackerAuthentication.EntraClient),
        ("managed-identity", TrackerAuthentication.ManagedIdentity),
    ];

    /// <exception cref="UsageException">Something cannot be used; the message says what and is for a person.</exception>
    public static (BacklogRequest Request, IReadOnlyList<ConnectionSettings> Connections) Of(ConnectionsWish wish)
    {
        if (wish.Connections.Count is 0 or > 2 || wish.Connections.DistinctBy(c => c.Tracker, StringComparer.Ordinal).Count() < wish.Connections.Count)
        {
            throw new UsageException("Connect one Jira, one Azure DevOps, or one of each.");
        }

        var request = new BacklogRequest
        {
            Files = [],
            SegmentField = Text(wish.SegmentField, "segmentField"),
            EffortField = Optional(wish.EffortField, "effortField"),
            Policy = new()
            {
                Measure = Names.ParseMeasure(wish.Measure ?? Names.Of(Measure.StoryPoints))
                    ?? throw new UsageException($"The measure {wish.Measure} is not known. Measures are {string.Join(", ", Enum.GetValues<Measure>().Select(Names.Of))}."),
                EpicTypes = [.. List(wish.EpicTypes ?? ["Epic"], "epicTypes")],
            },
        };
        return wish.Connections.Count > 1 && request.EffortField is not null
            ? throw new UsageException("effortField cannot be said for two trackers: each finds its own.")
            : (request, [.. wish.Connections.Select(connection => Of(connection, wish.Connections.Count, request))]);
    }

    /// <summary>How a way to sign in is called.</summary>
    public static string? NameOf(TrackerAuthentication? way) => way is { } value ? Ways.Single(w => w.Value == value).Name : null;

    private static ConnectionSettings Of(ConnectionWish wish, int count, BacklogRequest request)
    {
        if (wish.Token is { } token && (token.Length is 0 or > MaxToken || token.Any(c => c is <= ' ' or > '~')))
        {
            throw new UsageException("A token is one word of letters, digits and signs.");
        }

        if (wish.Conversion is { } factor && (count == 1 || factor is <= 0 or > MaxConversion))
        {
            throw new UsageException($"A conversion is for two trackers, more than 0 and at most {MaxConversion:0}.");
        }

        var settings = wish.Tracker switch
        {
            TrackerKinds.Jira => Jira(wish),
            TrackerKinds.AzureDevOps => Azure(wish),
            _ => throw new UsageException($"The tracker {wish.Tracker} is not known. Trackers are {TrackerKinds.Jira} and {TrackerKinds.AzureDevOps}."),
        };
        return settings with
        {
            SegmentField = Optional(wish.SegmentField, "segmentField") ?? request.SegmentField,
            EffortField = request.EffortField,
            Measure = request.Policy.Measure,
            EpicTypes = [.. request.Policy.EpicTypes.Order(StringComparer.Ordinal)],
            Conversion = wish.Conversion,
        };
    }

    private static ConnectionSettings Jira(ConnectionWish wish) => wish is { Authentication: null, TenantId: null, ClientId: null }
        ? new()
        {
            Tracker = TrackerKinds.Jira,
            Address = TrackerAddress.Parse(Text(wish.Address, "address")),
            Email = Optional(wish.Email, "email"),
            Projects = [.. List(wish.Projects, "projects").Select(k => k.ToUpperInvariant()).Distinct(StringComparer.Ordinal)],
            Query = Optional(wish.Query, "query", MaxQuery),
            SegmentField = "",
        }
        : throw new UsageException("authentication, tenantId and clientId are for Azure DevOps.");

    private static ConnectionSettings Azure(ConnectionWish wish)
    {
        var address = AzureAddress.Parse(Text(wish.Address, "address"));
        var query = Optional(wish.Query, "query", MaxQuery);
        _ = AzureQuery.Condition(query);
        var way = wish.Authentication is { } name
            ? Ways.FirstOrDefault(w => string.Equals(w.Name, name, StringComparison.Ordinal)) is { Name: not null } found
                ? found.Value
                : throw new UsageException($"The authentication {name} is not known. It is one of {string.Join(", ", Ways.Select(w => w.Name))}.")
            : (TrackerAuthentication?)null;
        if (wish.Email is not null)
        {
            throw new UsageException("email is for Jira.");
        }

        return way == TrackerAuthentication.EntraClient && (wish.TenantId is null || wish.ClientId is null)
            ? throw new UsageException("entra-client needs tenantId and clientId, and the client secret as the token.")
            : new()
            {
                Tracker = TrackerKinds.AzureDevOps,
                Address = address.Base,
                Projects = [.. List(wish.Projects, "projects").Distinct(StringComparer.OrdinalIgnoreCase)],
                Query = query,
                Authentication = way,
                TenantId = Optional(wish.TenantId, "tenantId"),
                ClientId = Optional(wish.ClientId, "clientId"),
                SegmentField = "",
            };
    }

    private static string Text(string text, string name) => Optional(text, name) ?? throw new UsageException($"{name} is empty.");

    private static string? Optional(string? text, string name, int most = MaxText) => string.IsNullOrWhiteSpace(text) ? null
        : text.Length <= most && !text.Any(char.IsControl) ? text.Trim()
        : throw new UsageException($"{name} has at most {most} characters and no control characters.");

    private static IEnumerable<string> List(IReadOnlyList<string> texts, string name) => texts.Count is > 0 and <= MaxProjects
        ? texts.Select(text => Text(text, name))
        : throw new UsageException($"{name} has 1 to {MaxProjects} entries.");
}
