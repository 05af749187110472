namespace TrackerSegments.Simulators.AzureDevOps.Model;

/// <summary>A field of the organization.</summary>
public sealed record AzureField(string Name, string ReferenceName, string Type)
{
    public string Description { get; init; } = "";

    public bool IsReadOnly { get; init; }

    public bool IsIdentity { get; init; }

    public Guid? PicklistId { get; init; }

    public bool IsPicklistSuggested { get; init; }

    /// <summary>Long texts are left out of feeds unless asked for, and are not bound to 255 characters.</summary>
    public bool IsLong => Type is "html" or "plainText" or "history";
}

/// <summary>A field on a work item type.</summary>
public sealed record AzureTypeField(AzureField Field)
{
    public bool IsRequired { get; init; }

    public object? Default { get; init; }

    /// <summary>Values that a rule of the type allows; null for those of the field's picklist, if any.</summary>
    public IReadOnlyList<string>? AllowedValues { get; init; }
}

/// <summary>The names of the fields that the simulator itself knows.</summary>
public static class AzureFieldNames
{
    public const string Id = "System.Id";
    public const string Rev = "System.Rev";
    public const string Watermark = "System.Watermark";
    public const string Type = "System.WorkItemType";
    public const string Title = "System.Title";
    public const string State = "System.State";
    public const string Reason = "System.Reason";
    public const string Project = "System.TeamProject";
    public const string AreaPath = "System.AreaPath";
    public const string AreaId = "System.AreaId";
    public const string IterationPath = "System.IterationPath";
    public const string IterationId = "System.IterationId";
    public const string NodeName = "System.NodeName";
    public const string Tags = "System.Tags";
    public const string Parent = "System.Parent";
    public const string CreatedDate = "System.CreatedDate";
    public const string CreatedBy = "System.CreatedBy";
    public const string ChangedDate = "System.ChangedDate";
    public const string ChangedBy = "System.ChangedBy";
    public const string RevisedDate = "System.RevisedDate";
    public const string AuthorizedDate = "System.AuthorizedDate";
    public const string AssignedTo = "System.AssignedTo";
    public const string IsDeleted = "System.IsDeleted";
    public const string CommentCount = "System.CommentCount";
    public const string Description = "System.Description";
    public const string History = "System.History";
    public const string StateChangeDate = "Microsoft.VSTS.Common.StateChangeDate";
    public const string ClosedDate = "Microsoft.VSTS.Common.ClosedDate";
    public const string Priority = "Microsoft.VSTS.Common.Priority";
    public const string ValueArea = "Microsoft.VSTS.Common.ValueArea";
    public const string StackRank = "Microsoft.VSTS.Common.StackRank";
    public const string BacklogPriority = "Microsoft.VSTS.Common.BacklogPriority";
    public const string Activity = "Microsoft.VSTS.Common.Activity";
    public const string Effort = "Microsoft.VSTS.Scheduling.Effort";
    public const string StoryPoints = "Microsoft.VSTS.Scheduling.StoryPoints";
    public const string Size = "Microsoft.VSTS.Scheduling.Size";
    public const string RemainingWork = "Microsoft.VSTS.Scheduling.RemainingWork";
    public const string OriginalEstimate = "Microsoft.VSTS.Scheduling.OriginalEstimate";
    public const string CompletedWork = "Microsoft.VSTS.Scheduling.CompletedWork";
}
