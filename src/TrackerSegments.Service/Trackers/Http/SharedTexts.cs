using System.Runtime.InteropServices;
using System.Text.Json;
using TrackerSegments.Service.Trackers.Files;

namespace TrackerSegments.Service.Trackers;

/// <summary>Texts of answers made safe to keep; those that many items carry are one text in memory.</summary>
internal sealed class SharedTexts
{
    private const int Shelves = 4_096;
    private const int LongestShared = 128;

    // Filled without a lock: a shelf holds a finished entry or none, and losing one costs nothing but memory.
    private readonly Entry?[] shared = new Entry?[Shelves];

    public string? Of(JsonElement value)
    {
        var raw = JsonMarshal.GetRawUtf8Value(value);
        if (raw.Length > LongestShared)
        {
            return ItemText.CleanOrNull(TrackerText.String(value));
        }

        var hash = new HashCode();
        hash.AddBytes(raw);
        ref var shelf = ref shared[hash.ToHashCode() & (Shelves - 1)];
        if (shelf is { } entry && raw.SequenceEqual(entry.Raw))
        {
            return entry.Text;
        }

        var text = ItemText.CleanOrNull(TrackerText.String(value));
        shelf = new(raw.ToArray(), text);
        return text;
    }

    private sealed record Entry(byte[] Raw, string? Text);
}
