import { expect } from 'chai';
import type { Emulator } from '../../../src/emulator/start-emulator.ts';
import { callerOf, startSite } from '../../unit/emulator/emulator-caller.ts';
import { readSpecification } from './specification.ts';

const check = readSpecification('jira-dc-10.3.24.json.gz');
const fields = { project: { key: 'APP' }, issuetype: { name: 'Task' }, summary: 'New' };

/** `each` because the specification describes arrays by the schema of their members. */
type Row = readonly [method: string, template: string, path: string, status: number, body?: unknown, shape?: 'each'];

const rows: readonly Row[] = [
  ['GET', 'myself', 'myself', 200],
  ['GET', 'configuration', 'configuration', 200],
  ['GET', 'field', 'field', 200, undefined, 'each'],
  ['GET', 'status', 'status', 200, undefined, 'each'],
  ['GET', 'priority', 'priority', 200, undefined, 'each'],
  ['GET', 'resolution', 'resolution', 200, undefined, 'each'],
  ['GET', 'issuetype', 'issuetype', 200, undefined, 'each'],
  ['GET', 'issueLinkType', 'issueLinkType', 200],
  ['GET', 'project/{projectIdOrKey}', 'project/APP', 200],
  ['GET', 'project/{projectIdOrKey}/statuses', 'project/APP/statuses', 200, undefined, 'each'],
  ['GET', 'project/{projectIdOrKey}/components', 'project/APP/components', 200, undefined, 'each'],
  ['GET', 'project/{projectIdOrKey}/versions', 'project/APP/versions', 200, undefined, 'each'],
  ['GET', 'user', 'user?username=anna', 200],
  ['GET', 'user/search', 'user/search?username=anna', 200, undefined, 'each'],
  ['GET', 'user/assignable/search', 'user/assignable/search?project=APP', 200, undefined, 'each'],
  ['GET', 'issue/{issueIdOrKey}/editmeta', 'issue/APP-1/editmeta', 200],
  ['POST', 'issue', 'issue', 201, { fields }],
  ['GET', 'issue/{issueIdOrKey}/transitions', 'issue/APP-1/transitions?expand=transitions.fields', 200],
  ['GET', 'issue/{issueIdOrKey}/comment', 'issue/APP-1/comment', 200],
  ['POST', 'issue/{issueIdOrKey}/comment', 'issue/APP-1/comment', 201, { body: 'Words' }],
  ['GET', 'issue/{issueIdOrKey}/worklog', 'issue/APP-1/worklog', 200],
  ['POST', 'issue/{issueIdOrKey}/worklog', 'issue/APP-1/worklog', 201, { comment: 'Work', timeSpentSeconds: 3600 }],
  ['GET', 'worklog/updated', 'worklog/updated?since=0', 200],
  ['GET', 'worklog/deleted', 'worklog/deleted?since=0', 200],
  ['POST', 'worklog/list', 'worklog/list', 200, { ids: [10_000] }, 'each'],
  ['GET', 'issueLink/{linkId}', 'issueLink/10000', 200],
];

describe('what the Server personality answers fits the official specification', () => {
  let jira: Emulator;

  before(async function () {
    if (!check) {
      console.log('      skipped: ../shared/jira/openapi is not there');
      this.skip();
    }
    jira = await startSite({ personality: 'server', worklogFeedDelayMs: 0, lastPageSpelling: 'isLastPage' });
    const anna = jira.as('anna');
    anna.createIssue('APP', 'Task', {
      summary: 'First',
      components: [{ name: 'api' }],
      fixVersions: [{ name: '1.0' }],
    });
    anna.createIssue('APP', 'Story', { summary: 'Second' });
    anna.link('Blocks', 'APP-1', 'APP-2');
    anna.comment('APP-1', 'A comment');
    anna.logWork('APP-1', { timeSpent: '2h', comment: 'Work' });
  });

  after(() => jira?.close());

  for (const [method, template, path, status, body, shape] of rows) {
    it(`${method} ${template}, ${status}`, async () => {
      const answer = await callerOf(jira)(method, `2/${path}`, body);
      expect(answer.status, JSON.stringify(answer.body)).to.equal(status);
      const documents: readonly unknown[] =
        shape === 'each' ? (answer.body as unknown as readonly unknown[]) : [answer.body];
      expect(documents).not.to.deep.equal([]);
      const problems = documents.flatMap((document) => check?.(method, `/api/2/${template}`, status, document) ?? []);
      expect(problems).to.deep.equal([]);
    });
  }
});
