import { expect } from 'chai';
import { Failure } from '../../../src/model/failure.ts';
import { EngineScenario } from '../../support/engine-scenario.ts';

describe('a repository that takes nothing for now', () => {
  let scenario: EngineScenario;
  let pushes: number;

  beforeEach(async () => {
    scenario = await new EngineScenario().begin();
    pushes = 0;
    scenario.world.gate = async (name) => {
      if (name !== 'before moveRefs') return;
      pushes += 1;
      throw new Failure('transient', 'the host protects main', { ofGit: true, retryAfterMs: 30_000 });
    };
    scenario.editInJira('APP-1', { title: 'Edited in Jira' });
  });

  /** A nudge, and the cycle that it leads to where it leads to one. */
  async function nudge(): Promise<void> {
    scenario.engine.nudge('git', []);
    await scenario.engine.previewUndo('none');
  }

  it('is told as such: nothing is wrong with Jira', async () => {
    const report = await scenario.cycle();
    expect(report.error).to.equal('the host protects main');
    const told = { state: 'degraded', reason: 'the host protects main', jiraConnected: true };
    expect(scenario.engine.health()).to.include(told);
  });

  it('is left alone by the schedule for as long as it asked, and by nobody who asks for a cycle', async () => {
    await scenario.cycle();
    await nudge();
    expect([pushes, scenario.engine.health().state]).to.deep.equal([1, 'degraded']);
    scenario.world.nowMs += 30_000;
    await nudge();
    expect([pushes, scenario.engine.health().state]).to.deep.equal([2, 'degraded']);
    await scenario.engine.sync({ full: false, retryHeld: false, allowDeletes: 0 });
    expect(pushes).to.equal(3);
  });

  it('gets all of it with the first cycle that it takes', async () => {
    await scenario.editInGit('APP-1', { priority: 'High' });
    await scenario.cycle();
    scenario.world.gate = async () => {};
    await scenario.engine.sync({ full: false, retryHeld: false, allowDeletes: 0 });
    expect(scenario.engine.health()).to.include({ state: 'ok', reason: null });
    expect(await scenario.inGit()).to.include({ title: 'Edited in Jira', priority: 'High' });
    expect(scenario.issue().values).to.include({ title: 'Edited in Jira', priority: 'High' });
  });
});
