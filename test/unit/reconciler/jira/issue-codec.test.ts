import { expect } from 'chai';
import type { Value } from '../../../../src/model/value.ts';
import type { JiraTicket } from '../../../../src/reconciler/jira-ticket.ts';
import { credentialsOf, type EmulatorWorld, emulatorWorld, type Flavor } from './emulator-world.ts';

for (const flavor of ['server', 'cloud'] as const) {
  describe(`fields of an issue on ${flavor}`, () => {
    let world: EmulatorWorld;

    beforeEach(async () => {
      world = await emulatorWorld(flavor);
    });

    afterEach(async () => {
      await world.close();
    });

    const read = async (ref: string): Promise<JiraTicket> => {
      const reading = (await world.side.read([ref])).get(ref);
      if (reading?.kind !== 'present') throw new Error(`${ref} is missing`);
      return reading.ticket;
    };
    const set = async (key: string, values: Record<string, Value>) => {
      const { id } = await read(key);
      await world.side.perform({ kind: 'update-issue', id, key, values, sets: {}, texts: {}, reason: 'test' });
    };

    const samples: Readonly<Record<string, Value>> = {
      title: 'Another title',
      priority: 'High',
      assignee: 'ben',
      due: '2026-04-01',
      points: 3.5,
      components: ['api', 'web'],
      labels: ['one', 'two'],
      fixVersions: ['1.0'],
      versions: ['1.0', '2.0'],
      customer: 'ACME',
      targetStart: '2026-03-01',
      deployedAt: '2026-02-14T09:00:00Z',
      severity: 'Major',
      platforms: ['Linux', 'macOS'],
      reviewer: 'anna',
      stakeholders: ['anna', 'ben'],
      tags: ['a', 'b'],
      location: ['Europe', 'Berlin'],
    };

    it('says back every value that was written', async () => {
      const { key } = await world.createIssue('First');
      await set(key, samples);
      expect((await read(key)).values).to.include.keys(Object.keys(samples));
      for (const [name, value] of Object.entries(samples)) {
        expect((await read(key)).values[name], name).to.deep.equal(value);
      }
    });

    it('empties every value that can be empty', async () => {
      const { key } = await world.createIssue('First');
      await set(key, samples);
      const { title: _title, priority: _priority, ...clearable } = samples;
      await set(key, Object.fromEntries(Object.keys(clearable).map((name) => [name, null])));
      const { values } = await read(key);
      for (const name of Object.keys(clearable)) expect(values[name], name).to.equal(null);
    });

    it('takes estimates as seconds and gives them back', async () => {
      const { key } = await world.createIssue('First');
      await set(key, { estimate: 36_000, remaining: 5_400 });
      expect((await read(key)).values).to.include({ estimate: 36_000, remaining: 5_400 });
      await set(key, { estimate: null, remaining: null });
      expect((await read(key)).values).to.include({ estimate: null, remaining: null });
    });

    it('puts an issue into a sprint by name, the open one of two with that name', async () => {
      const board = world.jira.admin.addBoard('APP', 'Board');
      world.jira.admin.addSprint(board.id, 'Sprint 1', 'active');
      world.jira.admin.addSprint(board.id, 'Sprint 1', 'closed');
      const { key } = await world.createIssue('First');
      await set(key, { sprint: 'Sprint 1' });
      expect((await read(key)).values.sprint).to.equal('Sprint 1');
      expect(world.jira.world.sprints.get(sprintIdOf(world, key))?.state).to.equal('active');
      await set(key, { sprint: null });
      expect((await read(key)).values.sprint).to.equal(null);
    });

    it('knows the epic of an issue, and the parent of a sub-task only', async () => {
      const anna = world.jira.as('anna');
      const epicName = flavor === 'server' ? { customfield_10011: 'Big' } : {};
      const epic = anna.createIssue('APP', 'Epic', { summary: 'Big', ...epicName });
      const { key } = await world.createIssue('First');
      const subtask = anna.createIssue('APP', 'Sub-task', { summary: 'Small', parent: { key } });
      await set(key, { epic: epic.key });
      expect((await read(key)).values).to.include({ epic: epic.key, parent: null });
      expect((await read(subtask.key)).values).to.include({ parent: key });
      expect((await read(subtask.key)).values.epic ?? null).to.equal(null);
      await set(key, { epic: null });
      expect((await read(key)).values.epic).to.equal(null);
    });

    it('reads all worklogs and comments of an issue that has many', async () => {
      const { key } = await world.createIssue('First');
      for (let n = 0; n < 45; n += 1) await world.logWork(key, 60 * (n + 1), '2026-02-14T09:00:00Z', `Work ${n}`);
      const ticket = await read(key);
      expect(ticket.worklogs.length).to.equal(45);
      expect(new Set(ticket.worklogs.map(({ id }) => id)).size).to.equal(45);
      await world.settle();
      for await (const page of world.side.list()) expect(page.tickets[0]?.worklogs.length).to.equal(45);
    });

    it("believes a line of attribution in our own account's texts only", async () => {
      const { key } = await world.createIssue('First');
      await world.comment(key, 'Written by ben\n\nNot really');
      world.jira.as('tract').comment(key, 'Written by ben\n\nReally');
      expect((await read(key)).comments.map(({ author }) => author)).to.deep.equal(['anna', 'ben']);
    });

    it('writes as the person whose token there is', async () => {
      const side = world.open({ userTokens: new Map([['ben', credentialsOf('ben', flavor)]]) });
      const issue = await world.createIssue('First');
      const body = world.text('Hello');
      const action = { ...refOf(issue), uid: 'u', ref: 'r', author: 'ben', reason: 'test' };
      await side.perform({ kind: 'add-comment', ...action, body });
      await side.perform({
        kind: 'add-worklog',
        ...action,
        seconds: 3600,
        started: '2026-02-14T09:00:00Z',
        comment: null,
      });
      const stored = world.jira.world.issues.byId(issue.id);
      expect([stored?.comments[0]?.authorKey, stored?.worklogs[0]?.authorKey]).to.deep.equal(['ben', 'ben']);
      const ticket = await read(issue.key);
      expect([ticket.comments[0]?.author, ticket.worklogs[0]?.author]).to.deep.equal(['ben', 'ben']);
    });

    it("never writes with a token that is somebody else's, and says so once", async () => {
      const side = world.open({ userTokens: new Map([['ben', credentialsOf('anna', flavor)]]) });
      const issue = await world.createIssue('First');
      const action = { ...refOf(issue), uid: 'u', ref: 'r', author: 'ben', reason: 'test', body: world.text('Hello') };
      await side.perform({ kind: 'add-comment', ...action });
      await side.perform({ kind: 'add-comment', ...action });
      const stored = world.jira.world.issues.byId(issue.id);
      expect(stored?.comments.map(({ authorKey }) => authorKey)).to.deep.equal(['tract', 'tract']);
      expect((await read(issue.key)).comments.map(({ author }) => author)).to.deep.equal(['ben', 'ben']);
      expect(world.warnings).to.deep.equal(['A personal token belongs to somebody else and is not used']);
    });

    it('writes for a person whose token Jira refuses, and says so once', async () => {
      const side = world.open({ userTokens: new Map([['ben', wrong(flavor)]]) });
      const issue = await world.createIssue('First');
      const action = { ...refOf(issue), uid: 'u', ref: 'r', author: 'ben', reason: 'test', body: world.text('Hello') };
      await side.perform({ kind: 'add-comment', ...action });
      await side.perform({ kind: 'add-comment', ...action });
      expect((await read(issue.key)).comments.map(({ author }) => author)).to.deep.equal(['ben', 'ben']);
      expect(world.warnings).to.deep.equal(['Jira refused a personal token']);
    });
  });
}

function refOf({ id, key }: { readonly id: string; readonly key: string }) {
  return { id, key };
}

function sprintIdOf(world: EmulatorWorld, key: string): number {
  const sprints = world.jira.world.issues.find(key)?.values.customfield_10020 as readonly number[] | undefined;
  return sprints?.at(-1) ?? 0;
}

function wrong(flavor: Flavor) {
  const username = flavor === 'cloud' ? 'ben@example.com' : 'ben';
  return { kind: 'basic', username, password: 'not-this-one' } as const;
}
