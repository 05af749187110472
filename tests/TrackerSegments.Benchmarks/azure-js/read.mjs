// Usage: node read.mjs ADDRESS TOKEN PROJECT SEGMENT-FIELD
import * as azure from 'azure-devops-node-api';

const [address, token, project, segment] = process.argv.slice(2);
const connection = new azure.WebApi(address, azure.getPersonalAccessTokenHandler(token));
const tracking = await connection.getWorkItemTrackingApi();
const fields = [
  'System.Id', 'System.Rev', 'System.WorkItemType', 'System.Title', 'System.State', 'System.TeamProject', 'System.AreaPath', 'System.Parent',
  'System.AssignedTo', 'System.CreatedDate', 'System.ChangedDate', 'Microsoft.VSTS.Common.ClosedDate', 'System.Reason',
  'Microsoft.VSTS.Scheduling.StoryPoints', 'Microsoft.VSTS.Scheduling.Effort', segment,
];
const most = 19999;
let count = 0;
let last = 0;
for (;;) {
  const query = `SELECT [System.Id] FROM WorkItems WHERE [System.TeamProject] = '${project}' AND [System.Id] > ${last} ORDER BY [System.Id]`;
  const ids = (await tracking.queryByWiql({ query }, undefined, false, most)).workItems.map((item) => item.id);
  for (let at = 0; at < ids.length; at += 200) {
    count += (await tracking.getWorkItemsBatch({ ids: ids.slice(at, at + 200), fields })).length;
  }
  if (ids.length < most) {
    break;
  }
  last = ids[ids.length - 1];
}
const { userCPUTime, systemCPUTime } = process.resourceUsage();
console.log(JSON.stringify({ items: count, cpuSeconds: (userCPUTime + systemCPUTime) / 1e6 }));
