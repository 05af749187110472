using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TrackerSegments.Core;

namespace TrackerSegments.Service.History;

/// <summary>A document that says by which hash its figures can be checked.</summary>
internal interface IHashed<T>
{
    /// <summary>The same with its hash.</summary>
    T With(string hash);
}

/// <summary>Hashes documents as the alignment document is hashed: SHA-256 over the canonical form without hash and asOf.</summary>
internal static class HashedDocuments
{
    public static T Hashed<T>(this T document, JsonTypeInfo<T> type)
        where T : IHashed<T>
    {
        var element = JsonSerializer.SerializeToElement(document, type);
        var canonical = CanonicalJson.Write(element, member => member is not ("hash" or "asOf"));
        return document.With(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical))));
    }

    public static IResult ToAnswer<T>(this T document, JsonTypeInfo<T> type)
        where T : IHashed<T> => TypedResults.Json(document.Hashed(type), type);
}
