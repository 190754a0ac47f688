import { expect } from 'chai';
import type { Emulator } from '../../../src/emulator/start-emulator.ts';
import { callerOf, startSite } from '../../unit/emulator/emulator-caller.ts';
import { readSpecification } from './specification.ts';

const check = readSpecification('jira-cloud-platform-v3.2025-12.json.gz');
/** Where recorded replies of real sites contradict the specification, the recordings are right. */
const contradicted = [/additionalProperty":"defaultLocale"/, /\/(from|fromString|to|toString) must be string/];
const adf = { type: 'doc', version: 1, content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Words' }] }] };
const fields = { project: { key: 'APP' }, issuetype: { name: 'Task' }, summary: 'New', description: adf };

type Row = readonly [method: string, template: string, path: string, status: number, body?: unknown];

const rows: readonly Row[] = [
  ['GET', 'serverInfo', 'serverInfo', 200],
  ['GET', 'myself', 'myself', 200],
  ['GET', 'configuration', 'configuration', 200],
  ['GET', 'field', 'field', 200],
  ['GET', 'status', 'status', 200],
  ['GET', 'priority', 'priority', 200],
  ['GET', 'resolution', 'resolution', 200],
  ['GET', 'issuetype', 'issuetype', 200],
  ['GET', 'issueLinkType', 'issueLinkType', 200],
  ['GET', 'project/{projectIdOrKey}', 'project/APP', 200],
  ['GET', 'project/search', 'project/search', 200],
  ['GET', 'project/{projectIdOrKey}/statuses', 'project/APP/statuses', 200],
  ['GET', 'project/{projectIdOrKey}/components', 'project/APP/components', 200],
  ['GET', 'project/{projectIdOrKey}/versions', 'project/APP/versions', 200],
  ['GET', 'user/search', 'user/search?query=anna', 200],
  ['GET', 'user/assignable/search', 'user/assignable/search?project=APP', 200],
  ['GET', 'issue/createmeta', 'issue/createmeta?projectKeys=APP&expand=projects.issuetypes.fields', 200],
  ['GET', 'issue/createmeta/{projectIdOrKey}/issuetypes', 'issue/createmeta/APP/issuetypes', 200],
  ['GET', 'issue/createmeta/{projectIdOrKey}/issuetypes/{issueTypeId}', 'issue/createmeta/APP/issuetypes/10002', 200],
  ['POST', 'issue', 'issue', 201, { fields }],
  ['POST', 'issue', 'issue', 400, { fields: { ...fields, summary: '', labels: ['a b'] } }],
  ['POST', 'issue/bulk', 'issue/bulk', 201, { issueUpdates: [{ fields }, { fields: {} }] }],
  ['POST', 'issue/bulkfetch', 'issue/bulkfetch', 200, { issueIdsOrKeys: ['APP-1', 'APP-999'], fields: ['*all'] }],
  ['GET', 'issue/{issueIdOrKey}', 'issue/APP-1?expand=changelog,names,schema', 200],
  ['GET', 'issue/{issueIdOrKey}', 'issue/APP-999', 404],
  ['GET', 'issue/{issueIdOrKey}/editmeta', 'issue/APP-1/editmeta', 200],
  ['GET', 'issue/{issueIdOrKey}/changelog', 'issue/APP-1/changelog', 200],
  ['POST', 'changelog/bulkfetch', 'changelog/bulkfetch', 200, { issueIdsOrKeys: ['APP-1'] }],
  ['GET', 'issue/{issueIdOrKey}/transitions', 'issue/APP-1/transitions?expand=transitions.fields', 200],
  ['GET', 'issue/{issueIdOrKey}/comment', 'issue/APP-1/comment', 200],
  ['POST', 'issue/{issueIdOrKey}/comment', 'issue/APP-1/comment', 201, { body: adf }],
  ['POST', 'comment/list', 'comment/list', 200, { ids: [10_000] }],
  ['GET', 'issue/{issueIdOrKey}/worklog', 'issue/APP-1/worklog', 200],
  ['POST', 'issue/{issueIdOrKey}/worklog', 'issue/APP-1/worklog', 201, { comment: adf, timeSpentSeconds: 3600 }],
  ['GET', 'issue/{issueIdOrKey}/properties', 'issue/APP-1/properties', 200],
  ['GET', 'issue/{issueIdOrKey}/worklog/{worklogId}/properties', 'issue/APP-1/worklog/10000/properties', 200],
  ['GET', 'worklog/updated', 'worklog/updated?since=0', 200],
  ['GET', 'worklog/deleted', 'worklog/deleted?since=0', 200],
  ['POST', 'worklog/list', 'worklog/list', 200, { ids: [10_000] }],
  ['GET', 'issueLink/{linkId}', 'issueLink/10000', 200],
  ['POST', 'search/jql', 'search/jql', 200, { jql: 'project = APP', fields: ['*all'], maxResults: 1 }],
  ['GET', 'search/jql', `search/jql?jql=${encodeURIComponent('project = APP')}`, 200],
  ['POST', 'search/jql', 'search/jql', 400, { jql: 'nonsense = 1' }],
  ['POST', 'search/approximate-count', 'search/approximate-count', 200, { jql: 'project = APP' }],
];

describe('what the Cloud personality answers on v3 fits the official specification', () => {
  let jira: Emulator;

  before(async function () {
    if (!check) {
      console.log('      skipped: ../shared/jira/openapi is not there');
      this.skip();
    }
    jira = await startSite({ personality: 'cloud', worklogFeedDelayMs: 0 });
    const anna = jira.as('anna');
    anna.createIssue('APP', 'Task', {
      summary: 'First',
      components: [{ name: 'api' }],
      fixVersions: [{ name: '1.0' }],
      labels: ['a'],
    });
    anna.createIssue('APP', 'Story', { summary: 'Second', customfield_10106: { value: 'Major' } });
    anna.link('Blocks', 'APP-1', 'APP-2');
    anna.comment('APP-1', 'A comment');
    anna.logWork('APP-1', { timeSpent: '2h', comment: 'Work' });
    anna.logWork('APP-2', { timeSpent: '1h' });
    anna.deleteWorklog('APP-2', '10001');
    anna.transition('APP-1', 'In Progress');
  });

  after(() => jira?.close());

  for (const [method, template, path, status, body] of rows) {
    it(`${method} ${template}, ${status}`, async () => {
      const answer = await callerOf(jira)(method, `3/${path}`, body);
      expect(answer.status, JSON.stringify(answer.body)).to.equal(status);
      const problems = check?.(method, `/rest/api/3/${template}`, status, answer.body) ?? [];
      expect(problems.filter((problem) => !contradicted.some((each) => each.test(problem)))).to.deep.equal([]);
    });
  }
});
