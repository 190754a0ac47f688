import { expect } from 'chai';
import type { ResolveOutcome, ResolveRequest } from '../../../../src/reconciler/resolve/resolve-request.ts';
import { EngineScenario, FULL } from '../../../support/engine-scenario.ts';

const MERGE: ResolveRequest = {
  issue: 'APP-1',
  field: 'title',
  take: 'merged',
  value: 'By both',
  seen: null,
  by: null,
};

async function quarrel(tickets: number): Promise<EngineScenario> {
  const scenario = await new EngineScenario().begin(tickets);
  scenario.editInJira('APP-1', { title: 'By Jira' });
  await scenario.editInGit('APP-1', { title: 'By git' });
  await scenario.cycle();
  return scenario;
}

describe('a conflict that is resolved', () => {
  /** Somebody pushes in the moment before the decision is put on record. */
  const pushBetween = (scenario: EngineScenario, push: () => Promise<void>) => {
    let pushed = false;
    scenario.world.gate = async (name) => {
      if (name !== 'before moveRefs' || pushed) return;
      pushed = true;
      await push();
    };
  };

  it('takes along what is pushed to other fields in that moment', async () => {
    const scenario = await quarrel(1);
    pushBetween(scenario, () => scenario.editInGit('APP-1', { priority: 'High' }));
    expect(await scenario.engine.resolve(MERGE)).to.include({ kind: 'resolved', pending: null });
    expect(await scenario.inGit()).to.include({ title: 'By both', priority: 'High' });
    expect(scenario.issue().values).to.include({ title: 'By both', priority: 'High' });
  });

  it('is not, where the value itself is pushed in that moment', async () => {
    const scenario = await quarrel(1);
    pushBetween(scenario, () => scenario.editInGit('APP-1', { title: 'By git again' }));
    expect(await scenario.engine.resolve(MERGE)).to.include({ kind: 'changed' });
    expect(await scenario.inGit()).to.include({ title: 'By git again' });
    expect(scenario.issue().values).to.include({ title: 'By Jira' });
  });

  it('does not wait for the end of a sweep, and the sweep does not undo it', async () => {
    const scenario = await quarrel(120);
    let asked: Promise<ResolveOutcome> | null = null;
    let isSweeping = true;
    scenario.engine.onEvent((event) => {
      if (event.kind !== 'progress' || asked !== null) return;
      asked = scenario.engine.resolve(MERGE).then((outcome) => {
        expect(isSweeping, 'answered while the sweep runs').to.equal(true);
        return outcome;
      });
    });
    await scenario.cycle(FULL);
    isSweeping = false;
    expect(await asked).to.include({ kind: 'resolved' });
    expect([(await scenario.inGit()).title, scenario.issue().values.title]).to.deep.equal(['By both', 'By both']);
  });

  it('is surely not by an engine that has stopped', async () => {
    const scenario = await quarrel(1);
    const mark = await scenario.mark();
    await scenario.engine.stop();
    expect(await scenario.engine.resolve(MERGE)).to.include({ kind: 'away' });
    expect(await scenario.mark()).to.equal(mark);
  });

  it('once, when two people decide at the same moment', async () => {
    const scenario = await quarrel(1);
    const outcomes = await Promise.all([
      scenario.engine.resolve(MERGE),
      scenario.engine.resolve({ ...MERGE, take: 'jira', value: null }),
    ]);
    expect(outcomes.map(({ kind }) => kind)).to.deep.equal(['resolved', 'not-in-conflict']);
    expect(scenario.issue().values.title).to.equal('By both');
  });
});
