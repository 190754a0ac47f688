import { expect } from 'chai';
import type { Emulator } from '../../../../src/emulator/start-emulator.ts';
import { type Caller, callerOf, manualClock, type Shape, startSite } from '../emulator-caller.ts';

describe('logging work', () => {
  const clock = manualClock();
  let jira: Emulator;
  let call: Caller;

  beforeEach(async () => {
    jira = await startSite({ personality: 'server', clock: clock.now });
    call = callerOf(jira);
    jira.as('anna').createIssue('APP', 'Task', { summary: 'First', timetracking: { originalEstimate: '1d' } });
  });

  afterEach(() => jira.close());

  const log = (body: unknown, query = '') => call('POST', `2/issue/APP-1/worklog${query}`, body);
  const issue = async () => (await call('GET', '2/issue/APP-1')).body.fields as Shape;

  it('belongs to the caller, whoever the request names', async () => {
    const answer = await log({ timeSpent: '1h', author: { name: 'ben' } });
    expect(answer.body.author?.name).to.equal('tract');
    expect(answer.headers.get('location')).to.match(/\/worklog\/10000$/);
    expect(answer.body).not.to.have.property('comment');
  });

  it('lowers the remaining estimate and sums up, with changelog lines for both', async () => {
    await log({ timeSpentSeconds: 3600 });
    expect((await issue()).timetracking).to.deep.include({
      timeSpent: '1h',
      remainingEstimate: '7h',
      originalEstimate: '1d',
    });
    await log({ timeSpent: '30m' }, '?adjustEstimate=leave');
    expect((await issue()).timeestimate).to.equal(25_200);
    await log({ timeSpent: '30m' }, '?adjustEstimate=new&newEstimate=2h');
    expect((await issue()).timeestimate).to.equal(7200);
    const fields = jira.world.issues.find('APP-1')?.history.map((each) => each.items.map((item) => item.field).join());
    expect(fields?.[0]).to.equal('timeestimate,timespent,WorklogId');
  });

  it('takes one form of date only: 400 today, 500 on old servers', async () => {
    for (const started of ['2026-02-14T09:00:00Z', '2026-02-14T09:00:00+00:00']) {
      const answer = await log({ timeSpent: '1h', started });
      expect([answer.status, answer.body.errors?.started]).to.deep.equal([
        400,
        `Invalid date format. Please enter the date in the format "yyyy-MM-dd'T'HH:mm:ss.SSSZ".`,
      ]);
    }
    jira.settings.worklogDateMode = 'crash';
    expect((await log({ timeSpent: '1h', started: '2026-02-14T09:00:00Z' })).status).to.equal(500);
  });

  it('refuses less than a minute, and both forms of time at once', async () => {
    const short = await log({ timeSpentSeconds: 30 });
    expect(short.body).to.deep.equal({
      errorMessages: ['Worklog must not be null.'],
      errors: { timeLogged: 'Invalid time duration entered.' },
    });
    expect((await log({ timeSpent: '1h', timeSpentSeconds: 3600 })).status).to.equal(400);
  });

  it('keeps its id when edited; deleting it leaves the feed of changes for that of deletions', async () => {
    jira.settings.worklogFeedDelayMs = 60_000;
    await log({ timeSpent: '1h' });
    await call('PUT', '2/issue/APP-1/worklog/10000', { timeSpent: '2h' });
    expect((await issue()).timespent).to.equal(7200);
    const ids = async (feed: string) =>
      ((await call('GET', `2/worklog/${feed}?since=0`)).body.values as never as { worklogId: number }[]).map(
        (each) => each.worklogId,
      );
    expect(await ids('updated')).to.deep.equal([]);
    clock.advance(61_000);
    expect(await ids('updated')).to.deep.equal([10_000]);
    await call('DELETE', '2/issue/APP-1/worklog/10000');
    clock.advance(61_000);
    expect([await ids('updated'), await ids('deleted')]).to.deep.equal([[], [10_000]]);
  });

  it('is embedded up to twenty entries; the rest must be asked for', async () => {
    for (let index = 0; index < 25; index++) jira.as('ben').logWork('APP-1', { timeSpent: '10m' });
    expect((await issue()).worklog).to.deep.include({ total: 25, maxResults: 20 });
    expect((await issue()).worklog?.worklogs).to.have.length(20);
    expect((await call('GET', '2/issue/APP-1/worklog')).body.worklogs).to.have.length(25);
  });

  it('of others can be changed only with the permission for it: 403 on Server, 400 on Cloud', async () => {
    const entry = jira.as('ben').logWork('APP-1', { timeSpent: '1h' });
    jira.admin.changeUser('tract', { denied: ['edit-all-worklogs', 'delete-all-worklogs'] });
    expect((await call('PUT', `2/issue/APP-1/worklog/${entry.id}`, { timeSpent: '2h' })).status).to.equal(403);
    expect((await call('DELETE', `2/issue/APP-1/worklog/${entry.id}`)).status).to.equal(403);
  });
});
