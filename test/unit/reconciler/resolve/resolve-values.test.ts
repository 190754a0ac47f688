import { expect } from 'chai';
import { Failure } from '../../../../src/model/failure.ts';
import type { ResolveRequest, Take } from '../../../../src/reconciler/resolve/resolve-request.ts';
import { notePath } from '../../../../src/snapshot/note-path.ts';
import { EngineScenario, FULL } from '../../../support/engine-scenario.ts';
import { wiki } from '../../../support/memory-jira.ts';
import { BRANCH } from '../../../support/world.ts';

const HOLD_ALL = 'policies: { title: hold, status: hold, assignee: hold, description: hold }\n';

/** A ticket whose title, status and description are in conflict. */
async function quarrel(): Promise<EngineScenario> {
  const scenario = await new EngineScenario().begin(2, HOLD_ALL);
  scenario.editInJira(
    'APP-1',
    { title: 'By Jira', status: 'Done', priority: 'High' },
    'First by Jira.\n\nSecond of 1.',
  );
  await scenario.editInGit('APP-1', { title: 'By git', status: 'In Progress' }, 'First by git.\n\nSecond of 1.');
  await scenario.cycle();
  return scenario;
}

const ask = (request: Partial<ResolveRequest> & { readonly take: Take }): ResolveRequest => ({
  issue: 'APP-1',
  field: null,
  value: null,
  seen: null,
  by: null,
  ...request,
});

/** What both sides say of some fields, and that they rest there. */
async function agreed(scenario: EngineScenario, key = 'APP-1'): Promise<Readonly<Record<string, unknown>>> {
  const mark = await scenario.mark();
  await scenario.cycle(FULL);
  await scenario.restart();
  await scenario.cycle();
  expect(await scenario.mark(), 'nothing is left to do').to.equal(mark);
  const { title, status, priority, description } = await scenario.inGit(key);
  const issue = scenario.issue(key).values;
  expect([issue.title, issue.status, issue.priority, scenario.descriptionInJira(key)]).to.deep.equal([
    title,
    status,
    priority,
    description,
  ]);
  return { title, status, priority, description };
}

