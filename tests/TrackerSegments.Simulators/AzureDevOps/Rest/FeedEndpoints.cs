using System.Globalization;
using System.Text.Json;
using TrackerSegments.Simulators.AzureDevOps.Model;

namespace TrackerSegments.Simulators.AzureDevOps.Rest;

/// <summary>The feeds of revisions and of links, in the order in which everything happened.</summary>
internal static class FeedEndpoints
{
    private const string Revisions = "/_apis/wit/reporting/workitemrevisions";

    private const string Links = "/_apis/wit/reporting/workitemlinks";

    private const string Hierarchy = "System.LinkTypes.Hierarchy";

    private static readonly string[] ByQuery =
    [
        "fields", "types", "continuationToken", "startDateTime", "includeIdentityRef", "includeDeleted", "includeTagRef", "includeLatestOnly", "$expand",
        "includeDiscussionChangesOnly", "$maxPageSize",
    ];

    private static readonly string[] ByBody = ["continuationToken", "startDateTime", "$expand"];

    private static readonly string[] OfLinks = ["linkTypes", "types", "continuationToken", "startDateTime"];

    public static IReadOnlyList<AzureEndpoint> All { get; } =
    [
        .. Both("GET", Revisions, ByQuery, RevisionsByQuery),
        .. Both("POST", Revisions, ByBody, RevisionsByBody),
        .. Both("GET", Links, OfLinks, OfHierarchy),
    ];

    internal static AzureEndpoint[] Both(string method, string path, string[] query, Func<AzureCall, AzureAnswer> handle) =>
        [new(method, path, query, handle), new(method, $"/{{project}}{path}", query, handle)];

    private static AzureAnswer RevisionsByQuery(AzureCall call) => Page(call, new(
        Given(call, "fields"), call.QueryList("types"), call.QueryFlag("includeDeleted"), call.QueryFlag("includeLatestOnly"), call.QueryFlag("includeIdentityRef"),
        call.QueryFlag("includeDiscussionChangesOnly"), call.QueryNumber("$maxPageSize")));

    private static AzureAnswer RevisionsByBody(AzureCall call)
    {
        var body = call.Body("fields", "types", "includeDeleted", "includeLatestOnly", "includeIdentityRef", "includeTagRef");
        return Page(call, new(
            AzureBody.Texts(body, "fields"), AzureBody.Texts(body, "types") ?? [], AzureBody.Flag(body, "includeDeleted"), AzureBody.Flag(body, "includeLatestOnly"),
            AzureBody.Flag(body, "includeIdentityRef"), false, null));
    }

    private static IReadOnlyList<string>? Given(AzureCall call, string name) => call.QueryList(name) is { Count: > 0 } values ? values : null;

    private static AzureAnswer Page(AzureCall call, FeedWish wish)
    {
        var (after, start) = From(call);
        var size = Math.Clamp(wish.MaxPageSize ?? call.Azure.Options.FeedPage, 1, call.Azure.Options.FeedPage);
        var types = wish.Types.Count == 0 ? null : wish.Types.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var (page, isLast) = call.Data.Revisions(after, size, entry =>
            (!wish.LatestOnly || ReferenceEquals(entry.Revision, entry.Item.Latest))
            && (wish.IncludeDeleted || !entry.Item.Latest.IsDeleted)
            && (call.Project is null ? call.User.May(AzurePermissions.Read, entry.Revision.Project) : call.Project == entry.Revision.Project)
            && types?.Contains(entry.Revision.Type.Name) != false
            && (start is null || entry.Revision.ChangedDate >= start)
            && !wish.DiscussionOnly);
        var json = new ItemJson(call, wish.Fields, isExpanded: true, wish.WithIdentities, call.Query("$expand") == "fields");
        return Batch(call, after, page, isLast, e => e.Watermark, (w, entry) => json.Write(w, entry.Item, entry.Revision, "none", isPlain: true));
    }

