using System.Text.Json;
using Newtonsoft.Json.Linq;
using TrackerSegments.Service.Trackers.Files;

namespace TrackerSegments.Service.Trackers.AzureDevOps;

/// <summary>Calls that look into the processes of an organization, and change them.</summary>
internal sealed class AzureProvisionSite(TrackerHttp http, ConnectionSettings settings, string apiVersion)
{
    public const string Processes = "_apis/work/processes";

    public string Address => settings.Address;

    public string ApiVersion => apiVersion;

    public TrackerHttp Http => http;

    /// <summary>Finds out which version of the interface is spoken there.</summary>
    /// <exception cref="TrackerException">Nobody answers, or the token is not accepted.</exception>
    public static async Task<AzureProvisionSite> FindAsync(TrackerHttp http, ConnectionSettings settings, CancellationToken cancellationToken)
    {
        using var answer = await http.SendAsync(
            new(HttpMethod.Get, "_apis/connectionData", "_apis/connectionData") { Purpose = "asking whose account this is" }, cancellationToken);
        var isServer = WireJson.Text(answer?.RootElement, "deploymentType") is { } type
            ? type.StartsWith("onPremises", StringComparison.OrdinalIgnoreCase)
            : !AzureAddress.IsServices(new Uri(settings.Address).Host);
        return new(http, settings, isServer ? "7.0" : "7.1");
    }

    public Task<JsonDocument?> GetAsync(string path, string endpoint, string purpose, CancellationToken cancellationToken) =>
        http.SendAsync(new(HttpMethod.Get, Versioned(path), endpoint) { Purpose = purpose }, cancellationToken);

    public Task<JsonDocument?> WriteAsync(HttpMethod method, string path, string endpoint, JObject body, string purpose, CancellationToken cancellationToken) =>
        http.SendAsync(new(method, Versioned(path), endpoint) { Body = body, IsWrite = true, Purpose = purpose }, cancellationToken);

    /// <summary>The processes that the projects follow, each once, with those projects.</summary>
    /// <exception cref="TrackerException">A project or its process cannot be read.</exception>
    public async Task<IReadOnlyList<AzureProcess>> ProcessesAsync(CancellationToken cancellationToken)
    {
        List<(string Project, string Id, string Name)> followed = [];
        foreach (var name in settings.Projects.Distinct(StringComparer.OrdinalIgnoreCase))
        {
            using var answer = await GetAsync(
                $"_apis/projects/{Uri.EscapeDataString(name)}?includeCapabilities=true", "_apis/projects/{project}", $"reading the project {name}", cancellationToken);
            var template = WireJson.At(WireJson.At(answer?.RootElement, "capabilities"), "processTemplate");
            followed.Add((
                ItemText.CleanOrNull(WireJson.Text(answer?.RootElement, "name")) ?? name,
                WireJson.Text(template, "templateTypeId") ?? "",
                ItemText.CleanOrNull(WireJson.Text(template, "templateName")) ?? ""));
        }

        List<AzureProcess> processes = [];
        foreach (var alike in followed.GroupBy(p => p.Id, StringComparer.OrdinalIgnoreCase))
        {
            processes.Add(new(alike.Key, alike.First().Name, await KindAsync(alike.Key, cancellationToken), [.. alike.Select(p => p.Project)]));
        }

        return processes;
    }

    /// <summary>A process that this interface does not know is one that is written in XML.</summary>
    private async Task<AzureProcessKind> KindAsync(string id, CancellationToken cancellationToken)
    {
        if (id.Length == 0)
        {
            return AzureProcessKind.Xml;
        }

        try
        {
            using var answer = await GetAsync($"{Processes}/{Uri.EscapeDataString(id)}", $"{Processes}/{{id}}", "reading the process of a project", cancellationToken);
            return WireJson.Text(answer?.RootElement, "customizationType")?.ToLowerInvariant() switch
            {
                "inherited" => AzureProcessKind.Inherited,
                "system" => AzureProcessKind.System,
                _ => AzureProcessKind.Xml,
            };
        }
        catch (TrackerException e) when (e.Problem.Code is "notFound" or "notSupported")
        {
            return AzureProcessKind.Xml;
        }
    }

    private string Versioned(string path) => $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}api-version={apiVersion}";
}

/// <summary>A process that projects follow.</summary>
internal sealed record AzureProcess(string Id, string Name, AzureProcessKind Kind, IReadOnlyList<string> Projects);

/// <summary>How a process can be changed.</summary>
internal enum AzureProcessKind
{
    /// <summary>By calls and on its page.</summary>
    Inherited,

    /// <summary>Not at all.</summary>
    System,

    /// <summary>By files of XML, on a server.</summary>
    Xml,
}
