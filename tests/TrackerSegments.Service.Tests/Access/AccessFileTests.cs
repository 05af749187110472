using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using TrackerSegments.Service.Access.Settings;
using TrackerSegments.Service.Commands;
using TrackerSegments.Service.Tests.Commands;
using TrackerSegments.Service.Tests.Infrastructure;

namespace TrackerSegments.Service.Tests.Access;

/// <summary>Each mistake in the settings keeps the service from starting, with one sentence that says where it is.</summary>
public sealed class AccessFileTests : IDisposable
{
    private const string Forge = """{"kind":"forge","app":"ari:1","keys":"https://keys.example/jwks.json","tenants":{"c":"acme"}}""";
    private const string Azure = """{"kind":"azure-devops","extension":"e-1","secrets":[{"file":"azure.key"}],"tenants":{"t":"acme"}}""";
    private const string Oidc = """{"kind":"oidc","issuer":"https://id.example","audience":"a","metadata":"https://id.example/.well-known/openid-configuration"}""";
    private const string Sha = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae";
    private const string Keys = $$"""{"kind":"api-keys","keys":[{"name":"ci","sha256":"{{Sha}}","role":"viewer"}]}""";

    private readonly TemporaryFolder folder = new();

    public AccessFileTests()
    {
        folder.Write("azure.key", new string('s', 32));
        folder.Write("short.key", new string('s', 31));
    }

    [Fact]
    public void Every_kind_of_source_is_read()
    {
        var settings = Read(File($"{Forge},{Azure},{Oidc},{Keys}"));

        settings.Tenant.ShouldBe("acme");
        settings.Sources.Count.ShouldBe(4);
    }

