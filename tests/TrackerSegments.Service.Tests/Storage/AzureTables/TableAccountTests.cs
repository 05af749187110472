using TrackerSegments.Service.Commands;
using TrackerSegments.Service.Storage.AzureTables;

namespace TrackerSegments.Service.Tests.Storage.AzureTables;

public sealed class TableAccountTests
{
    private const string Key = "cGxhbnRlZC1hY2NvdW50LWtleQ==";
    private const string Signature = "sv=2022-11-02&ss=t&srt=sco&sp=rwdlacu&sig=cGxhbnRlZC1zaWduYXR1cmU%3D";

    [Theory]
    [InlineData("UseDevelopmentStorage=true", "http://127.0.0.1:10002/devstoreaccount1", "devstoreaccount1")]
    [InlineData("usedevelopmentstorage=TRUE;", "http://127.0.0.1:10002/devstoreaccount1", "devstoreaccount1")]
    [InlineData($"DefaultEndpointsProtocol=https;AccountName=acme;AccountKey={Key};EndpointSuffix=core.windows.net", "https://acme.table.core.windows.net/", "acme")]
    [InlineData($" AccountName=acme;AccountKey={Key}\n", "https://acme.table.core.windows.net/", "acme")]
    [InlineData($"accountname=acme;accountkey={Key};EndpointSuffix=core.chinacloudapi.cn;", "https://acme.table.core.chinacloudapi.cn/", "acme")]
    [InlineData($"AccountName=acme;AccountKey={Key};TableEndpoint=https://acme.privatelink.example:8443/", "https://acme.privatelink.example:8443/", "acme")]
    public void A_connection_string_names_the_account_and_its_key(string setting, string endpoint, string name)
    {
        var account = TableAccount.Parse(setting);

        account.Endpoint.ShouldBe(new Uri(endpoint));
        account.Name.ShouldBe(name);
        account.Key.ShouldNotBeNull();
        account.Signature.ShouldBeNull();
        account.Credential.ShouldBeNull();
    }

    [Theory]
    [InlineData($"TableEndpoint=https://acme.table.core.windows.net/;SharedAccessSignature=?{Signature}")]
    [InlineData($"BlobEndpoint=https://acme.blob.core.windows.net/;TableEndpoint=https://acme.table.core.windows.net/;SharedAccessSignature={Signature}")]
    public void A_connection_string_may_hold_a_signature_instead(string setting)
    {
        var account = TableAccount.Parse(setting);

        account.Name.ShouldBe("acme");
        account.Signature.ShouldBe(Signature);
        account.Key.ShouldBeNull();
    }

    [Theory]
    [InlineData("https://acme.table.core.windows.net")]
    [InlineData("https://acme.table.core.windows.net/")]
    public void An_address_alone_is_opened_with_tokens_of_Entra(string setting)
    {
        var account = TableAccount.Parse(setting);

        account.Name.ShouldBe("acme");
        account.Credential.ShouldNotBeNull();
        account.Key.ShouldBeNull();
    }

    [Theory]
    [InlineData("hello", "is not understood: write a connection string of a storage account, UseDevelopmentStorage=true, or https://ACCOUNT.table.core.windows.net.")]
    [InlineData("UseDevelopmentStorage=false", "says UseDevelopmentStorage and more. Write UseDevelopmentStorage=true alone, or the emulator's whole connection string.")]
    [InlineData($"UseDevelopmentStorage=true;AccountKey={Key}", "says UseDevelopmentStorage and more. Write UseDevelopmentStorage=true alone, or the emulator's whole connection string.")]
    [InlineData($"AccountKey={Key}", "names no account: it says neither TableEndpoint nor AccountName. Copy the connection string of the storage account whole.")]
    [InlineData($"AccountName=acme.evil/;AccountKey={Key}", "names no account: it says neither TableEndpoint nor AccountName. Copy the connection string of the storage account whole.")]
    [InlineData("AccountName=acme", "says neither AccountName and AccountKey nor SharedAccessSignature. Copy the connection string of the storage account whole.")]
    [InlineData($"AccountName=acme;AccountKey={Key};SharedAccessSignature={Signature}", "says neither AccountName and AccountKey nor SharedAccessSignature. Copy the connection string of the storage account whole.")]
    [InlineData("AccountName=acme;SharedAccessSignature=cGxhbnRlZC", "says neither AccountName and AccountKey nor SharedAccessSignature. Copy the connection string of the storage account whole.")]
    [InlineData("AccountName=acme;AccountKey=cGxhbnRlZC1hY", "holds an AccountKey that is none: a key is Base64. Copy the connection string of the storage account whole.")]
    [InlineData("AccountName=acme;AccountKey=", "holds an AccountKey that is none: a key is Base64. Copy the connection string of the storage account whole.")]
    [InlineData($"DefaultEndpointsProtocol=http;AccountName=acme;AccountKey={Key}", "leads to acme.table.core.windows.net unencrypted. Use https.")]
    [InlineData("http://acme.table.core.windows.net", "leads to acme.table.core.windows.net unencrypted. Use https.")]
    [InlineData("https://acme.blob.core.windows.net", "names no address of an account's tables: it is like https://ACCOUNT.table.core.windows.net, and nothing more.")]
    [InlineData($"https://acme.table.core.windows.net/?{Signature}", "names no address of an account's tables: it is like https://ACCOUNT.table.core.windows.net, and nothing more.")]
    [InlineData("https://ada:cGxhbnRlZC1hY@acme.table.core.windows.net/", "names no address of an account's tables: it is like https://ACCOUNT.table.core.windows.net, and nothing more.")]
    [InlineData("https://", "names no address of an account's tables: it is like https://ACCOUNT.table.core.windows.net, and nothing more.")]
    public void A_setting_that_cannot_be_used_is_a_sentence_without_the_key(string setting, string sentence)
    {
        var refused = Should.Throw<UsageException>(() => TableAccount.Parse(setting));

        refused.ToString().ShouldNotContain("cGxhbnRlZC");
        refused.Message.ShouldBe($"TRACKERSEGMENTS_STORAGE {sentence}");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \n")]
    public void Nothing_set_is_the_data_folder(string? setting) => TableAccount.Of(_ => setting).ShouldBeNull();

    [Fact]
    public void No_text_of_it_holds_a_key_or_a_signature()
    {
        var key = TableAccount.Parse($"AccountName=acme;AccountKey={Key}");
        var signature = TableAccount.Parse($"TableEndpoint=https://acme.table.core.windows.net/;SharedAccessSignature={Signature}");

        $"{key}".ShouldBe("the table TrackerSegments of acme at acme.table.core.windows.net");
        $"{signature}".ShouldBe($"{key}");
        $"{key.Key}".ShouldBe("(key)");
        new TrackerSegmentsOptions { DataFolder = "d", Addresses = [], Tables = key }.ToString().ShouldNotContain(Key);
    }
}
