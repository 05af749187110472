using System.Text.Json;
using TrackerSegments.Core;
using TrackerSegments.Service.Trackers.Files;

namespace TrackerSegments.Service.Trackers.Jira;

/// <summary>Finds out what a site is: Cloud or Data Center, who we are there, which fields mean what, and which projects can be read.</summary>
internal sealed class JiraConnect(TrackerHttp http, ConnectionSettings settings)
{
    private readonly string host = new Uri(settings.Address).Host;

    /// <exception cref="TrackerException">The connection cannot be used; the problem says why and what to do.</exception>
    public async Task<JiraConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        if (settings.Projects.Count == 0)
        {
            throw new TrackerException(new("noProject", "No project is named. Name the projects to read with --project, by their keys.", Blame.Person));
        }

        var server = await ServerAsync(cancellationToken);
        var api = server.IsCloud ? "rest/api/3" : "rest/api/2";
        var readAccount = AccountAsync(api, cancellationToken);
        var readFields = FieldsAsync(api, cancellationToken);
        var readTypes = new JiraEpicTypes(http, settings, host).FindAsync(api, server.IsCloud, cancellationToken);
        var readProjects = Task.WhenAll(settings.Projects.Distinct(StringComparer.OrdinalIgnoreCase)
            .Select(project => new JiraProjects(http).FindAsync(api, project, cancellationToken)));

        // The account comes first: where the token is wrong, that is what is said.
        await Task.WhenAll(readAccount, readFields, readTypes, readProjects);
        var (name, id) = await readAccount;
        var fields = await readFields;
        var (types, findings) = await readTypes;
        var projects = await readProjects;
        var site = new JiraSite
        {
            IsCloud = server.IsCloud,
            BrowseAddress = server.Address,
            Title = server.Title,
            Account = name,
            AccountId = id,
            Segment = fields.Segment(settings.SegmentField),
            Effort = fields.Effort(settings.EffortField, settings.Measure),
            EpicLink = fields.EpicLink,
            Team = fields.Team,
            EpicTypes = types,
            Findings = [.. findings, .. projects.Select(project => project.Problem).OfType<TrackerProblem>()
                .Select(problem => Finding.Of(problem.Code, Severity.Error, problem.Text, [], "The other projects are read all the same."))],
        };
        await CheckQueryAsync(site, cancellationToken);
        return new(site, [.. projects.Select(project => project.Scope).DistinctBy(scope => scope.Key, StringComparer.Ordinal)], JiraFieldReport.Of(site));
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String
            ? ItemText.CleanOrNull(JiraText.String(text))
            : null;

    private async Task<(bool IsCloud, string Address, string Title)> ServerAsync(CancellationToken cancellationToken)
    {
        using var document = await FirstAnswerAsync(cancellationToken);
        var root = document?.RootElement ?? default;
        if (Text(root, "baseUrl") is not { } address || !Uri.TryCreate(address, UriKind.Absolute, out var browse) || browse.Scheme is not ("https" or "http"))
        {
            throw new TrackerException(NotJira());
        }

        var isCloud = string.Equals(Text(root, "deploymentType"), "Cloud", StringComparison.OrdinalIgnoreCase);
        return (isCloud, address.TrimEnd('/'), Text(root, "serverTitle") ?? browse.Host);
    }

    private TrackerProblem NotJira() => new(
        "notTheTracker", $"{host} answers, but not as Jira does. Check the address: it is what the browser shows before /browse or /jira, with the path of a Data Center if it has one.", Blame.Person);

    /// <remarks>Cloud has the newer interface, Data Center only the older one.</remarks>
    private async Task<JsonDocument?> FirstAnswerAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await http.SendAsync(ServerInfo("rest/api/3"), cancellationToken);
        }
        catch (TrackerException e) when (IsElsewhere(e))
        {
            try
            {
                return await http.SendAsync(ServerInfo("rest/api/2"), cancellationToken);
            }
            catch (TrackerException again) when (again.Problem.Code is "notFound" or "notSupported" or "callRemoved")
            {
                throw new TrackerException(NotJira(), again);
            }
        }
    }

    private static bool IsElsewhere(TrackerException e) => e.Problem.Code is "notFound" or "notSupported" or "callRemoved" or "addressMoved" or "notTheTracker";

    private static TrackerCall ServerInfo(string api) => new(HttpMethod.Get, $"{api}/serverInfo", "serverInfo") { Purpose = "what kind of Jira this is" };

    private async Task<(string? Name, string? Id)> AccountAsync(string api, CancellationToken cancellationToken)
    {
        using var document = await http.SendAsync(new(HttpMethod.Get, $"{api}/myself", "myself") { Purpose = "whose account this is" }, cancellationToken);
        var root = document?.RootElement ?? default;
        return (Text(root, "displayName"), Text(root, "accountId") ?? Text(root, "name") ?? Text(root, "key"));
    }

    private async Task<JiraFieldList> FieldsAsync(string api, CancellationToken cancellationToken)
    {
        using var document = await http.SendAsync(new(HttpMethod.Get, $"{api}/field", "field") { Purpose = "the list of fields" }, cancellationToken);
        if (document?.RootElement is not { ValueKind: JsonValueKind.Array } list)
        {
            throw new TrackerException(NotJira());
        }

        return new([.. list.EnumerateArray().Select(JiraFieldInfo.Parse).OfType<JiraFieldInfo>()], host);
    }

    private async Task CheckQueryAsync(JiraSite site, CancellationToken cancellationToken)
    {
        if (JiraQuery.Restriction(settings.Query) is not { } query)
        {
            return;
        }

        try
        {
            using var document = await http.SendAsync(JiraListing.Call(site, query, 1, null, [], "the query for epics"), cancellationToken);
        }
        catch (TrackerException e) when (e.Problem.Code == "badRequest")
        {
            throw new TrackerException(
                new("queryInvalid", $"{e.Problem.Text} Correct the query, or leave it out.", Blame.Person), e);
        }
    }
}

/// <summary>What connecting found.</summary>
internal sealed record JiraConnection(JiraSite Site, IReadOnlyList<TrackerScope> Scopes, ConnectionReport Report);
