using System.Globalization;
using System.Text.Json;
using Newtonsoft.Json.Linq;

namespace TrackerSegments.Service.Trackers.Jira;

/// <summary>Where a custom field of Jira Cloud has which options. All of it needs the permission to administer Jira.</summary>
internal sealed class JiraFieldContexts(TrackerHttp http)
{
    private const string Fields = "rest/api/3/field";
    private const int PageSize = 100;
    private const int MostPages = 200;
    private const int OptionsPerCall = 1_000;

    public async Task<IReadOnlyList<JiraFieldContext>> ListAsync(string field, Actor actor, CancellationToken cancellationToken)
    {
        List<JiraFieldContext> contexts = [];
        await foreach (var context in PagesAsync($"{field}/context", "context", $"reading the contexts of the field {field}", actor, cancellationToken))
        {
            if (WireJson.Text(context, "id") is { } id)
            {
                contexts.Add(new(id, WireJson.Text(context, "name") ?? id, WireJson.Flag(context, "isGlobalContext")));
            }
        }

        return contexts;
    }

    /// <summary>The ids of the projects that a context is for; empty of a context for all.</summary>
    public async Task<IReadOnlyList<string>> ProjectsAsync(string field, string context, CancellationToken cancellationToken)
    {
        List<string> projects = [];
        await foreach (var mapping in PagesAsync(
            $"{field}/context/projectmapping?contextId={context}", "context/projectmapping", $"reading the projects of the field {field}", Actor.Connection, cancellationToken))
        {
            if (WireJson.Text(mapping, "contextId") == context && WireJson.Text(mapping, "projectId") is { } project)
            {
                projects.Add(project);
            }
        }

        return projects;
    }

    public async Task<IReadOnlyList<JiraFieldOption>> OptionsAsync(string field, string context, Actor actor, CancellationToken cancellationToken)
    {
        List<JiraFieldOption> options = [];
        await foreach (var option in PagesAsync(
            $"{field}/context/{context}/option", "context/{id}/option", $"reading the options of the field {field}", actor, cancellationToken))
        {
            if (WireJson.Text(option, "value") is { } value && WireJson.At(option, "optionId") is null)
            {
                options.Add(new(value, WireJson.Flag(option, "disabled")));
            }
        }

        return options;
    }

    /// <summary>The options of a field of Jira Data Center, in all of its contexts.</summary>
    public async Task<IReadOnlyList<JiraFieldOption>> AllOptionsAsync(string field, Actor actor, CancellationToken cancellationToken)
    {
        List<JiraFieldOption> options = [];
        var number = field[(field.LastIndexOf('_') + 1)..];
        for (var page = 1; page <= MostPages; page++)
        {
            using var answer = await http.SendAsync(
                new(
                    HttpMethod.Get,
                    string.Create(CultureInfo.InvariantCulture, $"rest/api/2/customFields/{number}/options?maxResults={OptionsPerCall}&page={page}&useAllContexts=true"),
                    "customFields/{id}/options")
                {
                    Actor = actor,
                    Purpose = $"reading the options of the field {field}",
                },
                cancellationToken);
            var found = WireJson.List(answer?.RootElement, "options").ToList();
            options.AddRange(found.Where(o => WireJson.Text(o, "value") is not null)
                .Select(o => new JiraFieldOption(WireJson.Text(o, "value")!, WireJson.Flag(o, "disabled"))));
            if (found.Count < OptionsPerCall)
            {
                break;
            }
        }

        return options;
    }

    /// <summary>The names of the screens a field is on.</summary>
    public async Task<IReadOnlyList<string>> ScreensAsync(string field, CancellationToken cancellationToken)
    {
        List<string> screens = [];
        await foreach (var screen in PagesAsync($"{field}/screens", "screens", $"reading the screens of the field {field}", Actor.Connection, cancellationToken))
        {
            screens.Add(WireJson.Text(screen, "name") ?? WireJson.Text(screen, "id") ?? "");
        }

        return screens;
    }

    /// <summary>Makes a context for projects; for all where none is named.</summary>
    public async Task<JiraFieldContext> CreateAsync(string field, string name, IReadOnlyList<string> projects, CancellationToken cancellationToken)
    {
        using var answer = await http.SendAsync(
            new(HttpMethod.Post, $"{Fields}/{field}/context", $"{Fields}/{{id}}/context")
            {
                IsWrite = true,
                Purpose = $"making a context of the field {field}",
                Body = new JObject
                {
                    ["name"] = name,
                    ["description"] = "Where customer segments are chosen.",
                    ["projectIds"] = new JArray(projects),
                    ["issueTypeIds"] = new JArray(),
                },
            },
            cancellationToken);
        return new(WireJson.Text(answer?.RootElement, "id") ?? "", name, projects.Count == 0);
    }

    public async Task AddOptionsAsync(string field, string context, IReadOnlyList<string> values, CancellationToken cancellationToken)
    {
        foreach (var part in values.Chunk(OptionsPerCall))
        {
            (await http.SendAsync(
                new(HttpMethod.Post, $"{Fields}/{field}/context/{context}/option", $"{Fields}/{{id}}/context/{{id}}/option")
                {
                    IsWrite = true,
                    Purpose = $"adding options to the field {field}",
                    Body = new JObject { ["options"] = new JArray(part.Select(v => new JObject { ["value"] = v, ["disabled"] = false })) },
                },
                cancellationToken))?.Dispose();
        }
    }

    private async IAsyncEnumerable<JsonElement> PagesAsync(
        string path, string endpoint, string purpose, Actor actor, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var start = 0;
        for (var page = 0; page < MostPages; page++)
        {
            var query = string.Create(CultureInfo.InvariantCulture, $"{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}startAt={start}&maxResults={PageSize}");
            using var answer = await http.SendAsync(
                new(HttpMethod.Get, $"{Fields}/{path}{query}", $"{Fields}/{{id}}/{endpoint}") { Actor = actor, Purpose = purpose }, cancellationToken);
            var count = 0;
            foreach (var value in WireJson.List(answer?.RootElement, "values"))
            {
                count++;
                yield return value;
            }

            start += count;
            if (count == 0 || WireJson.Flag(answer?.RootElement, "isLast"))
            {
                yield break;
            }
        }
    }
}

/// <summary>A context of a custom field.</summary>
internal sealed record JiraFieldContext(string Id, string Name, bool IsGlobal);

/// <summary>An option of a custom field.</summary>
internal sealed record JiraFieldOption(string Value, bool IsDisabled);
