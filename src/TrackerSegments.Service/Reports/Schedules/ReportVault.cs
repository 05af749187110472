using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using TrackerSegments.Service.Outbound;
using TrackerSegments.Service.Reports.Teams;
using TrackerSegments.Service.Storage;

namespace TrackerSegments.Service.Reports.Schedules;

/// <summary>
/// The addresses of workflows, encrypted where they are kept. Each is bound to its tenant and its schedule: what is copied to another one
/// cannot be opened there.
/// </summary>
internal sealed class ReportVault(IDocumentStore store, IDataProtectionProvider protection, string tenant, string place)
{
    /// <summary>The partition that is never given out.</summary>
    private const string Partition = "secrets";

    private const int KeyBytes = 8;

    /// <returns>What it is kept under.</returns>
    public async Task<string> SaveAsync(string id, WorkflowAddress address, CancellationToken cancellationToken)
    {
        var key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(KeyBytes));
        var body = Convert.ToBase64String(ProtectorOf(id).Protect(Encoding.UTF8.GetBytes(address.Address.AbsoluteUri)));
        await store.WriteAsync(Partition, [new(NameOf(id, key), body, WriteCondition.Absent)], cancellationToken);
        return key;
    }

    /// <returns>The address; null where it is not there, or cannot be opened with the keys that this process has.</returns>
    /// <exception cref="Commands.UsageException">It may not be called any more.</exception>
    public async Task<WorkflowAddress?> FindAsync(string id, string key, OutboundGuard guard, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(Partition, NameOf(id, key), cancellationToken) is not { } document)
        {
            return null;
        }

        try
        {
            return WorkflowAddress.Parse(Encoding.UTF8.GetString(ProtectorOf(id).Unprotect(Convert.FromBase64String(document.Body))), guard);
        }
        catch (Exception failure) when (failure is CryptographicException or FormatException)
        {
            // The report says so, and whoever enters the address anew ends it.
            return null;
        }
    }

    public Task DropAsync(string id, string key, CancellationToken cancellationToken) =>
        store.WriteAsync(Partition, [new(NameOf(id, key), null, WriteCondition.Any)], cancellationToken);

    private static string NameOfPlace(string place, string id) => $"report {place} {id}";

    private string NameOf(string id, string key) => $"{NameOfPlace(place, id)} {key}";

    private IDataProtector ProtectorOf(string id) => protection.CreateProtector("TrackerSegments.Reports", tenant, NameOfPlace(place, id));
}
