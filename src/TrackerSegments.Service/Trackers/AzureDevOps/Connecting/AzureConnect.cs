using System.Text.Json;
using TrackerSegments.Core;
using TrackerSegments.Service.Trackers.Files;

namespace TrackerSegments.Service.Trackers.AzureDevOps;

/// <summary>Finds out what an organization is: Services or Server, who we are there, which fields mean what, and which projects can be read.</summary>
internal sealed class AzureConnect(TrackerHttp http, ConnectionSettings settings, ConnectionSecret secret, TimeProvider clock)
{
    private const string ServicesVersion = "7.1";
    private const string ServerVersion = "7.0";

    /// <summary>Who is nobody in particular, where a project is public.</summary>
    private const string Anonymous = "aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa";

    private readonly string host = TrackerAddress.NameOf(settings.Address);

    /// <exception cref="TrackerException">The connection cannot be used; the problem says why and what to do.</exception>
    public async Task<AzureConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        if (settings.Projects.Count == 0)
        {
            throw new TrackerException(new("noProject", "No project is named. Name the projects to read with --project.", Blame.Person));
        }

        // The account comes first: where the token is wrong, that is what is said.
        var server = await ServerAsync(cancellationToken);
        var projects = new AzureProjects(http, server.Version);
        var readFields = FieldsAsync(server.Version, cancellationToken);
        var readProjects = Task.WhenAll(settings.Projects.Distinct(StringComparer.OrdinalIgnoreCase).Select(name => ProjectAsync(projects, name, cancellationToken)));
        await Task.WhenAll(readFields, readProjects);
        var fields = await readFields;
        var found = await readProjects;
        var book = new AzureTypeBook();
        foreach (var types in found.Select(project => project.Types).OfType<AzureTypes>())
        {
            book.Set(types);
        }

        var site = new AzureSite
        {
            ApiVersion = server.Version,
            IsServices = server.IsServices,
            BrowseAddress = settings.Address,
            Account = server.Account,
            AccountId = server.AccountId,
            Segment = fields.Segment(settings.SegmentField),
            Effort = fields.Effort(settings.EffortField, settings.Measure),
            HasClosedDate = fields.Has(AzureNames.Closed),
            Types = book,
            Findings = [.. Findings(found), .. AzureFindings.OfToken(settings, secret, server.IsServices, clock.GetUtcNow())],
        };
        var scopes = found.Select(project => project.Scope).DistinctBy(scope => scope.Key, StringComparer.Ordinal).ToArray();
        await new AzureQueryCheck(http, site, settings).CheckAsync(found.Select(project => project.Project).OfType<AzureProject>().FirstOrDefault(), cancellationToken);
        return new(site, scopes, AzureFieldReport.Of(site, [.. found.Select(project => project.Types).OfType<AzureTypes>()], settings));
    }

    private static async Task<FoundProject> ProjectAsync(AzureProjects projects, string name, CancellationToken cancellationToken)
    {
        var (project, problem) = await projects.FindAsync(name, cancellationToken);
        if (project is null)
        {
            return new(new(name, name), null, null, [], problem);
        }

        var readTypes = projects.TypesAsync(project.Id, project.Name, cancellationToken);
        var readLevels = projects.LevelsAsync(project, cancellationToken);
        await Task.WhenAll(readTypes, readLevels);
        return new(new(project.Id, project.Name) { Label = project.Name }, project, await readTypes, await readLevels, null);
    }

    private IEnumerable<Finding> Findings(IReadOnlyCollection<FoundProject> projects)
    {
        foreach (var problem in projects.Select(project => project.Problem).OfType<TrackerProblem>())
        {
            yield return Finding.Of(problem.Code, Severity.Error, problem.Text, [], "The other projects are read all the same.");
        }

        var read = projects.Where(project => project.Types is not null).ToArray();
        if (read.Length > 0 && !read.Any(project => AzureEpics.TypesOf(project.Types!, settings).Any()))
        {
            throw AzureEpics.None(host, [.. read.SelectMany(project => project.Types!.All.Keys)], settings);
        }

        foreach (var finding in read.SelectMany(project => AzureFindings.OfLevels(project.Types!, project.Levels, settings)))
        {
            yield return finding;
        }
    }

    private async Task<(string Version, bool IsServices, string? Account, string? AccountId)> ServerAsync(CancellationToken cancellationToken)
    {
        using var document = await FirstAnswerAsync(cancellationToken);
        var user = TrackerText.At(document?.RootElement, "authenticatedUser");
        if (user is null)
        {
            throw AzureProjects.NotAzure();
        }

        var id = Text(user, "id");
        if (string.Equals(id, Anonymous, StringComparison.OrdinalIgnoreCase))
        {
            throw new TrackerException(AzureFindings.AfterTheEnd(
                new("notAuthenticated", $"{host} takes the token as nobody's. It may be meant for another organization. Give a token of this organization.", Blame.Person),
                settings, secret, clock.GetUtcNow()));
        }

        var isServices = TrackerText.At(document?.RootElement, "deploymentType") is { ValueKind: JsonValueKind.String } type
            ? !TrackerText.String(type).StartsWith("onPremises", StringComparison.OrdinalIgnoreCase)
            : AzureAddress.IsServices(new Uri(settings.Address).Host);
        return (isServices ? ServicesVersion : ServerVersion, isServices, Text(user, "providerDisplayName") ?? Text(user, "customDisplayName"), id);
    }

    private async Task<JsonDocument?> FirstAnswerAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await http.SendAsync(new(HttpMethod.Get, "_apis/connectionData", "connectionData") { Purpose = "whose account this is" }, cancellationToken);
        }
        catch (TrackerException e) when (e.Problem.Code == "notAuthenticated")
        {
            throw new TrackerException(AzureFindings.AfterTheEnd(e.Problem, settings, secret, clock.GetUtcNow()), e);
        }
        catch (TrackerException e) when (e.Problem.Code is "notFound" or "notSupported")
        {
            throw new TrackerException(
                new("notTheTracker", $"There is no organization or collection at {host}, or the account may not see it. Check the address: https://dev.azure.com/ORGANIZATION, or that of a server with its collection.", Blame.Person), e);
        }
    }

    private async Task<AzureFieldList> FieldsAsync(string version, CancellationToken cancellationToken)
    {
        using var document = await http.SendAsync(
            new(HttpMethod.Get, $"_apis/wit/fields?api-version={version}", "fields") { Purpose = "the list of fields" }, cancellationToken);
        return TrackerText.At(document?.RootElement, "value") is { ValueKind: JsonValueKind.Array } list
            ? new([.. list.EnumerateArray().Select(AzureFieldList.Parse).OfType<AzureField>()], host)
            : throw AzureProjects.NotAzure();
    }

    private static string? Text(JsonElement? element, string name) =>
        TrackerText.At(element, name) is { ValueKind: JsonValueKind.String } text ? ItemText.CleanOrNull(TrackerText.String(text)) : null;

    private sealed record FoundProject(TrackerScope Scope, AzureProject? Project, AzureTypes? Types, IReadOnlyList<AzureLevel> Levels, TrackerProblem? Problem);
}

/// <summary>What connecting found.</summary>
internal sealed record AzureConnection(AzureSite Site, IReadOnlyList<TrackerScope> Scopes, ConnectionReport Report);
