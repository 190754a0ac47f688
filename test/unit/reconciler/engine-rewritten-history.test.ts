import { expect } from 'chai';
import type { TreeEdit } from '../../../src/snapshot/object-store.ts';
import { EngineScenario, FULL, itemOf, QUICK } from '../../support/engine-scenario.ts';
import { BRANCH } from '../../support/world.ts';

const JANE = { name: 'jane', email: 'jane@example.com' };
const LOGGED = { author: 'boss', seconds: 3600, started: '2026-02-03T09:00:00Z', comment: null };

/** Somebody forces the branch to an older commit, with commits of their own on top. */
async function forcePush({ world }: EngineScenario, onto: string, ...edits: readonly TreeEdit[]): Promise<void> {
  const common = { message: 'forced', author: JANE, committer: JANE, atMs: world.nowMs };
  const to = edits.length === 0 ? onto : await world.store.writeCommit({ ...common, parents: [onto], edits });
  await world.store.moveRefs([{ ref: BRANCH, from: await world.tip(), to }]);
}

describe('a branch that is forced back over edits of Jira', () => {
  let scenario: EngineScenario;
  let old: string;

  beforeEach(async () => {
    scenario = await new EngineScenario().begin(4);
    old = await scenario.world.tip();
    scenario.editInJira('APP-1', { title: 'By Jira' });
    scenario.editInJira('APP-2', { title: 'By Jira too' });
    await scenario.cycle();
  });

  const titles = () => ['APP-1', 'APP-2'].map((key) => scenario.issue(key).values.title);

  it('takes back nothing in Jira, and says why', async () => {
    await forcePush(scenario, old);
    const report = await scenario.cycle();
    expect(titles()).to.deep.equal(['By Jira', 'By Jira too']);
    const reason = itemOf(report, 'APP-1')?.failure?.reason ?? '';
    expect(reason).to.include('the history of main was rewritten: 2 tickets went back to an older state');
    expect(reason).to.include('--allow-deletes 2');
    expect((await scenario.problems())['issues/APP-1.md']).to.equal(reason);
    await scenario.cycle(FULL);
    await scenario.restart();
    await scenario.cycle({ ...FULL, retryHeld: true });
    expect(titles(), 'not later either').to.deep.equal(['By Jira', 'By Jira too']);
  });

  it('lets everything else flow', async () => {
    const newer = `${await scenario.world.text('issues/APP-3.md')}`.replace('Ticket 3', 'By git');
    await forcePush(scenario, old, { kind: 'put', path: 'issues/APP-3.md', content: newer });
    scenario.editInJira('APP-4', { title: 'Goes on' });
    await scenario.cycle();
    expect(scenario.issue('APP-3').values.title).to.equal('By git');
    expect((await scenario.inGit('APP-4')).title).to.equal('Goes on');
    expect(titles()).to.deep.equal(['By Jira', 'By Jira too']);
  });

  it('takes them back when a person agrees to as many', async () => {
    await forcePush(scenario, old);
    await scenario.cycle();
    await scenario.cycle({ ...QUICK, allowDeletes: 1 });
    expect(titles()).to.deep.equal(['By Jira', 'By Jira too']);
    await scenario.cycle({ ...QUICK, allowDeletes: 2 });
    expect(titles()).to.deep.equal(['Ticket 1', 'Ticket 2']);
    expect((await scenario.engine.status()).pending).to.deep.equal([]);
    scenario.editInJira('APP-1', { title: 'By Jira again' });
    await scenario.editInGit('APP-1', { priority: 'High' });
    await scenario.cycle();
    expect(scenario.issue().values).to.include({ title: 'By Jira again', priority: 'High' });
  });

  it('goes on when somebody pushes the newer files again', async () => {
    const newer = await Promise.all(
      ['APP-1', 'APP-2'].map(async (key) => {
        const path = `issues/${key}.md`;
        return { kind: 'put', path, content: `${await scenario.world.text(path)}` } as const;
      }),
    );
    await forcePush(scenario, old);
    await scenario.cycle();
    await scenario.push(...newer);
    await scenario.cycle();
    expect((await scenario.engine.status()).pending).to.deep.equal([]);
    expect(await scenario.problems()).to.deep.equal({});
    expect(titles()).to.deep.equal(['By Jira', 'By Jira too']);
  });

  it('takes what is pushed on top of it as the edit it is', async () => {
    await forcePush(scenario, old);
    await scenario.cycle();
    await scenario.editInGit('APP-1', { title: 'Meant' });
    await scenario.cycle();
    expect(titles()).to.deep.equal(['Meant', 'By Jira too']);
  });
});

describe('a branch that is forced back', () => {
  it('to before a file was there gets the file again', async () => {
    for (const config of ['', 'deletedInGit: ignore\n', 'deletedInGit: close\nworkflow: { closeStatus: Done }\n']) {
      const scenario = await new EngineScenario().begin(2, config);
      const old = await scenario.world.tip();
      scenario.world.jira.create({ title: 'Newcomer' });
      await scenario.cycle();
      await forcePush(scenario, old);
      await scenario.cycle();
      expect(await scenario.world.keys(), config).to.have.members(['APP-1', 'APP-2', 'APP-3']);
      expect(scenario.issue('APP-3').values.status).to.equal('To Do');
    }
  });

  it('over logged time leaves the time in Jira until a person agrees', async () => {
    const scenario = await new EngineScenario().begin(2);
    scenario.world.jira.log(scenario.issue(), LOGGED);
    await scenario.cycle();
    const old = await scenario.world.tip();
    scenario.world.jira.log(scenario.issue(), { ...LOGGED, seconds: 1800 });
    await scenario.cycle();
    await forcePush(scenario, old);
    await scenario.cycle();
    await scenario.restart();
    await scenario.cycle(FULL);
    expect(scenario.issue().worklogs).to.have.length(2);
    expect((await scenario.problems())['issues/APP-1.md']).to.include('was rewritten');
    await scenario.cycle({ ...QUICK, allowDeletes: 1 });
    expect(scenario.issue().worklogs).to.have.length(1);
  });

  it('is nothing special where the new commits say something new', async () => {
    const scenario = await new EngineScenario().begin(2);
    const old = await scenario.world.tip();
    await scenario.editInGit('APP-1', { title: 'First try' });
    await scenario.cycle();
    const amended = `${await scenario.world.text('issues/APP-1.md')}`.replace('First try', 'Second try');
    await forcePush(scenario, old, { kind: 'put', path: 'issues/APP-1.md', content: amended });
    await scenario.cycle();
    expect(scenario.issue().values.title).to.equal('Second try');
    expect((await scenario.engine.status()).pending).to.deep.equal([]);
  });
});
