using System.Net;
using Azure.Core;
using TrackerSegments.Service.Storage;
using TrackerSegments.Service.Storage.AzureTables;

namespace TrackerSegments.Service.Tests.Storage.AzureTables;

/// <summary>How the service proves who it is, and which tables it takes for its own.</summary>
public sealed class TableAccessTests(AzuriteServer azurite)
{
    private const string Planted = "cGxhbnRlZC1hY2NvdW50LWtleQ==";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_wrong_key_is_refused_in_a_sentence_that_holds_no_key()
    {
        var setting = (await azurite.SettingAsync()).Replace(AzuriteServer.Key, Planted, StringComparison.Ordinal);

        var refused = await Should.ThrowAsync<DataFileException>(() => AzuriteServer.OpenAsync(TableAccount.Parse(setting)));

        refused.ToString().ShouldNotContain(Planted);
        refused.Message.ShouldStartWith(
            "The storage account devstoreaccount1 refuses access to its tables. Check the key or signature in TRACKERSEGMENTS_STORAGE, or give the identity the role Storage Table Data Contributor. (It answered 403");
    }

    [Fact]
    public async Task A_signature_is_sent_with_every_request_and_told_nobody()
    {
        using var wire = new TableWire { On = (_, _) => Task.FromResult(TableWire.Error(HttpStatusCode.Forbidden, "AuthenticationFailed")) };
        var account = TableAccount.Parse($"TableEndpoint=https://acme.table.core.windows.net/;SharedAccessSignature=sv=2022-11-02&sig={Planted}");

        var refused = await Should.ThrowAsync<DataFileException>(() => AzuriteServer.OpenAsync(account, wire.Transport));

        wire.Calls.ShouldHaveSingleItem().ShouldContain($"sig={Planted}");
        refused.ToString().ShouldNotContain(Planted);
    }

    [Fact]
    public async Task A_token_of_Entra_is_asked_for_storage_and_sent_as_bearer()
    {
        string? sent = null;
        using var wire = new TableWire
        {
            On = (request, _) =>
            {
                sent = request.Headers.Authorization?.ToString();
                return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)
                {
                    Content = new StringContent("""{"odata.etag":"W/\"datetime'1'\"","PartitionKey":"","RowKey":"TrackerSegments","Layout":1}"""),
                });
            },
        };
        var entra = new MadeCredential();
        var account = new TableAccount(new("https://acme.table.core.windows.net"), "acme") { Credential = entra };

        await AzuriteServer.OpenAsync(account, wire.Transport);

        sent.ShouldBe("Bearer planted-token");
        entra.Scopes.ShouldBe(["https://storage.azure.com/.default"]);
    }

    [Fact]
    public async Task Where_Entra_gives_no_token_it_is_a_sentence()
    {
        using var wire = new TableWire();
        var account = new TableAccount(new("https://acme.table.core.windows.net"), "acme") { Credential = new MadeCredential { Refuses = true } };

        var refused = await Should.ThrowAsync<DataFileException>(() => AzuriteServer.OpenAsync(account, wire.Transport));

        refused.Message.ShouldStartWith("Entra gives no token for the storage account acme.");
        wire.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_table_is_made_once_and_many_may_make_it_at_the_same_time()
    {
        var account = await azurite.TableAsync();

        var stores = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => AzuriteServer.OpenAsync(account)));

        foreach (var store in stores)
        {
            await store.WriteAsync("p", [new("k", "1", WriteCondition.Any)], Cancel);
        }

        await AzuriteServer.OpenAsync(account);
    }

    [Fact]
    public async Task A_table_of_a_newer_program_is_refused_and_left_as_it_was()
    {
        var account = await azurite.TableAsync();
        await AzuriteServer.OpenAsync(account);
        await RawTable.PutAsync(account, "", "TrackerSegments", """{"PartitionKey":"","RowKey":"TrackerSegments","Layout":2}""");
        var before = await RawTable.AllAsync(account);

        var refused = await Should.ThrowAsync<DataFileException>(() => AzuriteServer.OpenAsync(account));

        refused.Message.ShouldBe(
            $"The table {account.Table} of devstoreaccount1 was written by a newer TrackerSegments (layout 2; this one knows 1). Use the newer program, or name another account in TRACKERSEGMENTS_STORAGE.");
        (await RawTable.AllAsync(account)).ShouldBe(before);
    }

    [Theory]
    [InlineData("theirs", "row", """{"PartitionKey":"theirs","RowKey":"row","Layout":1}""")]
    [InlineData("", "TrackerSegments", """{"PartitionKey":"","RowKey":"TrackerSegments","Layout":"one"}""")]
    public async Task The_table_of_another_program_is_refused_and_left_as_it_was(string partition, string key, string entity)
    {
        var account = await azurite.TableAsync();
        await RawTable.MakeAsync(account);
        await RawTable.PutAsync(account, partition, key, entity);
        var before = await RawTable.AllAsync(account);

        (await Should.ThrowAsync<DataFileException>(() => AzuriteServer.OpenAsync(account))).Message.ShouldStartWith(
            $"The table {account.Table} of devstoreaccount1 holds something else than documents of TrackerSegments.");
        (await RawTable.AllAsync(account)).ShouldBe(before);
    }

    [Theory]
    [InlineData("Length", "11")]
    [InlineData("Length", "13")]
    [InlineData("Length", "-1")]
    [InlineData("Length", "\"12\"")]
    [InlineData("Length", null)]
    [InlineData("Deflated", "true")]
    [InlineData("Deflated", null)]
    [InlineData("Body0", "\"aGVsbG8=\"")]
    [InlineData("Body0", "\"////////////////\"")]
    [InlineData("Body0", null)]
    public async Task An_entity_that_is_not_as_it_was_written_is_named_and_no_part_of_it_is_given(string property, string? value)
    {
        var account = await azurite.TableAsync();
        var store = await AzuriteServer.OpenAsync(account);
        await store.WriteAsync("p", [new("k", "Hello world!", WriteCondition.Any)], Cancel);
        await RawTable.PutAsync(account, "p", "k", RawTable.With(await RawTable.FindAsync(account, "p", "k"), property, value));

        foreach (var read in new Func<Task>[] { () => store.FindAsync("p", "k", Cancel), async () => await store.ListAsync("p", null, null, Cancel).ToListAsync(Cancel) })
        {
            (await Should.ThrowAsync<DataFileException>(read)).Message.ShouldStartWith(
                $"The entity with PartitionKey \"p\" and RowKey \"k\" of the table {account.Table} of devstoreaccount1 is not as it was written");
        }

        await store.WriteAsync("p", [new("k", "whole again", WriteCondition.Any)], Cancel);
        (await store.FindAsync("p", "k", Cancel))!.Body.ShouldBe("whole again");
    }

    private sealed class MadeCredential : TokenCredential
    {
        public bool Refuses { get; init; }

        public IReadOnlyList<string> Scopes { get; private set; } = [];

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Scopes = requestContext.Scopes;
            return Refuses ? throw new Azure.Identity.CredentialUnavailableException("No identity.") : new("planted-token", DateTimeOffset.MaxValue);
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }
}
