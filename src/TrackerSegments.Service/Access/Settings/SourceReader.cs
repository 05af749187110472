using System.Text;
using Microsoft.IdentityModel.Tokens;
using TrackerSegments.Service.Access.Sources;

namespace TrackerSegments.Service.Access.Settings;

/// <summary>Reads one source of the access settings.</summary>
internal static class SourceReader
{
    private const string ForgeIssuer = "forge/invocation-token";
    private const string AzureIssuer = "app.vstoken.visualstudio.com";
    private const int MinSecretLength = 32;
    private const int Sha256Length = 64;

    private static readonly string[] Kinds = ["forge", "azure-devops", "oidc", "api-keys"];
    private static readonly string[] Algorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.EcdsaSha256];

    public static SourceSettings Read(SettingsNode node, string tenant)
    {
        var kind = node.Get("kind", $"say which source this is: {string.Join(", ", Kinds)}");
        return kind.Text() switch
        {
            "forge" => Forge(node),
            "azure-devops" => Azure(node),
            "oidc" => Oidc(node, tenant),
            "api-keys" => Keys(node, tenant),
            _ => throw kind.Wrong($"must be one of {string.Join(", ", Kinds)}"),
        };
    }

    private static TokenSettings Forge(SettingsNode node)
    {
        node.Only("kind", "name", "app", "keys", "tenants", "roles");
        var app = node.Get("app", "give the app's full id, like ari:cloud:ecosystem::app/…").Text();
        return new(
            new(
                Name(node, "forge"),
                SecurityAlgorithms.RsaSha256,
                ForgeIssuer,
                app,
                new ForgeDialect(app),
                Sites(node, "the site's cloudId"),
                Roles(node)),
            new KeySettings.KeySet(node.Get("keys", "give the address of Forge's key set").KeyAddress()));
    }

    private static TokenSettings Azure(SettingsNode node)
    {
        node.Only("kind", "name", "extension", "issuer", "secrets", "tenants", "roles");
        var extension = node.Get("extension", "give the extension's id, which its tokens are made out for").Text();
        var secrets = node.Get("secrets", "list the file with the extension's certificate; during a change there are two");
        var all = secrets.Items().Select(Secret).ToArray();
        return new(
            new(
                Name(node, "azure-devops"),
                SecurityAlgorithms.HmacSha256,
                node.Find("issuer")?.Text() ?? AzureIssuer,
                extension,
                new AzureDialect(),
                Sites(node, "the directory's tid"),
                Roles(node)),
            all.Length > 0 ? new KeySettings.Secrets(all) : throw secrets.Wrong("must name at least one file"));
    }

    private static TokenSettings Oidc(SettingsNode node, string tenant)
    {
        node.Only("kind", "name", "issuer", "audience", "metadata", "algorithm", "subjectClaim", "tenantClaim", "tenants", "roles");
        var algorithm = node.Find("algorithm");
        if (algorithm is not null && !Algorithms.Contains(algorithm.Text(), StringComparer.Ordinal))
        {
            throw algorithm.Wrong($"must be one of {string.Join(", ", Algorithms)}");
        }

        var claim = node.Find("tenantClaim")?.Text();
        if (claim is null && node.Find("tenants") is { } unused)
        {
            throw unused.Wrong("needs tenantClaim, the claim that names the directory");
        }

        return new(
            new(
                Name(node, "oidc"),
                algorithm?.Text() ?? SecurityAlgorithms.RsaSha256,
                node.Get("issuer", "give the provider's issuer, as its tokens name it").Text(),
                node.Get("audience", "give the id that tokens for this service are made out for").Text(),
                new OidcDialect(node.Find("subjectClaim")?.Text() ?? "sub", claim),
                claim is null ? new(tenant, Empty) : Sites(node, $"the value of the claim {claim}"),
                Roles(node)),
            new KeySettings.Provider(
                node.Get("metadata", "give the address of the provider's description, /.well-known/openid-configuration").KeyAddress()));
    }

    private static ApiKeySettings Keys(SettingsNode node, string tenant)
    {
        node.Only("kind", "name", "keys");
        List<ApiKey> keys = [];
        foreach (var key in node.Get("keys", "list the keys, each with name, sha256 and role").Items())
        {
            key.Only("name", "sha256", "role", "tenant", "until");
            var name = key.Get("name", "it is what the audit log calls the caller").Text();
            if (keys.Exists(k => k.Name == name))
            {
                throw key.Wrong($"has the name \"{name}\" of a key before it");
            }

            keys.Add(new(
                name,
                Hash(key.Get("sha256", "give the SHA-256 of the key, never the key")),
                key.Find("tenant")?.Tenant() ?? tenant,
                key.Get("role", $"say what it opens: {RoleNames.All}").Role(),
                key.Find("until")?.Instant()));
        }

        return new(Name(node, "api-keys"), keys);
    }

    private static byte[] Hash(SettingsNode node) => node.Text() is { Length: Sha256Length } text && text.All(char.IsAsciiHexDigit)
        ? Convert.FromHexString(text)
        : throw node.Wrong($"must be a SHA-256 as {Sha256Length} hexadecimal digits");

    private static SharedSecret Secret(SettingsNode node)
    {
        node.Only("file", "variable", "until");
        if (node.Find("variable") is not null && node.Find("file") is not null)
        {
            throw node.Wrong("names a file and a variable; leave one of them out");
        }

        var file = node.Find("variable") ?? node.Get("file", "name the file that holds the certificate alone, or as variable the environment variable that does");
        string text;
        try
        {
            text = (node.Find("variable") is { } variable
                ? Environment.GetEnvironmentVariable(variable.Text()) ?? ""
                : File.ReadAllText(Path.Combine(node.Folder, file.Text()))).Trim();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw file.Wrong($"cannot be read ({failure.Message.TrimEnd('.')})");
        }

        return text.Length >= MinSecretLength
            ? new(new(Encoding.UTF8.GetBytes(text)), node.Find("until")?.Instant())
            : throw file.Wrong($"holds less than {MinSecretLength} characters; copy the whole certificate");
    }

    private static string Name(SettingsNode node, string usual) => node.Find("name")?.Text() ?? usual;

    private static Dictionary<string, string> Empty => new(StringComparer.Ordinal);

    private static TenantMap Sites(SettingsNode node, string what)
    {
        var tenants = node.Get("tenants", $"say whose {what} it is, like {{ \"…\": \"acme\" }}");
        return new(Own: null, tenants.Members().ToDictionary(m => m.Name, m => m.Value.Tenant(), StringComparer.Ordinal));
    }

    private static RoleMap Roles(SettingsNode node)
    {
        var roles = node.Find("roles")?.Only("default", "subjects", "claims");
        return new(
            roles?.Find("default")?.Role() ?? Role.Viewer,
            roles?.Find("subjects")?.Members().ToDictionary(m => m.Name, m => m.Value.Role(), StringComparer.Ordinal) ?? [],
            roles?.Find("claims")?.Members()
                .SelectMany(c => c.Value.Members().Select(v => new ClaimRole(c.Name, v.Name, v.Value.Role())))
                .ToArray() ?? []);
    }
}
