namespace TrackerSegments.Simulators.AzureDevOps.Model;

/// <content>Work items that a caller makes.</content>
public sealed partial class AzureData
{
    /// <summary>A first revision with the type's defaults, which is nowhere yet.</summary>
    internal AzureRevision Drafted(AzureProject project, AzureType type, AzureUser author)
    {
        var draft = First(new AzureNewItem(project, type.Name, "") { Author = author });
        return type.Fields.Where(f => f.Default is not null).Aggregate(draft, (revision, field) => With(revision, field.Field, field.Default));
    }

    /// <summary>Makes a work item of its first revision.</summary>
    internal AzureItem Add(AzureRevision first)
    {
        AzureItem item;
        lock (gate)
        {
            item = new AzureItem(++lastItemId);
            Store(item, first with { ChangedDate = Now });
        }

        Changed?.Invoke(new(AzureEventKind.Created, item, null, item.Latest));
        return item;
    }
}
