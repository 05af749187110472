using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using TrackerSegments.Core;

namespace TrackerSegments.Service.History;

/// <summary>What says that a snapshot is there, whole, and where its parts are.</summary>
/// <param name="Schema">The version of the snapshot's shape.</param>
/// <param name="Day">The day (UTC) it counts for.</param>
/// <param name="TakenAt">When its figures were worked out.</param>
/// <param name="SchemeVersion">The scheme it was taken by.</param>
/// <param name="Hash">SHA-256 (hexadecimal) of its document without the moment at which it was taken.</param>
/// <param name="Set">What its parts are called; several days on which nothing changed share them.</param>
/// <param name="Parts">How many there are.</param>
internal sealed record SnapshotHead(int Schema, DateOnly Day, DateTimeOffset TakenAt, int SchemeVersion, string Hash, string Set, int Parts)
{
    public const string DayFormat = "yyyy-MM-dd";

    /// <summary>Whether a newer program wrote it, so that it is left alone.</summary>
    public bool IsNewer => Schema > SnapshotDocument.CurrentSchema;

    public static string KeyOf(DateOnly day) => day.ToString(DayFormat, CultureInfo.InvariantCulture);

    /// <summary>Of a newer one nothing is looked at but the day and the version.</summary>
    public static SnapshotHead Parse(string key, string body)
    {
        using var json = JsonDocument.Parse(body);
        var schema = json.RootElement.GetProperty("schema").GetInt32();
        return schema > SnapshotDocument.CurrentSchema
            ? new(schema, DateOnly.ParseExact(key, DayFormat, CultureInfo.InvariantCulture), default, 0, "", "", 0)
            : JsonSerializer.Deserialize(body, HistoryJson.Default.SnapshotHead)!;
    }

    public string ToJson() => JsonSerializer.Serialize(this, HistoryJson.Default.SnapshotHead);

    /// <summary>Why a newer one is not read.</summary>
    public NewerSnapshotException Newer() => NewerSnapshotException.Of($"The snapshot of {KeyOf(Day)}", Schema, SnapshotDocument.CurrentSchema);
}

/// <summary>What a newer program kept of the past; the message is for a person. It was not touched.</summary>
internal sealed class NewerSnapshotException(string message) : Exception(message)
{
    public static NewerSnapshotException Of(string what, int schema, int known) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"{what} was kept by a newer TrackerSegments (shape {schema}; this one reads shape {known}), and was left as it is. Use the newer program, or ask for other days."));
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(SnapshotHead))]
[JsonSerializable(typeof(TrendPage))]
internal sealed partial class HistoryJson : JsonSerializerContext;
