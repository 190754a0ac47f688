import { expect } from 'chai';
import { EngineScenario } from '../../support/engine-scenario.ts';

describe('A push comes in while a cycle is put on record', () => {
  it('and edits a text that Jira changed, too: no paragraph is doubled', async () => {
    const scenario = await new EngineScenario().begin();
    scenario.editInJira('APP-1', {}, 'By Jira, first.\n\nFirst of 1.\n\nSecond of 1.\n\nBy Jira.');
    let isPushed = false;
    scenario.world.gate = async (name) => {
      if (isPushed || name !== 'before moveRefs') return;
      isPushed = true;
      await scenario.editInGit('APP-1', {}, 'First of 1.\n\nBy git.\n\nBy git as well.');
    };
    for (let cycle = 0; cycle < 3; cycle++) await scenario.cycle();
    const merged = 'By Jira, first.\n\nFirst of 1.\n\nBy git.\n\nBy git as well.\n\nBy Jira.';
    expect(scenario.descriptionInJira()).to.equal(merged);
    expect((await scenario.inGit()).description).to.equal(merged);
    expect(await scenario.holds()).to.deep.equal([]);
  });

  it('and goes on with a text that Jira was given just now together with its own edit: no paragraph is doubled', async () => {
    const scenario = await new EngineScenario().begin();
    await scenario.editInGit('APP-1', {}, 'By git.\n\nFirst of 1.\n\nSecond of 1.');
    scenario.editInJira('APP-1', {}, 'By Jira.\n\nSecond of 1.');
    let isPushed = false;
    scenario.world.gate = async (name) => {
      if (isPushed || name !== 'before moveRefs') return;
      isPushed = true;
      await scenario.editInGit('APP-1', {}, 'Newest.\n\nBy git.\n\nFirst of 1.\n\nSecond of 1.');
    };
    for (let cycle = 0; cycle < 3; cycle++) await scenario.cycle();
    const merged = 'Newest.\n\nBy git.\n\nBy Jira.\n\nSecond of 1.';
    expect(scenario.descriptionInJira()).to.equal(merged);
    expect((await scenario.inGit()).description).to.equal(merged);
  });

  it('and gives a field another value than Jira has: what the policy overrules is told', async () => {
    const scenario = await new EngineScenario().begin();
    await scenario.editInGit('APP-1', { title: 'By git' });
    scenario.editInJira('APP-1', { priority: 'High' });
    let isPushed = false;
    scenario.world.gate = async (name) => {
      if (isPushed || name !== 'before moveRefs') return;
      isPushed = true;
      await scenario.editInGit('APP-1', { priority: 'Low' });
    };
    await scenario.cycle();
    expect(await scenario.inGit()).to.include({ title: 'By git', priority: 'High' });
    const { store } = scenario.world;
    const [last] = await store.history(null, await scenario.world.tip(), 'issues/APP-1.md', 1);
    expect(last?.body).to.include("APP-1 priority: Jira's High replaced git's Low (policy: jira)");
  });
});
