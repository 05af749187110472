using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace TrackerSegments.Simulators.Jira.Rest;

/// <summary>The searches whose pages are being read; a page token names one and a position in it.</summary>
internal sealed class JiraSearches
{
    private readonly ConcurrentDictionary<string, (JiraSearch Search, int Position)> pages = new(StringComparer.Ordinal);

    public string Token(JiraSearch search, int position)
    {
        var mark = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
        var token = Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{mark}&{search.Jql.Length}&{position}")));
        pages[token] = (search, position);
        return token;
    }

    /// <summary>The search of a token; null where there is none, it is of another search, or too old.</summary>
    public (JiraSearch Search, int Position)? Find(string token, string jql, string account, DateTimeOffset oldest) =>
        pages.TryGetValue(token, out var page) && page.Search.Jql == jql && page.Search.Account == account && page.Search.At >= oldest ? page : null;
}

/// <summary>A search and what it found, in order.</summary>
internal sealed record JiraSearch(string Jql, string Account, DateTimeOffset At, IReadOnlyList<long> Ids);
