import { startSmallJira } from '../small-jira.ts';

/** What the container of Jira runs: the small Jira with an issue for each title that is given, on port 8080; and project TB. */
const titles = process.argv.slice(2);
const jira = await startSmallJira({ personality: 'server', host: '0.0.0.0', port: 8080 });
jira.admin.addProject({ key: 'TB', lead: 'anna' });
jira.as('anna').createIssue('TB', 'Task', { summary: 'Of the other project' });
for (const summary of titles) jira.as('anna').createIssue('APP', 'Task', { summary });
console.log(`Jira listens on ${jira.port}`);
process.once('SIGTERM', () => jira.close());
