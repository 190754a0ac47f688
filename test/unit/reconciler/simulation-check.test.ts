import { expect } from 'chai';
import type { Value } from '../../../src/model/value.ts';
import { EngineScenario } from '../../support/engine-scenario.ts';
import { FINE_WEATHER } from '../../support/memory-jira.ts';
import { checkWorld } from '../../support/simulation/check-world.ts';
import { Chronicle, valueFor } from '../../support/simulation/chronicle.ts';

describe('the check of a simulated world, where an estimate is taken out in git and changed in Jira', () => {
  let scenario: EngineScenario;
  let chronicle: Chronicle;
  const [first, second] = [1, 2].map((number) => valueFor('estimate', number));

  function says(value: Value | undefined, over: Value | undefined): void {
    chronicle.set(scenario.issue().id, 'estimate', value ?? null, over ?? null);
  }

  function managerWrites(): void {
    says(second, first);
    scenario.editInJira('APP-1', { estimate: second ?? null });
  }

  beforeEach(async () => {
    scenario = await new EngineScenario().begin(1);
    chronicle = new Chronicle();
    says(first, null);
    scenario.editInJira('APP-1', { estimate: first ?? null });
    await scenario.cycle();
    says(null, first);
    await scenario.editInGit('APP-1', { estimate: null });
  });

  it('accepts that Jira knows no conditional edit', async () => {
    const request = async (kind: string) => {
      if (kind === 'update-issue') managerWrites();
    };
    scenario.world.jira.weather = { ...FINE_WEATHER, request };
    await scenario.cycle();
    expect(scenario.issue().values.estimate).to.equal(null);
    expect(await checkWorld(scenario.world, chronicle)).to.deep.equal([]);
  });

  it('tells of a value that could have been seen', async () => {
    await scenario.cycle();
    managerWrites();
    await scenario.world.jira.side().read([scenario.issue().id]);
    scenario.issue().values.estimate = null;
    const [problem] = await checkWorld(scenario.world, chronicle);
    expect(problem).to.equal('APP-1 estimate: null in git, null in Jira, though somebody had written over it');
  });
});
