using System.Text;

namespace TrackerSegments.Service.Storage;

/// <summary>
/// What every store accepts, so that a document that fits one fits all. The bounds are those of the Azure Table service, which takes an
/// entity of 1 MiB, and a batch of 4 MiB in which bodies are Base64 and keys are escaped; keys are kept to the Basic Multilingual Plane
/// because stores that compare UTF-8 and UTF-16 order only those alike.
/// </summary>
internal static class DocumentLimits
{
    /// <summary>1 KiB in UTF-16.</summary>
    public const int MaxKeyLength = 512;

    public const int MaxBodyBytes = 1_000_000;

    public const int MaxWrites = 100;

    public const int MaxBatchBytes = 2_000_000;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>What comes after every key that begins so: no key has this character.</summary>
    public static string EndOf(string prefix) => $"{prefix}\uFFFF";

    public static void CheckKey(string key, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(key, name);
        if (key.Length > MaxKeyLength)
        {
            throw new ArgumentException($"A key has at most {MaxKeyLength} characters; this one has {key.Length}.", name);
        }

        foreach (var character in key)
        {
            if (character is '/' or '\\' or '#' or '?' || char.IsControl(character) || char.IsSurrogate(character))
            {
                throw new ArgumentException($"A key must not contain the character U+{(int)character:X4}.", name);
            }
        }
    }

    /// <summary>The bodies as UTF-8, in the order of the writes; null for a deletion.</summary>
    public static byte[]?[] CheckWrites(IReadOnlyList<DocumentWrite> writes)
    {
        if (writes.Count is 0 or > MaxWrites)
        {
            throw new ArgumentException($"A batch has 1 to {MaxWrites} writes; this one has {writes.Count}.", nameof(writes));
        }

        var keys = new HashSet<string>(StringComparer.Ordinal);
        var bodies = new byte[]?[writes.Count];
        long total = 0;
        for (var i = 0; i < writes.Count; i++)
        {
            CheckKey(writes[i].Key, nameof(writes));
            if (!keys.Add(writes[i].Key))
            {
                throw new ArgumentException($"A batch writes each key once; {writes[i].Key} is there twice.", nameof(writes));
            }

            if (writes[i] is { Body: null, Condition.MustBeAbsent: true })
            {
                throw new ArgumentException($"{writes[i].Key} is to be deleted and to be absent, which says nothing.", nameof(writes));
            }

            bodies[i] = Encode(writes[i]);
            total += bodies[i]?.Length ?? 0;
        }

        return total <= MaxBatchBytes
            ? bodies
            : throw new ArgumentException($"A batch has at most {MaxBatchBytes} bytes; this one has {total}.", nameof(writes));
    }

    /// <summary>The body as UTF-8; null for a deletion.</summary>
    public static byte[]? Encode(DocumentWrite write)
    {
        if (write.Body is null)
        {
            return null;
        }

        byte[] body;
        try
        {
            body = Utf8.GetBytes(write.Body);
        }
        catch (EncoderFallbackException failure)
        {
            throw new ArgumentException($"The body of {write.Key} is not valid Unicode.", nameof(write), failure);
        }

        return body.Length <= MaxBodyBytes
            ? body
            : throw new ArgumentException($"A body has at most {MaxBodyBytes} bytes; that of {write.Key} has {body.Length}.", nameof(write));
    }
}
