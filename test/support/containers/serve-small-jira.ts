import { startSmallJira } from '../small-jira.ts';

/** What the container of Jira runs: the small Jira with an issue for each title that is given, on port 8080. */
const titles = process.argv.slice(2);
const jira = await startSmallJira({ personality: 'server', host: '0.0.0.0', port: 8080 });
for (const summary of titles) jira.as('anna').createIssue('APP', 'Task', { summary });
console.log(`Jira listens on ${jira.port}`);
process.once('SIGTERM', () => jira.close());
