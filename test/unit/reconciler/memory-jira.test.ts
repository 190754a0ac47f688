import { type IssueRef, type JiraWorld, jiraSideContract } from '../../support/jira-side-contract.ts';
import { type MemoryIssue, MemoryJira, wiki } from '../../support/memory-jira.ts';

/** Past the time that a create may stay invisible. */
const SETTLED_MS = 90_000;

/** The memory world in which the engine's scenarios and simulations run, held to the contract of the real sides. */
async function memoryWorld(): Promise<JiraWorld> {
  const time = { nowMs: Date.now() };
  const jira = new MemoryJira('APP', () => time.nowMs);
  jira.person = 'anna';
  const tick = () => {
    time.nowMs += 3_000;
  };
  const issueOf = (key: string): MemoryIssue => {
    const issue = jira.byKey(key);
    if (issue === undefined) throw new Error(`there is no ${key}`);
    return issue;
  };
  return {
    side: jira.side(),
    text: (words) => ({ kind: 'wiki', wiki: words }),
    async createIssue(title): Promise<IssueRef> {
      tick();
      return jira.create({ title });
    },
    async editTitle(key, title) {
      tick();
      const issue = issueOf(key);
      issue.values.title = title;
      jira.touch(issue);
    },
    async comment(key, words) {
      tick();
      return jira.comment(issueOf(key), 'anna', words).id;
    },
    async removeComment(key, comment) {
      tick();
      const issue = issueOf(key);
      issue.comments = issue.comments.filter(({ id }) => id !== comment);
      jira.touch(issue);
    },
    async logWork(key, seconds, started, words) {
      tick();
      return jira.log(issueOf(key), { author: 'anna', seconds, started, comment: wiki(words) }).id;
    },
    async removeWorklog(key, worklog) {
      tick();
      jira.removeWorklog(issueOf(key), worklog);
    },
    async deleteIssue(key) {
      tick();
      jira.issues.delete(issueOf(key).id);
    },
    async settle() {
      time.nowMs += SETTLED_MS;
    },
    close: async () => {},
  };
}

/** Its site has no rules: it takes every value, status and link as it is sent, shows a link at one end, and names nobody. */
const UNCLAIMED: ReadonlySet<string> = new Set([
  'says who changed an issue last',
  'refuses a type that is not there, and names the field',
  'refuses in words by our own field names',
  'gives a screen what it asks for',
  'says what a screen asks for where nothing is given, and stays',
  'says which statuses there are where the wanted one is not, and stays',
  'adds and removes a link in either direction',
  'refuses a phrase that is not there, and names the ones that are',
]);

jiraSideContract('The simulated Jira, as far as it claims to be one,', memoryWorld, UNCLAIMED);
