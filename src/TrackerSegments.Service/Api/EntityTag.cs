using Microsoft.Net.Http.Headers;
using TrackerSegments.Service.Trackers.WorkingCopy;

namespace TrackerSegments.Service.Api;

/// <summary>ETags over what a document says, so that the same text has the same one, wherever it is kept.</summary>
internal static class EntityTag
{
    private const int Digits = 20;

    public static string Of(string text) => $"\"{DocumentKey.Hash(text)[..Digits]}\"";

    /// <summary>Which versions a request was made from; null where If-Match names none.</summary>
    public static IReadOnlyList<string>? Parse(IHeaderDictionary headers) =>
        EntityTagHeaderValue.TryParseList([.. headers.IfMatch.OfType<string>()], out var tags) && tags.Count > 0 && tags.All(t => !t.Equals(EntityTagHeaderValue.Any))
            ? [.. tags.Select(t => t.Tag.ToString())]
            : null;
}
