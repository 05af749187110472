using TrackerSegments.Core;

namespace TrackerSegments.Service.History;

/// <summary>What epics are called, also those that are not in scope any more.</summary>
internal sealed class EpicNames
{
    private readonly Dictionary<string, WorkItem> items;

    private EpicNames(Dictionary<string, WorkItem> items) => this.items = items;

    public static EpicNames Of(LensState state) => new(state.Backlog.Items.Items
        .Where(state.Backlog.Policy.IsEpic)
        .ToDictionary(item => item.Key, StringComparer.Ordinal));

    public string? TitleOf(string key) => items.GetValueOrDefault(key)?.Title;

    public string? UrlOf(string key) => UrlOf(items.GetValueOrDefault(key));

    /// <summary>Only addresses that a browser may open.</summary>
    public static string? UrlOf(WorkItem? item) => item?.Url is { Scheme: "http" or "https" } url ? url.AbsoluteUri : null;
}
