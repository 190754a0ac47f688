import { expect } from 'chai';
import type { Emulator } from '../../../../src/emulator/start-emulator.ts';
import { type Caller, callerOf, manualClock, type Shape, startSite } from '../emulator-caller.ts';

describe('search on Cloud', () => {
  const clock = manualClock();
  let jira: Emulator;
  let call: Caller;

  beforeEach(async () => {
    jira = await startSite({ personality: 'cloud', clock: clock.now });
    call = callerOf(jira);
    for (let index = 1; index <= 7; index++) jira.as('anna').createIssue('APP', 'Task', { summary: `Issue ${index}` });
  });

  afterEach(() => jira.close());

  const page = async (more: object = {}) =>
    (await call('POST', '3/search/jql', { jql: 'project = APP ORDER BY key', fields: ['key'], ...more })).body;
  const keys = (body: Shape) => (body.issues as never as { key: string }[]).map((each) => each.key);

  it('goes by token to the last page, even when pages are shorter than asked', async () => {
    jira.settings.shortPages = true;
    const found: string[] = [];
    let nextPageToken: unknown;
    let pages = 0;
    do {
      const body = await page({ maxResults: 5, ...(nextPageToken ? { nextPageToken } : {}) });
      found.push(...keys(body));
      nextPageToken = body.nextPageToken;
      expect(body.isLast).to.equal(nextPageToken === undefined);
      pages++;
    } while (nextPageToken);
    expect(found).to.have.members(['APP-1', 'APP-2', 'APP-3', 'APP-4', 'APP-5', 'APP-6', 'APP-7']);
    expect(pages).to.be.above(2);
  });

  it('gives ids alone unless fields are asked for', async () => {
    const { body } = await call('POST', '3/search/jql', { jql: 'key = APP-1' });
    expect(body.issues).to.deep.equal([{ id: '10000' }]);
  });

  it('refuses an unbounded query, a token of another query and one that is too old', async () => {
    expect((await call('POST', '3/search/jql', { jql: 'ORDER BY key' })).status).to.equal(400);
    const { nextPageToken } = await page({ maxResults: 2 });
    const other = await call('POST', '3/search/jql', { jql: 'project = APP', nextPageToken });
    expect(other.status).to.equal(400);
    clock.advance(8 * 86_400_000);
    expect((await page({ maxResults: 2, nextPageToken })).errorMessages).to.have.length(1);
  });

  it('lags behind the database; reconciled ids do not', async () => {
    jira.settings.searchLagMs = 30_000;
    const { id } = jira.as('anna').createIssue('APP', 'Task', { summary: 'Late' });
    jira.as('anna').deleteIssue('APP-1');
    expect(keys(await page())).to.have.length(6);
    expect(keys(await page({ reconcileIssues: [Number(id)] }))).to.include('APP-8');
    clock.advance(30_000);
    expect(keys(await page())).to.deep.equal(['APP-2', 'APP-3', 'APP-4', 'APP-5', 'APP-6', 'APP-7', 'APP-8']);
  });

  it('can show the values of the index, though GET shows those of the database', async () => {
    Object.assign(jira.settings, { searchLagMs: 30_000, searchShowsIndexedValues: true });
    jira.as('anna').editIssue('APP-1', { summary: 'New' });
    const { body } = await call('POST', '3/search/jql', { jql: 'key = APP-1', fields: ['summary'] });
    expect((body.issues as never as Shape[])[0]?.fields?.summary).to.equal('Issue 1');
    expect((await call('GET', '3/issue/APP-1')).body.fields?.summary).to.equal('New');
  });

  it('answers 410 to the search that was removed', async () => {
    const { status, body } = await call('POST', '2/search', { jql: 'project = APP' });
    expect(status).to.equal(410);
    expect(String(body.errorMessages)).to.match(/CHANGE-2046/);
  });

  it('takes bare words for a search of text', async () => {
    const { body } = await call('POST', '3/search/jql', { jql: 'Issue 3', fields: ['key'] });
    expect(keys(body)).to.deep.equal(['APP-3']);
  });
});
