using TrackerSegments.Service.Tests.Infrastructure;
using TrackerSegments.Simulators.AzureDevOps.Model;

namespace TrackerSegments.Service.Tests.Sync;

/// <summary>People at work in Azure DevOps.</summary>
internal sealed class AzureEdits(AzureOrganization organization, Random random)
{
    private static readonly string[] Projects = ["Apple", "Birch wood", "Cedar"];
    private static readonly string[] Segments = ["Enterprise", "Mid-market", "SMB", "Legacy"];

    private AzureData Data => organization.Data;

    /// <summary>One change of any kind.</summary>
    /// <returns>The id of the work item it was about.</returns>
    public int Make()
    {
        var items = Data.Items;
        var item = items[random.Next(items.Count)];
        if (item.Latest.IsDeleted)
        {
            if (random.Next(3) == 0)
            {
                Data.Restore(item.Id);
            }

            return item.Id;
        }

        switch (random.Next(14))
        {
            case 0 or 1 or 2 when item.Latest.Type.Name == "Epic":
                Data.Edit(item.Id, Backlogs.Field, string.Join(';', Segments.Where(_ => random.Next(3) == 0)));
                break;
            case 0 or 1 or 2 or 3 when item.Latest.Type.Name is "User Story" or "Bug":
                Data.Edit(item.Id, AzureFieldNames.StoryPoints, random.Next(4) == 0 ? null : random.Next(13));
                break;
            case 4 or 5 when item.Latest.Type.Name is "User Story" or "Bug":
                Data.ChangeParent(item.Id, random.Next(4) == 0 ? null : Any("Feature").Id);
                break;
            case 4 or 5 or 6 when item.Latest.Type.Name == "Feature":
                Data.ChangeParent(item.Id, random.Next(4) == 0 ? null : Any("Epic").Id);
                break;
            case 7:
                Data.Move(item.Id, Projects[random.Next(3)]);
                break;
            case 8:
                Data.Delete(item.Id);
                break;
            case 9 when items.Count > 30:
                Data.Destroy(item.Id);
                break;
            case 10:
                return Data.Add(Projects[random.Next(3)], "Epic", "New epic").Id;
            case 11:
                return Data.Add(Projects[random.Next(3)], "Feature", "New feature", Any("Epic")).Id;
            case 12:
                return Data.Add(Projects[random.Next(3)], "User Story", "New story", Any("Feature"), (AzureFieldNames.StoryPoints, 5)).Id;
            default:
                Data.Edit(item.Id, AzureFieldNames.Title, $"Title {random.Next(1000)}");
                break;
        }

        return item.Id;
    }

    private AzureItem Any(string type)
    {
        AzureItem[] some = [.. Data.Items.Where(i => i.Latest.Type.Name == type && !i.Latest.IsDeleted)];
        return some.Length > 0 ? some[random.Next(some.Length)] : Data.Add("Apple", type, $"New {type}");
    }
}
