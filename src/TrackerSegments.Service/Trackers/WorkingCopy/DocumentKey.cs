using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TrackerSegments.Service.Storage;

namespace TrackerSegments.Service.Trackers.WorkingCopy;

/// <summary>Makes a document key of any text, so that whatever a file calls its items can be stored. Different texts get different keys.</summary>
internal static class DocumentKey
{
    public static string Of(string text)
    {
        // Most are numbers or keys of a tracker, and stay as they are.
        if (text.Length is > 0 and <= DocumentLimits.MaxKeyLength && !IsAnyEscaped(text))
        {
            return text;
        }

        var key = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (IsEscaped(c))
            {
                key.Append(CultureInfo.InvariantCulture, $"%{(int)c:X4}");
            }
            else
            {
                key.Append(c);
            }
        }

        return key.Length switch
        {
            0 => "%",
            > DocumentLimits.MaxKeyLength => $"%{Hash(key.ToString())}",
            _ => key.ToString(),
        };
    }

    private static bool IsAnyEscaped(string text)
    {
        foreach (var c in text)
        {
            if (IsEscaped(c))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsEscaped(char c) => c is '%' or '/' or '\\' or '#' or '?' || char.IsControl(c) || char.IsSurrogate(c);

    /// <summary>SHA-256 in lower-case hexadecimal digits.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
