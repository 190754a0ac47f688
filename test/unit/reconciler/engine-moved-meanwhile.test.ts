import { expect } from 'chai';
import { EngineScenario, FULL } from '../../support/engine-scenario.ts';
import { FINE_WEATHER } from '../../support/memory-jira.ts';

describe('An issue is moved to another project while its ticket is synced', () => {
  it('leaves no file under a key of that project', async () => {
    const scenario = await new EngineScenario().begin(2);
    const { jira } = scenario.world;
    const issue = scenario.issue('APP-1');
    await scenario.editInGit('APP-1', { title: 'By git' });
    jira.weather = { ...FINE_WEATHER, afterWrite: async () => jira.move(issue, 'OPS') };
    await scenario.cycle();
    jira.weather = FINE_WEATHER;
    expect(issue.key).to.match(/^OPS-/);
    expect(await scenario.world.paths()).to.deep.equal(['issues/APP-1.md', 'issues/APP-2.md']);
    for (let cycle = 0; cycle < 3; cycle++) {
      scenario.world.nowMs += 400_000;
      await scenario.cycle(FULL);
    }
    expect(await scenario.world.paths()).to.deep.equal(['issues/APP-2.md']);
    expect(issue.values.title).to.equal('By git');
  });
});
