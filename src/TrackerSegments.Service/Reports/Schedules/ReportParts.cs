using Microsoft.AspNetCore.DataProtection;
using TrackerSegments.Service.Outbound;
using TrackerSegments.Service.Reports.Teams;

namespace TrackerSegments.Service.Reports.Schedules;

/// <summary>What the reports of all workspaces of a process share.</summary>
/// <param name="Post">Posts them.</param>
/// <param name="Guard">Which hosts may be called.</param>
/// <param name="Protection">What the workflows' addresses are safe by.</param>
/// <param name="Rights">Whether those with whose rights they run still have access.</param>
internal sealed record ReportParts(WorkflowPost Post, OutboundGuard Guard, IDataProtectionProvider Protection, ExecutorRights Rights);
