using System.Globalization;
using System.Text.Json;
using TrackerSegments.Service.Commands;

namespace TrackerSegments.Service.Access.Settings;

/// <summary>A place in the access settings that says in a sentence, with its path, what is wrong with it.</summary>
internal sealed class SettingsNode(string file, string path, JsonElement value)
{
    private const int MaxTextLength = 500;

    public string Folder => Path.GetDirectoryName(Path.GetFullPath(file))!;

    public UsageException Wrong(string what) => new($"The access settings {file} cannot be used: {(path.Length == 0 ? "the file" : path)} {what}.");

    /// <summary>Refuses members that nobody knows: a misspelt one would be a setting that does nothing.</summary>
    public SettingsNode Only(params string[] known)
    {
        var members = Members();
        return members.Select(m => m.Name).FirstOrDefault(name => !known.Contains(name, StringComparer.Ordinal)) is { } unknown
            ? throw Wrong($"has a member \"{unknown}\" that is not known; it takes {string.Join(", ", known)}")
            : this;
    }

    public SettingsNode? Find(string name)
    {
        RequireObject();
        return value.TryGetProperty(name, out var member) ? new(file, path.Length == 0 ? name : $"{path}.{name}", member) : null;
    }

    public SettingsNode Get(string name, string what) => Find(name) ?? throw Wrong($"has no {name}: {what}");

    public string Text() => value.ValueKind is JsonValueKind.String && value.GetString() is { Length: > 0 and <= MaxTextLength } text
        && !text.Any(char.IsControl) && !char.IsWhiteSpace(text[0]) && !char.IsWhiteSpace(text[^1])
        ? text
        : throw Wrong($"must be a text of 1 to {MaxTextLength} characters without space around it");

    public IReadOnlyList<SettingsNode> Items() => value.ValueKind is JsonValueKind.Array
        ? [.. value.EnumerateArray().Select((item, i) => new SettingsNode(file, string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"), item))]
        : throw Wrong("must be a list");

    public IReadOnlyList<(string Name, SettingsNode Value)> Members()
    {
        RequireObject();
        return [.. value.EnumerateObject().Select(m => (m.Name, new SettingsNode(file, path.Length == 0 ? m.Name : $"{path}.{m.Name}", m.Value)))];
    }

    public Role Role() => value.ValueKind is JsonValueKind.String && RoleNames.Parse(value.GetString()!) is { } role
        ? role
        : throw Wrong($"must be a role: {RoleNames.All}");

    public Uri KeyAddress() => Uri.TryCreate(Text(), UriKind.Absolute, out var address) && Sources.KeyUri.IsAllowed(address)
        ? address
        : throw Wrong("must be an https address (http only for this computer itself)");

    public DateTimeOffset Instant() => DateTimeOffset.TryParse(Text(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
        ? instant
        : throw Wrong("must be a point in time, like 2027-01-31T00:00:00Z");

    public string Tenant() => Text() is { Length: <= 64 } tenant && tenant.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-')
        ? tenant
        : throw Wrong("must be a tenant's name of at most 64 lower-case letters, digits and hyphens");

    private void RequireObject()
    {
        if (value.ValueKind is not JsonValueKind.Object)
        {
            throw Wrong("must be an object, in braces");
        }
    }
}
