using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;
using TrackerSegments.Service.Commands;

namespace TrackerSegments.Service.Storage.AzureTables;

/// <summary>The key of a storage account. No text is made of it.</summary>
internal sealed class AccountKey
{
    private readonly byte[] key;

    private AccountKey(byte[] key) => this.key = key;

    /// <exception cref="UsageException">It is no key; the message does not hold it.</exception>
    public static AccountKey Parse(string text, string variable)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) && length > 0
            ? new(bytes[..length])
            : throw new UsageException($"{variable} holds an AccountKey that is none: a key is Base64. Copy the connection string of the storage account whole.");
    }

    public string Sign(string text) => Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));

    public override string ToString() => "(key)";
}

/// <summary>Signs every try of a request with the account's key, as "Shared Key Lite" of the Table service is described.</summary>
internal sealed class AccountKeyPolicy(TableAccount account, AccountKey key, TimeProvider clock) : HttpPipelineSynchronousPolicy
{
    public override void OnSendingRequest(HttpMessage message)
    {
        var date = clock.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
        message.Request.Headers.SetValue("x-ms-date", date);
        message.Request.Headers.SetValue(
            "Authorization", $"SharedKeyLite {account.Name}:{key.Sign($"{date}\n/{account.Name}{message.Request.Uri.ToUri().AbsolutePath}")}");
    }
}
