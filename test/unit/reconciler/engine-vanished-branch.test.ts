import { expect } from 'chai';
import { EngineScenario, FULL } from '../../support/engine-scenario.ts';
import { BRANCH } from '../../support/world.ts';

describe('a branch that vanished from the repository', () => {
  let scenario: EngineScenario;
  let tip: string;

  beforeEach(async () => {
    scenario = await new EngineScenario().begin(3);
    tip = await scenario.world.tip();
    scenario.world.store.forget(BRANCH);
    scenario.editInJira('APP-1', { title: 'Edited meanwhile' });
    scenario.world.jira.create({ title: 'Made meanwhile' });
  });

  const comesBack = () => scenario.world.store.moveRefs([{ ref: BRANCH, from: null, to: tip }]);

  it('is told with what to do about it; nothing is made again and Jira is left alone', async () => {
    const { writes } = scenario.world.jira;
    for (const request of [{ ...FULL, full: false }, FULL]) {
      const report = await scenario.cycle(request);
      expect(report.error).to.include('the repository has no branch refs/heads/main: push it');
    }
    expect((await scenario.engine.status()).health.reason).to.include('has no branch');
    expect(await scenario.world.store.resolve(BRANCH)).to.equal(null);
    expect(scenario.world.jira.writes).to.equal(writes);
    expect([...scenario.world.jira.issues.values()]).to.have.length(4);
  });

  for (const restarts of [false, true]) {
    it(`goes on where it was when it is back${restarts ? ', in a new process too' : ''}`, async () => {
      await scenario.cycle();
      await comesBack();
      if (restarts) await scenario.restart();
      await scenario.cycle();
      expect((await scenario.inGit()).title).to.equal('Edited meanwhile');
      expect(await scenario.world.keys()).to.have.members(['APP-1', 'APP-2', 'APP-3', 'APP-4']);
      expect(await scenario.world.store.isAncestor(tip, await scenario.world.tip())).to.equal(true);
      const { pending, health } = await scenario.engine.status();
      expect([pending, health.state]).to.deep.equal([[], 'ok']);
    });
  }
});
