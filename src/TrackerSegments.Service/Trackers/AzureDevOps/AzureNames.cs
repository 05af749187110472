namespace TrackerSegments.Service.Trackers.AzureDevOps;

/// <summary>The reference names of the fields that every work item has.</summary>
internal static class AzureNames
{
    public const string Type = "System.WorkItemType";
    public const string Project = "System.TeamProject";
    public const string Title = "System.Title";
    public const string State = "System.State";
    public const string Parent = "System.Parent";
    public const string Area = "System.AreaPath";
    public const string Tags = "System.Tags";
    public const string AssignedTo = "System.AssignedTo";
    public const string Created = "System.CreatedDate";
    public const string Changed = "System.ChangedDate";
    public const string Closed = "Microsoft.VSTS.Common.ClosedDate";
    public const string Id = "System.Id";
    public const string IsDeleted = "System.IsDeleted";
}
