import { expect } from 'chai';
import { Failure } from '../../../src/model/failure.ts';
import { KEY } from './fake-engine.ts';
import { type Served, serveScenario } from './served-scenario.ts';

/** The whole way: HTTP, a real engine, Jira and git in memory. */
describe('requests, carried out', () => {
  let served: Served;
  beforeEach(async () => {
    served = await serveScenario(2);
  });
  afterEach(() => served.server.close(0));

  const ask = (method: string, path: string, body?: object, headers: Record<string, string> = {}) =>
    fetch(served.server.url + path, {
      method,
      headers: { Authorization: `Bearer ${KEY}`, ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const membersOf = async (response: Response) => (await response.json()) as Readonly<Record<string, unknown>>;

  it('a ticket is in Jira and in git when the answer says so', async () => {
    const response = await ask('POST', '/create/APP', { title: 'Fix login', labels: ['urgent'], description: 'Now.' });
    expect(response.status).to.equal(201);
    const { issueKey, path, commit } = await membersOf(response);
    expect(issueKey).to.equal('APP-3');
    expect(served.scenario.issue('APP-3').values).to.include({ title: 'Fix login' });
    expect(await served.scenario.inGit('APP-3')).to.deep.include({
      title: 'Fix login',
      labels: ['urgent'],
      description: 'Now.',
    });
    expect([path, commit]).to.deep.equal(['issues/APP-3.md', await served.scenario.world.tip()]);
  });

  it('time is in Jira, in git, and in the answers that read it', async () => {
    const asked = { author: 'jane', time: '90m', started: '2026-02-13T09:00:00Z', comment: 'Fixed' };
    const response = await ask('POST', '/worklog/APP-1', asked);
    expect(response.status).to.equal(201);
    const { id, worklogId } = await membersOf(response);
    expect(served.scenario.issue('APP-1').worklogs.map((made) => [made.id, made.seconds])).to.deep.equal([
      [worklogId, 5400],
    ]);
    const entry = {
      issue: 'APP-1',
      author: 'jane',
      time: '1.5h',
      timeSpentSeconds: 5400,
      started: '2026-02-13T09:00:00Z',
      comment: 'Fixed',
      id,
      worklogId,
    };
    const total = { totalSeconds: 5400, total: '1.5h' };
    expect(await membersOf(await ask('GET', '/worklogs/APP-1'))).to.deep.equal({
      issue: 'APP-1',
      worklogs: [entry],
      ...total,
    });
    expect(await membersOf(await ask('GET', '/timesheet/jane?from=2026-02-13&to=2026-02-13'))).to.deep.equal({
      author: 'jane',
      from: '2026-02-13',
      to: '2026-02-13',
      entries: [entry],
      days: [{ date: '2026-02-13', ...total }],
      issues: [{ issue: 'APP-1', ...total }],
      ...total,
    });
    expect(await membersOf(await ask('GET', '/timesheet/jane?from=2026-02-14&to=2026-02-14'))).to.include({
      totalSeconds: 0,
    });
  });

  it('a comment is in Jira and in git', async () => {
    const response = await ask('POST', '/comment/APP-1', { author: 'jane', body: 'Looks **good**.' });
    expect(response.status).to.equal(201);
    expect(served.scenario.issue('APP-1').comments.map(({ id }) => id)).to.deep.equal([
      (await membersOf(response)).commentId,
    ]);
    expect(await served.scenario.world.text('issues/APP-1.md')).to.include('Looks **good**.');
  });

  it('the same request with the same key is done once, and answered the same', async () => {
    const asked = { author: 'jane', time: '2h', started: '2026-02-13T09:00:00Z' };
    const once = { 'Idempotency-Key': 'b2a1c7f0' };
    const first = await membersOf(await ask('POST', '/worklog/APP-1', asked, once));
    const again = await ask('POST', '/worklog/APP-1', asked, once);
    expect(again.status).to.equal(201);
    expect(await membersOf(again)).to.include({ id: first.id, worklogId: first.worklogId });
    expect(served.scenario.issue('APP-1').worklogs).to.have.length(1);
  });

  it('another request with a key that was used is refused, and nothing of it reaches Jira', async () => {
    const once = { 'Idempotency-Key': 'b2a1c7f0' };
    await ask('POST', '/comment/APP-1', { author: 'jane', body: 'one' }, once);
    const { writes } = served.scenario.world.jira;
    const mark = await served.scenario.mark();
    const replayed = await ask('POST', '/comment/APP-1', { author: 'jane', body: 'two' }, once);
    expect(replayed.status).to.equal(422);
    expect(replayed.headers.get('content-type')).to.include('application/problem+json');
    expect(served.scenario.world.jira.writes).to.equal(writes);
    expect(await served.scenario.mark()).to.equal(mark);
  });

  it('a ticket that Jira does not know is 404', async () => {
    const response = await ask('POST', '/worklog/APP-99', { author: 'jane', time: '2h' });
    expect(response.status).to.equal(404);
    expect((await membersOf(response)).detail).to.equal('Issue APP-99 not found in Jira');
  });

  it("what Jira refuses is 422 in Jira's words by field", async () => {
    served.scenario.world.jira.refuse = ({ kind }) =>
      kind === 'create-issue' ? new Failure('rejected', 'no', { fields: { priority: 'Priority is invalid.' } }) : null;
    const response = await ask('POST', '/create/APP', { title: 'x', priority: 'Soon' });
    expect(response.status).to.equal(422);
    expect((await membersOf(response)).errors)
      .to.have.property('priority')
      .that.includes('Priority is invalid.');
    expect(served.scenario.world.jira.issues.size).to.equal(2);
  });

  it('while Jira is away it is 503, and the caller may queue it', async () => {
    const { jira } = served.scenario.world;
    jira.weather = {
      ...jira.weather,
      request: () => Promise.reject(new Failure('transient', 'Jira cannot be reached')),
    };
    const response = await ask('POST', '/worklog/APP-1', { author: 'jane', time: '2h' });
    expect(response.status).to.equal(503);
    expect(response.headers.get('retry-after')).to.match(/^\d+$/);
    expect(await membersOf(response)).to.include({ outcome: 'away' });
  });

  it('what is refused at the door leaves both sides as they were', async () => {
    const mark = await served.scenario.mark();
    const refused = [
      await ask('POST', '/worklog/APP-1', { author: 'jane', time: '2h' }, { Authorization: 'Bearer guess' }),
      await ask('POST', '/worklog/APP-1', { author: 'jane', time: '2h', minutes: 1 }),
      await ask('POST', '/worklog/APP-1/..', { author: 'jane', time: '2h' }),
      await ask('POST', '/worklog/OPS-1', { author: 'jane', time: '2h' }),
      await ask('POST', '/comment/APP-1', { author: 'jane', body: 'x'.repeat(300_000) }),
    ];
    expect(refused.map(({ status }) => status)).to.deep.equal([401, 400, 404, 404, 413]);
    expect(await served.scenario.mark()).to.equal(mark);
  });

  it('conflicts are listed with their ticket', async () => {
    const { scenario } = served;
    scenario.editInJira('APP-1', { title: 'From Jira' });
    await scenario.editInGit('APP-1', { title: 'From git' });
    await scenario.cycle();
    const { conflicts } = (await membersOf(await ask('GET', '/conflicts'))) as {
      readonly conflicts: readonly object[];
    };
    expect(conflicts).to.have.length(1);
    expect(conflicts[0]).to.include({ issue: 'APP-1', field: 'title', kind: 'conflict' });
    const page = await ask('GET', '/');
    expect(await page.text())
      .to.include('APP-1')
      .and.include('both changed it');
  });
});