    private static AzureAnswer OfHierarchy(AzureCall call)
    {
        var (after, start) = From(call);
        var kinds = call.QueryList("linkTypes");
        var isWanted = kinds.Count == 0 || kinds.Any(k => k.StartsWith(Hierarchy, StringComparison.OrdinalIgnoreCase));
        var types = call.QueryList("types").ToHashSet(StringComparer.OrdinalIgnoreCase);
        var (page, isLast) = call.Data.Links(after, call.Azure.Options.LinkPage, link =>
            isWanted
            && (call.Project is null || link.ParentProject == call.Project || link.ChildProject == call.Project)
            && call.User.May(AzurePermissions.Read, link.ParentProject) && call.User.May(AzurePermissions.Read, link.ChildProject)
            && (types.Count == 0 || types.Contains(link.Parent.Latest.Type.Name) || types.Contains(link.Child.Latest.Type.Name))
            && (start is null || link.At >= start));
        return Batch(call, after, page, isLast, l => l.Watermark, (w, link) => WriteLink(w, call, link));
    }

    private static void WriteLink(Utf8JsonWriter w, AzureCall call, AzureLinkChange link)
    {
        w.WriteStartObject();
        w.WriteString("rel", Hierarchy);
        if (!call.Azure.Options.FlatLinks)
        {
            w.WriteStartObject("attributes");
        }

        w.WriteNumber("sourceId", link.Parent.Id);
        w.WriteNumber("targetId", link.Child.Id);
        w.WriteBoolean("isActive", link.IsActive);
        w.WriteString("changedDate", AzureDates.Text(link.At));
        w.WritePropertyName("changedBy");
        ItemJson.WriteIdentity(w, call, link.By);
        w.WriteString("comment", "");
        w.WriteString("changedOperation", link.IsActive ? "create" : "remove");
        w.WriteString("sourceProjectId", link.ParentProject.Id);
        w.WriteString("targetProjectId", link.ChildProject.Id);
        if (!call.Azure.Options.FlatLinks)
        {
            w.WriteEndObject();
        }

        w.WriteEndObject();
    }

    private static AzureAnswer Batch<T>(
        AzureCall call, long after, IReadOnlyList<T> found, bool isLast, Func<T, long> watermarkOf, Action<Utf8JsonWriter, T> write)
    {
        var fault = call.Request.Fault?.Kind;
        var page = fault == AzureFaultKind.EmptyPage ? [] : found;
        var repeats = fault == AzureFaultKind.TokenRepeated;
        var token = string.Create(CultureInfo.InvariantCulture, $"{(repeats || page.Count == 0 ? after : watermarkOf(page[^1]))};1;1");
        var answer = AzureAnswer.Json(w =>
        {
            w.WriteStartObject();
            w.WriteStartArray("values");
            foreach (var value in page)
            {
                write(w, value);
            }

            w.WriteEndArray();
            w.WriteString("nextLink", NextLink(call, token));
            w.WriteString("continuationToken", token);
            w.WriteBoolean("isLastBatch", isLast && !repeats && fault != AzureFaultKind.EmptyPage);
            w.WriteEndObject();
        });
        return answer with { Items = page.Count };
    }

    private static string NextLink(AzureCall call, string token)
    {
        var kept = call.Request.Query.Where(q => q.Key is not ("continuationToken" or "startDateTime")).SelectMany(q => q.Value.Select(v => $"{q.Key}={Uri.EscapeDataString(v)}"));
        return $"{call.Base}{call.Request.Path}?{string.Join('&', kept.Append($"continuationToken={Uri.EscapeDataString(token)}"))}";
    }

    private static (long After, DateTimeOffset? Start) From(AzureCall call)
    {
        var start = call.Query("startDateTime") is not { } text ? (DateTimeOffset?)null
            : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time
            : throw AzureRefusal.Invalid($"The value '{text}' of startDateTime is no date.");
        if (call.Query("continuationToken") is not { Length: > 0 } token)
        {
            return (0, start);
        }

        if (start is not null)
        {
            throw AzureRefusal.Invalid("The parameters continuationToken and startDateTime cannot be used together.");
        }

        return long.TryParse(token.Split(';')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var after) ? (after, null)
            : throw AzureRefusal.Invalid($"The continuation token '{token}' is invalid.");
    }

    private sealed record FeedWish(
        IReadOnlyList<string>? Fields, IReadOnlyList<string> Types, bool IncludeDeleted, bool LatestOnly, bool WithIdentities, bool DiscussionOnly, int? MaxPageSize);
}
