import { expect } from 'chai';
import { JiraError } from '../../../../src/emulator/jira-error.ts';
import { findIssues } from '../../../../src/emulator/jql/find-issues.ts';
import type { Emulator } from '../../../../src/emulator/start-emulator.ts';
import { manualClock, startSite } from '../emulator-caller.ts';

describe('JQL', () => {
  const clock = manualClock();
  let jira: Emulator;

  before(async () => {
    jira = await startSite({ personality: 'server', clock: clock.now });
    const anna = jira.as('anna');
    anna.createIssue('APP', 'Task', { summary: 'Login crashes', labels: ['a', 'b'], assignee: { name: 'ben' } });
    clock.advance(90_000);
    anna.createIssue('APP', 'Bug', {
      summary: 'Crash report',
      components: [{ name: 'api' }],
      priority: { name: 'High' },
    });
    clock.advance(90_000);
    anna.createIssue('APP', 'Bug', { summary: 'Third', description: 'a login page', customfield_10016: 5 });
    anna.transition('APP-3', 'In Progress');
  });

  after(() => jira.close());

  const find = (jql: string, caller = 'tract') => {
    const request = { jql, reconcileIds: [], mustBeBounded: false };
    return findIssues(jira.world, jira.admin.user(caller), request).map((issue) => issue.key);
  };

  const rows: readonly (readonly [string, readonly string[]])[] = [
    ['project = APP ORDER BY key', ['APP-1', 'APP-2', 'APP-3']],
    ['key in (APP-1, app-3) order by id asc', ['APP-1', 'APP-3']],
    ['key > APP-1 and key <= APP-3 order by key', ['APP-2', 'APP-3']],
    ['status = "In Progress"', ['APP-3']],
    ['statusCategory != Done AND type = Bug ORDER BY key', ['APP-2', 'APP-3']],
    ['labels = a', ['APP-1']],
    ['labels not in (a) order by key', []],
    ['labels is EMPTY ORDER BY key', ['APP-2', 'APP-3']],
    ['assignee = ben', ['APP-1']],
    ['assignee != ben', []],
    ['assignee is empty and component = api', ['APP-2']],
    ['reporter = currentUser()', []],
    ['text ~ "login" ORDER BY key', ['APP-1', 'APP-3']],
    ['summary ~ "crash*" ORDER BY key', ['APP-1', 'APP-2']],
    ['NOT (priority = High OR "Story Points" >= 5)', ['APP-1']],
    ['cf[10016] = 5', ['APP-3']],
    ['updated >= "2026-02-14 09:01" ORDER BY updated ASC, id ASC', ['APP-2', 'APP-3']],
    ['updated >= "2026/02/14 09:02" AND updated < "2026-02-14 09:04"', ['APP-3']],
    ['created <= "2026-02-14 09:00"', ['APP-1']],
    ['created >= -2m ORDER BY key', ['APP-2', 'APP-3']],
    [`updated >= ${Date.parse('2026-02-14T09:03:00Z')}`, ['APP-3']],
    ['summary ~ "\\"crash report\\""', ['APP-2']],
  ];

  for (const [jql, keys] of rows) {
    it(jql, () => {
      expect(find(jql)).to.deep.equal(keys);
    });
  }

  it('reads a date in the time zone of the caller, and minutes are as fine as it gets', () => {
    jira.admin.changeUser('ben', { timeZone: 'Europe/Berlin' });
    expect(find('updated >= "2026-02-14 10:02"', 'ben')).to.deep.equal(['APP-3']);
    expect(() => find('updated >= "2026-02-14 10:02:30"')).to.throw(JiraError, /is invalid/);
  });

  const refusals: readonly (readonly [string, string])[] = [
    ['project = NOPE', "The value 'NOPE' does not exist for the field 'project'."],
    ['bogus = 1', "Field 'bogus' does not exist or you do not have permission to view it."],
    ['project = APP ORDER BY bogus', "Not able to sort using field 'bogus'."],
    ['text = x', "The operator '=' is not supported by the 'text' field."],
    ['assignee = nobody()', "Unable to find JQL function 'nobody()'."],
    ['key = APP-99', "An issue with key 'APP-99' does not exist for field 'key'."],
    ['summary ~ "open', 'has not been completed'],
    ['project = APP status = Done', "Expecting either 'OR' or 'AND'"],
  ];

  for (const [jql, message] of refusals) {
    it(`refuses ${jql}`, () => {
      expect(() => find(jql)).to.throw(JiraError, message);
    });
  }

  it('can be told to pass over keys that do not exist', () => {
    jira.settings.unknownIssueInJql = 'ignore';
    expect(find('key in (APP-1, APP-99)')).to.deep.equal(['APP-1']);
  });
});
