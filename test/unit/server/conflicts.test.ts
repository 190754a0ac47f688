import { expect } from 'chai';
import { Failure } from '../../../src/model/failure.ts';
import { fixedKeyRing, hashOfKey } from '../../../src/server/access/key-ring.ts';
import { KEY } from './fake-engine.ts';
import { type Served, serveScenario } from './served-scenario.ts';

type Members = Readonly<Record<string, unknown>>;

describe('conflicts over HTTP', () => {
  let served: Served;
  beforeEach(async () => {
    served = await serveScenario(2);
    const { scenario } = served;
    scenario.editInJira('APP-1', { title: 'From Jira', priority: 'High' }, 'First by Jira.\n\nSecond of 1.');
    await scenario.editInGit('APP-1', { title: 'From git' }, 'First by git.\n\nSecond of 1.');
    await scenario.cycle();
  });
  afterEach(() => served.server.close(0));

  const get = async (path: string) => {
    const response = await fetch(served.server.url + path, { headers: { Authorization: `Bearer ${KEY}` } });
    return (await response.json()) as Members;
  };
  const post = (issue: string, body: object, key = KEY) =>
    fetch(`${served.server.url}/conflicts/${issue}`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${key}` },
      body: JSON.stringify(body),
    });
  const membersOf = async (response: Response) => (await response.json()) as Members;
  const listed = async () => (await get('/conflicts')).conflicts as readonly Record<string, string>[];

  const refused = async (response: Promise<Response>, status: number) => {
    const { scenario } = served;
    const mark = await scenario.mark();
    const answer = await response;
    const problem = await membersOf(answer);
    expect(answer.status, JSON.stringify(problem)).to.equal(status);
    expect(answer.headers.get('content-type')).to.include('application/problem+json');
    expect(await scenario.mark()).to.equal(mark);
    expect(scenario.issue().values.title).to.equal('From Jira');
    return problem;
  };

  it('are listed with what was looked at, resolved with it, and gone', async () => {
    const conflicts = await listed();
    expect(conflicts.map(({ issue, field, kind }) => [issue, field, kind])).to.have.deep.members([
      ['APP-1', 'title', 'conflict'],
      ['APP-1', 'description', 'conflict'],
    ]);
    const seen = Object.fromEntries(conflicts.map(({ field, git, jira }) => [field, { git, jira }]));
    const response = await post('APP-1', { field: 'title', take: 'git', seen });
    expect(response.status).to.equal(200);
    const { settled, holds, pending } = await membersOf(response);
    expect(settled).to.deep.equal([
      { field: 'title', take: 'git', base: 'Ticket 1', git: 'From git', jira: 'From Jira' },
    ]);
    expect([(holds as readonly Members[]).map(({ field }) => field), pending]).to.deep.equal([['description'], null]);
    expect(served.scenario.issue().values.title).to.equal('From git');
    expect((await listed()).map(({ field }) => field)).to.deep.equal(['description']);
    const all = await post('APP-1', { take: 'jira', seen });
    expect([all.status, (await membersOf(all)).commit]).to.deep.equal([200, await served.scenario.world.tip()]);
    expect(await listed()).to.deep.equal([]);
    expect((await served.scenario.inGit()).description).to.equal('First by Jira.\n\nSecond of 1.');
  });

  it('take a value of a person', async () => {
    const response = await post('APP-1', { field: 'description', take: 'merged', value: 'First by *both*.' });
    expect(response.status).to.equal(200);
    expect(served.scenario.descriptionInJira()).to.equal('First by _both_.');
    expect((await served.scenario.inGit()).description).to.equal('First by *both*.');
  });

  it('are 404 for an unknown ticket, one of another project, and what is in no conflict', async () => {
    await refused(post('APP-99', { take: 'git' }), 404);
    await refused(post('OPS-1', { take: 'git' }), 404);
    await refused(post('APP-2', { take: 'git' }), 404);
    const { detail } = await refused(post('APP-1', { field: 'priority', take: 'git' }), 404);
    expect(detail).to.include('priority of APP-1 is not in conflict').and.include('title, description');
  });

  it('are 409 with the new state where a side changed meanwhile', async () => {
    const seen = { title: { git: '0', jira: '0' } };
    const { detail, errors } = await refused(post('APP-1', { field: 'title', take: 'git', seen }), 409);
    expect(detail).to.include('changed meanwhile');
    expect(errors).to.have.property('title').that.includes('"From git"').and.includes('"From Jira"');
  });

  it('are 422 for a value that the field cannot have, and 400 for a request that makes no sense', async () => {
    const { errors } = await refused(post('APP-1', { field: 'title', take: 'merged', value: ' ' }), 422);
    expect(errors).to.have.property('title').that.includes('cannot be without');
    await refused(post('APP-1', { field: 'description', take: 'merged', value: ['a'] }), 422);
    for (const body of [
      {},
      { take: 'theirs' },
      { take: 'merged', value: 'x' },
      { take: 'merged', field: 'title' },
      { take: 'git', value: 'x' },
      { take: 'git', force: true },
      { take: 'git', seen: { title: 'x' } },
    ])
      await refused(post('APP-1', body), 400);
  });

  it("are 422 in Jira's words where it refuses what was decided", async () => {
    served.scenario.world.jira.refuse = ({ kind }) =>
      kind === 'update-issue' ? new Failure('rejected', 'no', { fields: { title: 'Too loud.' } }) : null;
    const response = await post('APP-1', { field: 'title', take: 'git' });
    expect(response.status).to.equal(422);
    expect((await membersOf(response)).errors)
      .to.have.property('title')
      .that.includes('Too loud.');
    expect((await listed()).find(({ field }) => field === 'title')?.kind).to.equal('refused');
  });

  it('are 503 while Jira is away', async () => {
    const { jira } = served.scenario.world;
    jira.weather = { ...jira.weather, request: () => Promise.reject(new Failure('transient', 'Jira is away')) };
    const problem = await refused(post('APP-1', { take: 'git' }), 503);
    expect(problem).to.include({ outcome: 'away' });
  });

  it('need the right to write', async () => {
    await refused(post('APP-1', { take: 'git' }, 'guess'), 401);
    await served.server.close(0);
    const keys = fixedKeyRing([{ name: 'reader', sha256: hashOfKey(KEY), rights: ['read'] }]);
    const { server } = await serveScenario(1, { keys });
    const response = await fetch(`${server.url}/conflicts/APP-1`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${KEY}` },
      body: '{"take":"git"}',
    });
    await server.close(0);
    expect(response.status).to.equal(403);
  });
});
