using System.Text.Json;
using TrackerSegments.Service.Commands;

namespace TrackerSegments.Service.Access.Settings;

/// <summary>Reads the file that says who may call the service. Whatever is wrong in it keeps the service from starting.</summary>
internal static class AccessFile
{
    /// <summary>The environment variable that names the file.</summary>
    public const string Variable = "TRACKERSEGMENTS_ACCESS";

    private static readonly JsonDocumentOptions Reading = new()
    {
        AllowDuplicateProperties = false,
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <summary>Reads the file that is named, or the settings themselves where they are given in its place.</summary>
    /// <exception cref="UsageException">They cannot be used; the message says where and why.</exception>
    public static AccessSettings Read(string file)
    {
        var isInline = file.TrimStart().StartsWith('{');
        var name = isInline ? Variable : file;
        try
        {
            using var document = JsonDocument.Parse(isInline ? file : File.ReadAllText(file), Reading);
            return Read(new SettingsNode(name, "", document.RootElement));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"The access settings {name} cannot be read ({failure.Message.TrimEnd('.')}).");
        }
        catch (JsonException failure)
        {
            throw new UsageException($"The access settings {file} are not the JSON that is expected, " + FormattableString.Invariant(
                $"at line {failure.LineNumber + 1}, byte {failure.BytePositionInLine + 1}."));
        }
    }

    private static AccessSettings Read(SettingsNode root)
    {
        root.Only("tenant", "origins", "sources");
        var tenant = root.Get("tenant", "name whose workspace this is").Tenant();
        var origins = root.Find("origins")?.Items().Select(Origin).ToArray() ?? [];
        List<SourceSettings> sources = [];
        foreach (var node in root.Get("sources", "list who vouches for callers; [] lets nobody in").Items())
        {
            var source = SourceReader.Read(node, tenant);
            if (sources.Exists(s => IsSame(s, source)))
            {
                throw node.Wrong("stands for the same tokens or keys as one before it; put the two together");
            }

            sources.Add(sources.Exists(s => s.Name == source.Name)
                ? throw node.Wrong($"has the name \"{source.Name}\" of a source before it; give it a name of its own")
                : source);
        }

        return new(tenant, origins, sources);
    }

    private static string Origin(SettingsNode node) =>
        Uri.TryCreate(node.Text(), UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps
            && string.Equals(uri.GetLeftPart(UriPartial.Authority), node.Text(), StringComparison.Ordinal)
            && !node.Text().Contains('*', StringComparison.Ordinal)
            ? node.Text()
            : throw node.Wrong("must be the origin of a page, like https://fabrikam.gallerycdn.vsassets.io, without a path");

    private static bool IsSame(SourceSettings one, SourceSettings other) => (one, other) switch
    {
        (ApiKeySettings, ApiKeySettings) => true,
        (TokenSettings { Rules: var a }, TokenSettings { Rules: var b }) =>
            (a.Algorithm, a.Issuer, a.Audience) == (b.Algorithm, b.Issuer, b.Audience),
        _ => false,
    };
}