describe('resolving conflicts of fields', () => {
  let scenario: EngineScenario;
  beforeEach(async () => {
    scenario = await quarrel();
    expect((await scenario.holds()).map(({ field }) => field)).to.have.members(['title', 'status', 'description']);
  });

  for (const [take, by, status] of [
    ['git', 'git', 'In Progress'],
    ['jira', 'Jira', 'Done'],
  ] as const) {
    it(`takes all of ${take}`, async () => {
      const outcome = await scenario.engine.resolve(ask({ take }));
      expect(outcome).to.include({ kind: 'resolved', issue: 'APP-1', pending: null });
      expect(outcome.kind === 'resolved' && outcome.holds).to.deep.equal([]);
      expect(await agreed(scenario)).to.deep.equal({
        title: `By ${by}`,
        status,
        priority: 'High',
        description: `First by ${by}.\n\nSecond of 1.`,
      });
      expect(await scenario.holds()).to.deep.equal([]);
    });
  }

  it('settles one field, tells what each side said, and leaves the others held', async () => {
    const before = await scenario.holds();
    const outcome = await scenario.engine.resolve(ask({ field: 'title', take: 'git' }));
    expect(outcome).to.deep.include({
      kind: 'resolved',
      settled: [{ field: 'title', take: 'git', base: 'Ticket 1', git: 'By git', jira: 'By Jira' }],
    });
    expect(scenario.issue().values).to.include({ title: 'By git', status: 'Done' });
    expect(await scenario.inGit()).to.include({ title: 'By git', status: 'In Progress' });
    expect(await scenario.holds()).to.deep.equal(before.filter(({ field }) => field !== 'title'));
    expect(scenario.descriptionInJira()).to.include('First by Jira.');
  });

  it('writes a value of its own to both sides, even the one that both gave up', async () => {
    await scenario.engine.resolve(ask({ field: 'title', take: 'merged', value: 'Ticket 1' }));
    await scenario.engine.resolve(ask({ field: 'status', take: 'merged', value: 'In Review' }));
    const description = 'First by both.\n\nSecond of 1.';
    await scenario.engine.resolve(ask({ field: 'description', take: 'merged', value: `${description}\n` }));
    expect(await agreed(scenario)).to.deep.equal({
      title: 'Ticket 1',
      status: 'In Review',
      priority: 'High',
      description,
    });
  });

  it('moves the status through the workflow, in one transition', async () => {
    const moves: string[] = [];
    scenario.world.jira.refuse = (action) => {
      if (action.kind === 'transition') moves.push(action.to);
      return null;
    };
    await scenario.engine.resolve(ask({ field: 'status', take: 'git' }));
    expect(moves).to.deep.equal(['In Progress']);
  });

  it('answers another time that nothing is in conflict, and does nothing', async () => {
    await scenario.engine.resolve(ask({ take: 'git' }));
    const mark = await scenario.mark();
    expect(await scenario.engine.resolve(ask({ take: 'jira' }))).to.include({ kind: 'not-in-conflict' });
    expect(await scenario.mark()).to.equal(mark);
  });

  it('keeps what was overruled: of Jira in the snapshot, of git in the branch', async () => {
    await scenario.engine.resolve(ask({ field: 'title', take: 'git' }));
    await scenario.engine.resolve(ask({ field: 'description', take: 'jira' }));
    const { store } = scenario.world;
    const said = async (ref: string, path: string) => {
      const commits = await store.history(null, (await store.resolve(ref)) ?? '', path, 100);
      const texts = await Promise.all(
        commits.map(async ({ oid }) => {
          const entry = (await store.lookUp(oid, [path])).get(path);
          const [bytes] = entry === undefined ? [] : await store.readBlobs([entry.oid]);
          return new TextDecoder().decode(bytes ?? new Uint8Array());
        }),
      );
      return texts.join('\n');
    };
    expect(await said('refs/notes/tract', notePath('APP-1'))).to.include('By Jira');
    expect(await said(BRANCH, 'issues/APP-1.md')).to.include('First by git.');
  });

  describe('is refused, with both sides as they are,', () => {
    const refused = async (request: ResolveRequest, kind: string, ...words: readonly string[]) => {
      const mark = await scenario.mark();
      const outcome = await scenario.engine.resolve(request);
      expect(outcome.kind).to.equal(kind);
      for (const word of words) expect(JSON.stringify(outcome)).to.include(word);
      expect(await scenario.mark()).to.equal(mark);
    };

    it('for what is in no conflict', async () => {
      await refused(ask({ field: 'priority', take: 'git' }), 'not-in-conflict', 'title', 'description');
      await refused(ask({ field: 'nonsense', take: 'git' }), 'not-in-conflict');
      await refused(ask({ issue: 'APP-2', take: 'git' }), 'not-in-conflict');
    });

    it('for a set, which merges by member', async () => {
      scenario.editInJira('APP-1', { labels: ['jira'] });
      await scenario.editInGit('APP-1', { labels: ['git'] });
      await scenario.cycle();
      await refused(ask({ field: 'labels', take: 'git' }), 'not-in-conflict');
      expect(scenario.issue().values.labels).to.deep.equal(['git', 'jira']);
    });

    it('for a ticket that nobody knows', async () => {
      await refused(ask({ issue: 'APP-99', take: 'git' }), 'unknown-issue');
    });

    it('for a value that the field cannot have', async () => {
      await refused(ask({ field: 'title', take: 'merged', value: '' }), 'invalid', 'cannot be without');
      await refused(ask({ field: 'title', take: 'merged', value: { a: 1 } }), 'invalid');
      await refused(ask({ field: 'description', take: 'merged', value: 7 }), 'invalid', 'Markdown');
      await refused(ask({ take: 'merged', value: 'x' }), 'invalid', 'name it');
    });

    it('where Jira or git says something else than was looked at', async () => {
      const seen = Object.fromEntries((await scenario.holds()).map(({ field, git, jira }) => [field, { git, jira }]));
      scenario.editInJira('APP-1', { title: 'By Jira again' });
      const first = await scenario.engine.resolve(ask({ field: 'title', take: 'git', seen }));
      expect(first.kind).to.equal('changed');
      expect(scenario.issue().values.title).to.equal('By Jira again');
      await scenario.editInGit('APP-1', { status: 'Blocked' });
      const second = await scenario.engine.resolve(ask({ field: 'status', take: 'jira', seen }));
      expect(second.kind === 'changed' && second.item.findings.find(({ ref }) => ref === 'status')?.git).to.equal(
        'Blocked',
      );
      expect((await scenario.inGit()).status).to.equal('Blocked');
    });

    it('for all of a ticket where one conflict came in between', async () => {
      const seen = Object.fromEntries((await scenario.holds()).map(({ field, git, jira }) => [field, { git, jira }]));
      scenario.editInJira('APP-1', { assignee: 'jane' });
      await scenario.editInGit('APP-1', { assignee: 'john' });
      expect(await scenario.engine.resolve(ask({ take: 'jira', seen }))).to.include({ kind: 'changed' });
      expect((await scenario.inGit()).title).to.equal('By git');
    });
  });

  it('settles a conflict that no cycle has met yet, by what was looked at', async () => {
    scenario.editInJira('APP-2', { title: 'Other by Jira' });
    await scenario.editInGit('APP-2', { title: 'Other by git' });
    scenario.world.nowMs += 60_000;
    const item = await scenario.engine.statusOf('APP-2');
    const seen = Object.fromEntries((item?.holds ?? []).map(({ field, git, jira }) => [field, { git, jira }]));
    const outcome = await scenario.engine.resolve(ask({ issue: 'APP-2', field: 'title', take: 'jira', seen }));
    expect(outcome).to.include({ kind: 'resolved' });
    expect((await scenario.inGit('APP-2')).title).to.equal('Other by Jira');
  });

  it('settles the first meeting of a file and an issue that no cycle has seen', async () => {
    scenario.world.jira.create({ title: 'Third by Jira' });
    await scenario.world.addFile('issues/APP-3.md', { values: { title: 'Third by git' } });
    const item = await scenario.engine.statusOf('APP-3');
    const seen = Object.fromEntries((item?.holds ?? []).map(({ field, git, jira }) => [field, { git, jira }]));
    const outcome = await scenario.engine.resolve(ask({ issue: 'APP-3', take: 'git', seen }));
    expect(outcome).to.include({ kind: 'resolved', issue: 'APP-3' });
    expect(scenario.issue('APP-3').values.title).to.equal('Third by git');
    await agreed(scenario, 'APP-3');
  });

  it('makes a commit of what git did not say yet, told like any other, and none else', async () => {
    const commits: string[] = [];
    scenario.engine.onEvent((event) => {
      if (event.kind === 'cycle') commits.push(...event.report.commits);
    });
    const { description } = await scenario.inGit();
    const file = await scenario.world.text('issues/APP-1.md');
    const same = await scenario.engine.resolve(ask({ field: 'description', take: 'merged', value: description }));
    expect(same.kind === 'resolved' && same.commit).to.equal(null);
    expect(await scenario.world.text('issues/APP-1.md')).to.equal(file);
    expect(scenario.descriptionInJira()).to.equal(description);
    const other = await scenario.engine.resolve(ask({ field: 'title', take: 'jira' }));
    expect(other.kind === 'resolved' && other.commit).to.equal(await scenario.world.tip());
    // The first took the description out of the record.
    expect(commits).to.have.length(2);
    expect(commits.at(-1)).to.equal(await scenario.world.tip());
  });

  it("tells Jira's refusal, and holds what it refuses", async () => {
    scenario.world.jira.refuse = ({ kind }) =>
      kind === 'transition' ? new Failure('rejected', 'no way', { fields: { status: 'Not from Done.' } }) : null;
    const outcome = await scenario.engine.resolve(ask({ field: 'status', take: 'git' }));
    expect(outcome.kind).to.equal('refused');
    expect(JSON.stringify(outcome)).to.include('Not from Done.');
    expect((await scenario.holds()).find(({ field }) => field === 'status')?.kind).to.equal('refused');
    expect((await scenario.inGit()).status).to.equal('In Progress');
    scenario.world.jira.refuse = () => null;
    await scenario.cycle({ ...FULL, retryHeld: true });
    expect(scenario.issue().values.status).to.equal('In Progress');
  });

  it('decides nothing while Jira is away', async () => {
    const { jira } = scenario.world;
    const mark = await scenario.mark();
    jira.weather = { ...jira.weather, request: () => Promise.reject(new Failure('transient', 'Jira is away')) };
    expect(await scenario.engine.resolve(ask({ take: 'git' }))).to.include({ kind: 'away', reason: 'Jira is away' });
    expect(await scenario.mark()).to.equal(mark);
  });

  it('carries on what was decided when Jira comes back, after a restart too', async () => {
    const { jira } = scenario.world;
    jira.refuse = (action) => (action.kind === 'update-issue' ? new Failure('transient', 'Jira went away') : null);
    const outcome = await scenario.engine.resolve(ask({ field: 'title', take: 'merged', value: 'By both' }));
    expect(outcome).to.include({ kind: 'resolved', pending: 'Jira went away' });
    expect(await scenario.inGit()).to.include({ title: 'By both' });
    jira.refuse = () => null;
    await scenario.restart();
    await scenario.cycle();
    expect(scenario.issue().values.title).to.equal('By both');
    expect(scenario.descriptionInJira()).to.equal('First by Jira.\n\nSecond of 1.');
  });

  it('takes a text of which Jira changed only a part block by block', async () => {
    await scenario.engine.resolve(ask({ field: 'description', take: 'git' }));
    expect(scenario.issue().texts.description).to.deep.equal(wiki('First by git.\n\nSecond of 1.'));
  });
});