    [Fact]
    public void Every_example_of_the_documentation_can_be_used()
    {
        var examples = Regex.Matches(Documentation(), "```json\n(?<text>\\{\n  \"tenant\".*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));
        examples.Count.ShouldBe(4);
        folder.Write("extension.key", new string('s', 64));
        foreach (var example in examples.Select(m => m.Groups["text"].Value))
        {
            Read(example).Sources.ShouldHaveSingleItem();
        }
    }

    [Fact]
    public void The_settings_may_stand_in_the_place_of_the_files_name_and_a_certificate_in_a_variable()
    {
        var text = File(Azure.Replace("\"file\":\"azure.key\"", "\"variable\":\"TRACKERSEGMENTS_TESTS_CERTIFICATE\"", StringComparison.Ordinal));

        Should.Throw<UsageException>(() => AccessFile.Read(text)).Message.ShouldBe(
            "The access settings TRACKERSEGMENTS_ACCESS cannot be used: sources[0].secrets[0].variable holds less than 32 characters; copy the whole certificate.");
        Environment.SetEnvironmentVariable("TRACKERSEGMENTS_TESTS_CERTIFICATE", new string('s', 32));
        AccessFile.Read(text).Sources.ShouldHaveSingleItem();
    }

    [Fact]
    public void Without_a_source_nobody_is_let_in() => Read(File("")).Sources.ShouldBeEmpty();

    [Theory]
    [InlineData("", "", "are not the JSON that is expected, at line 1, byte 1.")]
    [InlineData("{\"tenant\":\"acme\",\n\"tenant\":\"acme\"}", "", "are not the JSON that is expected")]
    [InlineData("[]", "", "the file must be an object, in braces.")]
    [InlineData("{}", "", "the file has no tenant: name whose workspace this is.")]
    [InlineData("{\"tenant\":\"Acme Inc\",\"sources\":[]}", "tenant", "must be a tenant's name of at most 64 lower-case letters, digits and hyphens.")]
    [InlineData("{\"tenant\":7,\"sources\":[]}", "tenant", "must be a text of 1 to 500 characters without space around it.")]
    [InlineData("{\"tenant\":\"acme\"}", "", "the file has no sources: list who vouches for callers; [] lets nobody in.")]
    [InlineData("{\"tenant\":\"acme\",\"sources\":{}}", "sources", "must be a list.")]
    [InlineData("{\"tenant\":\"acme\",\"source\":[]}", "", "the file has a member \"source\" that is not known; it takes tenant, origins, sources.")]
    [InlineData("{\"tenant\":\"acme\",\"sources\":[],\"origins\":[\"*\"]}", "origins[0]", "must be the origin of a page, like https://fabrikam.gallerycdn.vsassets.io, without a path.")]
    [InlineData("{\"tenant\":\"acme\",\"sources\":[],\"origins\":[\"http://a.example\"]}", "origins[0]", "must be the origin of a page")]
    [InlineData("{\"tenant\":\"acme\",\"sources\":[],\"origins\":[\"https://a.example/\"]}", "origins[0]", "must be the origin of a page")]
    [InlineData("{\"tenant\":\"acme\",\"sources\":[],\"origins\":[\"https://*.example\"]}", "origins[0]", "must be the origin of a page")]
    public void A_mistake_in_the_file_is_a_sentence(string text, string place, string sentence) => ShouldRefuse(text, place, sentence);

    [Theory]
    [InlineData("7", "", "must be an object")]
    [InlineData("{}", "", "has no kind: say which source this is: forge, azure-devops, oidc, api-keys.")]
    [InlineData("{\"kind\":\"saml\"}", ".kind", "must be one of forge, azure-devops, oidc, api-keys.")]
    [InlineData(Keys + "," + Keys, "[1]", "stands for the same tokens or keys as one before it; put the two together.")]
    [InlineData(Forge + "," + Forge, "[1]", "stands for the same tokens or keys as one before it; put the two together.")]
    [InlineData(Forge + ",{\"kind\":\"forge\",\"app\":\"ari:2\",\"keys\":\"https://keys.example\",\"tenants\":{}}", "[1]", "has the name \"forge\" of a source before it; give it a name of its own.")]
    public void A_source_of_no_kind_is_a_sentence(string sources, string place, string sentence) =>
        ShouldRefuse(File(sources), $"sources{(place.StartsWith('[') ? "" : "[0]")}{place}", sentence);

    [Theory]
    [InlineData(Forge, "\"app\":\"ari:1\",", "", "", "has no app: give the app's full id, like ari:cloud:ecosystem::app/….")]
    [InlineData(Forge, "https://keys.example/jwks.json", "http://keys.example/jwks.json", ".keys", "must be an https address (http only for this computer itself).")]
    [InlineData(Forge, "https://keys.example/jwks.json", "https://user@keys.example/jwks.json", ".keys", "must be an https address")]
    [InlineData(Forge, "https://keys.example/jwks.json", "file:///etc/passwd", ".keys", "must be an https address")]
    [InlineData(Forge, "{\"c\":\"acme\"}", "[\"c\"]", ".tenants", "must be an object, in braces.")]
    [InlineData(Forge, "{\"c\":\"acme\"}", "{\"c\":\"ACME\"}", ".tenants.c", "must be a tenant's name")]
    [InlineData(Forge, ",\"tenants\":{\"c\":\"acme\"}", "", "", "has no tenants: say whose the site's cloudId it is, like { \"…\": \"acme\" }.")]
    [InlineData(Forge, "\"app\"", "\"algorithm\":\"HS256\",\"app\"", "", "has a member \"algorithm\" that is not known")]
    [InlineData(Forge, "\"app\"", "\"roles\":{\"default\":\"owner\"},\"app\"", ".roles.default", "must be a role: none, viewer, editor, strategist or admin.")]
    [InlineData(Forge, "\"app\"", "\"roles\":{\"defaults\":\"admin\"},\"app\"", ".roles", "has a member \"defaults\" that is not known")]
    [InlineData(Forge, "\"app\"", "\"roles\":{\"subjects\":{\"p\":1}},\"app\"", ".roles.subjects.p", "must be a role")]
    [InlineData(Forge, "\"app\"", "\"roles\":{\"claims\":{\"groups\":\"editor\"}},\"app\"", ".roles.claims.groups", "must be an object")]
    [InlineData(Azure, "azure.key", "missing.key", ".secrets[0].file", "cannot be read (")]
    [InlineData(Azure, "azure.key", "short.key", ".secrets[0].file", "holds less than 32 characters; copy the whole certificate.")]
    [InlineData(Azure, "[{\"file\":\"azure.key\"}]", "[]", ".secrets", "must name at least one file.")]
    [InlineData(Azure, "{\"file\":\"azure.key\"}", "{\"file\":\"azure.key\",\"until\":\"soon\"}", ".secrets[0].until", "must be a point in time, like 2027-01-31T00:00:00Z.")]
    [InlineData(Azure, "{\"file\":\"azure.key\"}", "{\"file\":\"azure.key\",\"variable\":\"V\"}", ".secrets[0]", "names a file and a variable; leave one of them out.")]
    [InlineData(Azure, "{\"file\":\"azure.key\"}", "{\"secret\":\"text\"}", ".secrets[0]", "has a member \"secret\" that is not known; it takes file, variable, until.")]
    [InlineData(Oidc, "\"audience\":\"a\",", "", "", "has no audience: give the id that tokens for this service are made out for.")]
    [InlineData(Oidc, "\"issuer\"", "\"algorithm\":\"none\",\"issuer\"", ".algorithm", "must be one of RS256, PS256, ES256.")]
    [InlineData(Oidc, "\"issuer\"", "\"algorithm\":\"HS256\",\"issuer\"", ".algorithm", "must be one of RS256, PS256, ES256.")]
    [InlineData(Oidc, "\"issuer\"", "\"tenants\":{\"t\":\"acme\"},\"issuer\"", ".tenants", "needs tenantClaim, the claim that names the directory.")]
    [InlineData(Oidc, "\"issuer\"", "\"tenantClaim\":\"tid\",\"issuer\"", "", "has no tenants: say whose the value of the claim tid it is")]
    [InlineData(Keys, Sha, "short", ".keys[0].sha256", "must be a SHA-256 as 64 hexadecimal digits.")]
    [InlineData(Keys, "\"name\":\"ci\",", "", ".keys[0]", "has no name: it is what the audit log calls the caller.")]
    [InlineData(Keys, ",\"role\":\"viewer\"", "", ".keys[0]", "has no role: say what it opens: none, viewer, editor, strategist or admin.")]
    [InlineData(Keys, "\"sha256\"", "\"key\":\"text\",\"sha256\"", ".keys[0]", "has a member \"key\" that is not known; it takes name, sha256, role, tenant, until.")]
    public void A_mistake_in_a_source_is_a_sentence(string source, string right, string wrong, string place, string sentence)
    {
        source.ShouldContain(right);
        ShouldRefuse(File(source.Replace(right, wrong, StringComparison.Ordinal)), $"sources[0]{place}", sentence);
    }

    [Fact]
    public void Two_keys_of_one_name_are_a_sentence()
    {
        var key = $$"""{"name":"ci","sha256":"{{Sha}}","role":"viewer"}""";
        ShouldRefuse(File($$"""{"kind":"api-keys","keys":[{{key}},{{key}}]}"""), "sources[0].keys[1]", "has the name \"ci\" of a key before it.");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Serve_does_not_start_on_settings_that_cannot_be_used(bool byVariable)
    {
        using var run = new CommandRun();
        var file = folder.Write("access.json", "{}");
        if (byVariable)
        {
            run.Variables[AccessFile.Variable] = file;
        }

        var data = folder.File("data");
        string[] options = byVariable ? [] : ["--access", file];
        (await run.Run(["serve", "--data", data, "--urls", "http://0.0.0.0:0", .. options])).ShouldBe(2);

        run.Error.ShouldBe($"The access settings {file} cannot be used: the file has no tenant: name whose workspace this is.\n");
        Directory.Exists(data).ShouldBeFalse();
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_a_sentence()
    {
        using var run = new CommandRun();
        (await run.Run("serve", "--data", folder.File("data"), "--access", folder.File("none.json"))).ShouldBe(2);

        run.Error.ShouldStartWith($"The access settings {folder.File("none.json")} cannot be read (");
    }

    public void Dispose() => folder.Dispose();

    private static string Documentation([CallerFilePath] string caller = "") => System.IO.File.ReadAllText(
        Path.Combine(Path.GetDirectoryName(caller)!, "../../../docs/access.md"));

    private static string File(string sources) => $$"""{"tenant":"acme","sources":[{{sources}}]}""";

    private AccessSettings Read(string text) => AccessFile.Read(folder.Write("access.json", text));

    private void ShouldRefuse(string text, string place, string sentence)
    {
        var message = Should.Throw<UsageException>(() => Read(text)).Message;
        message.ShouldStartWith($"The access settings {folder.File("access.json")} ");
        message.ShouldContain(place.Length == 0 ? sentence : $"cannot be used: {place} {sentence}");
        message.ShouldEndWith(".");
    }
}
