// Usage: node read.mjs ADDRESS EMAIL TOKEN PROJECT FIELD…
import { Version3Client } from 'jira.js';

const [host, email, apiToken, project, ...fields] = process.argv.slice(2);
const client = new Version3Client({ host, authentication: { basic: { email, apiToken } } });
let count = 0;
let nextPageToken;
do {
  const page = await client.issueSearch.searchForIssuesUsingJqlEnhancedSearchPost({
    jql: `project = ${project} ORDER BY id`,
    fields,
    maxResults: 100,
    nextPageToken,
  });
  count += page.issues.length;
  nextPageToken = page.nextPageToken;
} while (nextPageToken);
const { userCPUTime, systemCPUTime } = process.resourceUsage();
console.log(JSON.stringify({ issues: count, cpuSeconds: (userCPUTime + systemCPUTime) / 1e6 }));
