using System.Text;
using System.Text.Json;

namespace TrackerSegments.Simulators.AzureDevOps.Rest;

/// <summary>Several edits in one call. Each is answered on its own, with its own code and its body as a text.</summary>
internal static class BatchEndpoints
{
    private static readonly Lazy<AzureRouter> Router = new(() => new([.. EditEndpoints.All, .. RecycleEndpoints.All]));

    public static IReadOnlyList<AzureEndpoint> All { get; } = [new("PATCH", "/_apis/wit/$batch", [], Run), new("POST", "/_apis/wit/$batch", [], Run)];

    private static AzureAnswer Run(AzureCall call)
    {
        var body = call.Json();
        if (body.ValueKind != JsonValueKind.Array || body.GetArrayLength() == 0)
        {
            throw AzureRefusal.Invalid("You must pass a valid array of requests in the body of the request.");
        }

        if (body.GetArrayLength() > ItemEndpoints.MaxOfBatch)
        {
            throw AzureRefusal.Invalid($"VS403474: You requested {body.GetArrayLength()} work items which exceeds the limit of {ItemEndpoints.MaxOfBatch}");
        }

        List<Inner> inner = [.. body.EnumerateArray().Select(Inner.Read)];
        var answers = call.Azure.Options.BatchIsAllOrNothing && inner.ConvertAll(i => Answer(call, i, isTrial: true)) is var trials && trials.Exists(a => a.Status >= 400)
            ? trials.ConvertAll(t => t.Status >= 400 ? t : AzureAnswer.Error(400, "WorkItemBatchFailedException", "VS403622: The work item was not changed, because another one of the batch was refused."))
            : inner.ConvertAll(i => Answer(call, i, isTrial: false));
        return AzureAnswer.List(answers, Write) with { Items = answers.Count };
    }

    private static void Write(Utf8JsonWriter w, AzureAnswer answer)
    {
        w.WriteStartObject();
        w.WriteNumber("code", answer.Status);
        w.WriteStartObject("headers");
        w.WriteString("Content-Type", "application/json; charset=utf-8");
        w.WriteEndObject();
        w.WriteString("body", answer.Body.Span);
        w.WriteEndObject();
    }

    private static AzureAnswer Answer(AzureCall call, Inner inner, bool isTrial)
    {
        try
        {
            var (path, query) = inner.Address();
            var (endpoint, route, _) = Router.Value.Find(inner.Method, path);
            if (endpoint is null)
            {
                return AzureAnswer.Error(404, "VssResourceNotFoundException", $"The controller for path '{path}' was not found or does not implement IController.");
            }

            if (!query.Remove("api-version"))
            {
                return AzureAnswer.Error(400, "VssVersionNotSpecifiedException", $"No api-version was supplied for the \"{inner.Method}\" request.");
            }

            if (endpoint.IsPatch && inner.ContentType != "application/json-patch+json")
            {
                return AzureAnswer.Error(415, "VssRequestContentTypeNotSupportedException", $"The request indicated a Content-Type of \"{inner.ContentType}\" for method type \"{inner.Method}\" which is not supported. Valid content types for this method are: application/json-patch+json.");
            }

            if (isTrial && endpoint.IsPatch)
            {
                query["validateOnly"] = ["true"];
            }

            return isTrial && !endpoint.IsPatch ? AzureAnswer.NoContent : endpoint.Handle(new(call.Azure, inner.Request(call.Request, path, endpoint, query), call.User, route));
        }
        catch (AzureRefusal refusal)
        {
            return refusal.Answer;
        }
    }

    private sealed record Inner(string Method, string Uri, string ContentType, ReadOnlyMemory<byte> Body)
    {
        public static Inner Read(JsonElement request)
        {
            AzureBody.Object(request, "method", "uri", "headers", "body");
            var type = request.TryGetProperty("headers", out var headers) && headers.ValueKind == JsonValueKind.Object && headers.TryGetProperty("Content-Type", out var named) ? named.GetString() : null;
            return new(
                AzureBody.Needed(request, "method"), AzureBody.Needed(request, "uri"), type ?? "", request.TryGetProperty("body", out var body) ? Encoding.UTF8.GetBytes(body.GetRawText()) : default);
        }

        public (string Path, Dictionary<string, string[]> Query) Address()
        {
            var parts = Uri.Split('?', 2);
            Dictionary<string, string[]> query = new(StringComparer.Ordinal);
            foreach (var pair in (parts.Length > 1 ? parts[1] : "").Split('&', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=', 2)))
            {
                query[System.Uri.UnescapeDataString(pair[0])] = [System.Uri.UnescapeDataString(pair.ElementAtOrDefault(1) ?? "")];
            }

            return (parts[0], query);
        }

        public AzureRequest Request(AzureRequest outer, string path, AzureEndpoint endpoint, Dictionary<string, string[]> query) => new()
        {
            Number = outer.Number,
            Method = Method,
            Path = path,
            Template = endpoint.Template,
            Query = query,
            BodyBytes = Body,
            At = outer.At,
            ContentType = ContentType,
        };
    }
}
