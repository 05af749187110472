using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace TrackerSegments.Service.Tests.Access;

/// <summary>Makes out tokens by hand, right ones and every kind of wrong one.</summary>
internal static class Tokens
{
    public static string Encode(byte[] bytes) => Base64Url.EncodeToString(bytes);

    public static string SignedBy(RSA key, JsonObject header, JsonObject claims) => Signed(
        header, claims, text => key.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    public static string SignedWith(byte[] secret, JsonObject header, JsonObject claims) => Signed(
        header, claims, text => HMACSHA256.HashData(secret, text));

    public static string Signed(JsonObject header, JsonObject claims, Func<byte[], byte[]> sign)
    {
        var text = $"{Encode(Encoding.UTF8.GetBytes(header.ToJsonString()))}.{Encode(Encoding.UTF8.GetBytes(claims.ToJsonString()))}";
        return $"{text}.{Encode(sign(Encoding.ASCII.GetBytes(text)))}";
    }

    public static JsonObject With(this JsonObject json, string name, JsonNode? value)
    {
        var changed = (JsonObject)json.DeepClone();
        changed[name] = value;
        return changed;
    }

    public static JsonObject Without(this JsonObject json, string name)
    {
        var changed = (JsonObject)json.DeepClone();
        changed.Remove(name);
        return changed;
    }
}
