import { expect } from 'chai';
import { EngineScenario, FULL, QUICK } from '../../support/engine-scenario.ts';

const LOGGED = { author: 'boss', seconds: 3600, started: '2026-02-03T09:00:00Z', comment: null };

async function lastSubject({ world }: EngineScenario): Promise<string> {
  const [last] = await world.store.history(null, await world.tip(), 'issues', 1);
  return last?.subject ?? '';
}

describe('a project of which Jira shows nothing any more', () => {
  it('keeps its files until a person agrees, be they ever so few', async () => {
    const scenario = await new EngineScenario().begin(1);
    scenario.world.jira.issues.clear();
    await scenario.cycle(FULL);
    await scenario.cycle();
    await scenario.cycle(FULL);
    expect(await scenario.world.keys()).to.deep.equal(['APP-1']);
    const reason = (await scenario.problems())['issues/APP-1.md'];
    expect(reason).to.include('Jira shows none of the 1 tickets any more').and.to.include('--allow-deletes 1');
    await scenario.cycle({ ...QUICK, allowDeletes: 1 });
    expect(await scenario.world.keys()).to.deep.equal([]);
  });
});

describe('a service account that is another one than before', () => {
  let scenario: EngineScenario;

  beforeEach(async () => {
    scenario = await new EngineScenario().begin(20);
    scenario.world.jira.log(scenario.issue('APP-2'), LOGGED);
    await scenario.cycle(FULL);
    scenario.world.jira.account = 'somebody';
    await scenario.restart();
  });

  it('takes nothing out of git that it is not shown, and says why; everything else flows', async () => {
    const hidden = scenario.issue();
    scenario.world.jira.issues.delete(hidden.id);
    for (const { id } of scenario.issue('APP-2').worklogs) scenario.world.jira.hidden.add(id);
    await scenario.editInGit('APP-3', { title: 'Flows' });
    for (let cycle = 0; cycle < 3; cycle++) await scenario.cycle(FULL);
    expect(await scenario.world.keys()).to.have.length(20);
    expect(await scenario.world.worklogs()).to.have.length(1);
    expect(scenario.issue('APP-3').values.title).to.equal('Flows');
    const words = 'Jira is asked as somebody now, and showed this to tract, who may see more';
    expect((await scenario.problems())['issues/APP-1.md']).to.include(words);
    const { pending } = await scenario.engine.status();
    expect(pending.find(({ key }) => key === 'APP-2')?.holds[0]?.reason).to.include(words);
    scenario.world.jira.issues.set(hidden.id, hidden);
    scenario.world.jira.hidden.clear();
    await scenario.cycle(FULL);
    expect((await scenario.engine.status()).pending).to.deep.equal([]);
  });

  it('is trusted as the one before once it was shown everything', async () => {
    await scenario.cycle(FULL);
    await scenario.editInGit('APP-3', { title: 'Flows' });
    await scenario.cycle();
    scenario.world.jira.issues.delete(scenario.issue().id);
    await scenario.cycle(FULL);
    await scenario.cycle();
    expect(await scenario.world.keys()).to.have.length(19);
  });
});

describe('what Jira does not show any more', () => {
  it('is told as no longer visible: a deleted issue and a hidden one look alike', async () => {
    const scenario = await new EngineScenario().begin(3);
    scenario.world.jira.issues.delete(scenario.issue().id);
    await scenario.cycle(FULL);
    await scenario.cycle();
    const words = 'no longer visible in Jira (deleted, or hidden from the service account)';
    expect(await lastSubject(scenario)).to.equal(`[tract-sync] Removed APP-1: ${words}`);
  });

  it('is told as left out where the restriction of the operator leaves it out', async () => {
    const scenario = await new EngineScenario().begin(3);
    scenario.world.jira.outside.add(scenario.issue().id);
    await scenario.cycle(FULL);
    expect(await scenario.world.keys(), 'not at once').to.include('APP-1');
    await scenario.cycle();
    expect(await lastSubject(scenario)).to.equal('[tract-sync] Removed APP-1: no longer matches TRACT_JQL');
    scenario.world.jira.outside.clear();
    await scenario.cycle(FULL);
    expect(await scenario.world.keys(), 'matches again').to.include('APP-1');
  });

  it('keeps its file with `deletedInJira: hold`, until a person agrees or removes the file', async () => {
    const scenario = await new EngineScenario().begin(3, 'deletedInJira: hold\n');
    for (const key of ['APP-1', 'APP-2']) scenario.world.jira.issues.delete(scenario.issue(key).id);
    for (let cycle = 0; cycle < 3; cycle++) await scenario.cycle(FULL);
    expect(await scenario.world.keys()).to.have.length(3);
    expect((await scenario.problems())['issues/APP-1.md']).to.include('keeps the files');
    await scenario.remove('issues/APP-1.md');
    await scenario.cycle();
    expect((await scenario.engine.status()).pending.map(({ key }) => key)).to.deep.equal(['APP-2']);
    await scenario.cycle({ ...QUICK, allowDeletes: 1 });
    expect(await scenario.world.keys()).to.deep.equal(['APP-3']);
  });
});
