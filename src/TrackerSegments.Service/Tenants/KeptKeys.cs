using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using TrackerSegments.Service.Storage;
using TrackerSegments.Service.Trackers.WorkingCopy;

namespace TrackerSegments.Service.Tenants;

/// <summary>The keys that secrets are encrypted with, in the store; they are encrypted themselves.</summary>
internal sealed class KeptKeys(IDocumentStore store) : IXmlRepository
{
    private const string Partition = "keys";

    // Whoever calls these waits for them in any case: there is no other form of this interface.
    public IReadOnlyCollection<XElement> GetAllElements() => Task.Run(ListAsync).GetAwaiter().GetResult();

    public void StoreElement(XElement element, string friendlyName) => Task.Run(() => store.WriteAsync(
        Partition,
        [new(DocumentKey.Hash(friendlyName), element.ToString(SaveOptions.DisableFormatting), WriteCondition.Any)],
        CancellationToken.None)).GetAwaiter().GetResult();

    private async Task<IReadOnlyCollection<XElement>> ListAsync()
    {
        List<XElement> keys = [];
        await foreach (var document in store.ListAsync(Partition, null, null, CancellationToken.None))
        {
            keys.Add(XElement.Parse(document.Body));
        }

        return keys;
    }
}
