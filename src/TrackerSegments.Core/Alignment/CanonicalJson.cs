using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace TrackerSegments.Core;

/// <summary>
/// The canonical form of a JSON value by RFC 8785 (JSON Canonicalization Scheme): members sorted by name, no space, numbers and
/// strings as ECMAScript writes them. Any JCS library, or JSON.stringify over sorted members, gives the same bytes.
/// </summary>
public static class CanonicalJson
{
    /// <summary>The hash of an alignment document: SHA-256 over its canonical form without <c>hash</c> and <c>asOf</c>.</summary>
    /// <param name="document">The document; its own hash is ignored.</param>
    /// <returns>64 lower-case hexadecimal digits.</returns>
    public static string Hash(AlignmentDocument document)
    {
        var element = JsonSerializer.SerializeToElement(document, AlignmentJson.Default.AlignmentDocument);
        var canonical = Write(element, member => member is not ("hash" or "asOf"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)));
    }

    /// <summary>Writes a value in canonical form.</summary>
    /// <param name="value">The value.</param>
    /// <param name="keep">Which members of the outermost object to keep; null for all.</param>
    /// <returns>The canonical text.</returns>
    public static string Write(JsonElement value, Func<string, bool>? keep = null)
    {
        var text = new StringBuilder();
        Append(text, value, keep);
        return text.ToString();
    }

    /// <summary>A number as ECMAScript writes it: the shortest digits that read back as the same double.</summary>
    /// <param name="number">A finite number.</param>
    public static string Write(double number)
    {
        if (number == 0)
        {
            return "0";
        }

        var shortest = Math.Abs(number).ToString("R", CultureInfo.InvariantCulture).Split('E');
        var point = shortest[0].IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? shortest[0].Length : point;
        var digits = shortest[0].Replace(".", "", StringComparison.Ordinal);
        var significant = digits.TrimStart('0');
        var exponent = shortest.Length == 1 ? 0 : int.Parse(shortest[1], CultureInfo.InvariantCulture);
        return (number < 0 ? "-" : "") + Place(significant.TrimEnd('0'), whole - (digits.Length - significant.Length) + exponent);
    }

    /// <summary>Puts the decimal point after the n-th digit, by the rules of ECMA-262 Number::toString.</summary>
    private static string Place(string digits, int n)
    {
        var k = digits.Length;
        if (n is > 0 and <= 21)
        {
            return k <= n ? digits + new string('0', n - k) : $"{digits[..n]}.{digits[n..]}";
        }

        if (n is > -6 and <= 0)
        {
            return $"0.{new string('0', -n)}{digits}";
        }

        var mantissa = k == 1 ? digits : $"{digits[0]}.{digits[1..]}";
        return string.Create(CultureInfo.InvariantCulture, $"{mantissa}e{(n > 0 ? "+" : "-")}{Math.Abs(n - 1)}");
    }

    private static void Append(StringBuilder text, JsonElement value, Func<string, bool>? keep)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                var members = value.EnumerateObject()
                    .Where(m => keep is null || keep(m.Name))
                    .OrderBy(m => m.Name, StringComparer.Ordinal);
                AppendAll(text, '{', members, '}', m =>
                {
                    AppendString(text, m.Name);
                    text.Append(':');
                    Append(text, m.Value, keep: null);
                });
                break;
            case JsonValueKind.Array:
                AppendAll(text, '[', value.EnumerateArray(), ']', item => Append(text, item, keep: null));
                break;
            case JsonValueKind.String:
                AppendString(text, value.GetString()!);
                break;
            case JsonValueKind.Number:
                text.Append(Write(value.GetDouble()));
                break;
            default:
                text.Append(value.GetRawText());
                break;
        }
    }

    private static void AppendAll<T>(StringBuilder text, char open, IEnumerable<T> items, char close, Action<T> append)
    {
        text.Append(open);
        var isFirst = true;
        foreach (var item in items)
        {
            if (!isFirst)
            {
                text.Append(',');
            }

            isFirst = false;
            append(item);
        }

        text.Append(close);
    }

    private static void AppendString(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => text.Append(c),
            };
        }

        text.Append('"');
    }
}
