using System.Security.Cryptography;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using TrackerSegments.Service.Commands;

namespace TrackerSegments.Service.Tenants;

/// <summary>
/// The one secret that is not kept with the others: what the keys that encrypt them are encrypted with. In Azure it comes out of a Key
/// Vault. No text is made of it.
/// </summary>
internal sealed class SecretKey
{
    /// <summary>The environment variable that holds it.</summary>
    public const string Variable = "TRACKERSEGMENTS_SECRET_KEY";

    private const int Bytes = 32;

    private readonly byte[] key;

    private SecretKey(byte[] key) => this.key = key;

    /// <exception cref="UsageException">It is none; the message does not hold it.</exception>
    public static SecretKey Parse(string? text)
    {
        Span<byte> bytes = stackalloc byte[Bytes + 1];
        return text is not null && Convert.TryFromBase64String(text.Trim(), bytes, out var length) && length == Bytes
            ? new(bytes[..Bytes].ToArray())
            : throw new UsageException(
                $"{Variable} is {(string.IsNullOrWhiteSpace(text) ? "missing" : "no key")}: give it 32 random bytes in Base64, as \"openssl rand -base64 32\" makes them, and keep them where the data is not.");
    }

    public byte[] Encrypt(byte[] plain)
    {
        var boxed = new byte[AesGcm.NonceByteSizes.MaxSize + plain.Length + AesGcm.TagByteSizes.MaxSize];
        var nonce = boxed.AsSpan(0, AesGcm.NonceByteSizes.MaxSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, AesGcm.TagByteSizes.MaxSize);
        aes.Encrypt(nonce, plain, boxed.AsSpan(nonce.Length, plain.Length), boxed.AsSpan(nonce.Length + plain.Length));
        return boxed;
    }

    /// <exception cref="CryptographicException">It was encrypted with another key, or is not as it was.</exception>
    public byte[] Decrypt(byte[] encrypted)
    {
        var length = encrypted.Length - AesGcm.NonceByteSizes.MaxSize - AesGcm.TagByteSizes.MaxSize;
        if (length < 0)
        {
            throw new CryptographicException("What is to be decrypted is too short.");
        }

        var plain = new byte[length];
        using var aes = new AesGcm(key, AesGcm.TagByteSizes.MaxSize);
        aes.Decrypt(
            encrypted.AsSpan(0, AesGcm.NonceByteSizes.MaxSize),
            encrypted.AsSpan(AesGcm.NonceByteSizes.MaxSize, length),
            encrypted.AsSpan(AesGcm.NonceByteSizes.MaxSize + length),
            plain);
        return plain;
    }

    public override string ToString() => "(key)";
}

/// <summary>Encrypts the keys of the secrets before they are kept.</summary>
internal sealed class KeyEncryptor(SecretKey key) : IXmlEncryptor
{
    public EncryptedXmlInfo Encrypt(XElement plaintextElement) => new(
        new XElement("encrypted", Convert.ToBase64String(key.Encrypt(System.Text.Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting))))),
        typeof(KeyDecryptor));
}

/// <summary>Decrypts them; made by name, with the services of the program.</summary>
internal sealed class KeyDecryptor(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement) => XElement.Parse(System.Text.Encoding.UTF8.GetString(
        services.GetRequiredService<SecretKey>().Decrypt(Convert.FromBase64String(encryptedElement.Value))));
}
