import { expect } from 'chai';
import type { Value } from '../../../src/model/value.ts';
import { EngineScenario, FULL } from '../../support/engine-scenario.ts';
import { FINE_WEATHER, wiki } from '../../support/memory-jira.ts';
import { checkWorld } from '../../support/simulation/check-world.ts';
import { bornAs } from '../../support/simulation/checkout.ts';
import { Chronicle, valueFor, wordOf } from '../../support/simulation/chronicle.ts';
import { noteRecordedRulings } from '../../support/simulation/recorded-rulings.ts';

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

describe('the check of a simulated world, where a ticket was removed in Jira and comes again', () => {
  async function endOf(isAsked: boolean): Promise<readonly string[]> {
    const scenario = await new EngineScenario().begin(1);
    const { jira } = scenario.world;
    const chronicle = new Chronicle();
    const word = wordOf(1);
    chronicle.add('ticket', bornAs(word), word);
    if (isAsked) chronicle.asked.add(word);
    scenario.editInJira('APP-1', {}, `Begun ${word}`);
    await scenario.cycle();
    const { id } = scenario.issue();
    jira.issues.delete(id);
    for (const home of [id, 'APP-1']) chronicle.goneHomes.add(home);
    chronicle.loosen([word]);
    await scenario.editInGit('APP-1', { due: '2030-01-02' });
    jira.create({ title: 'Again' }, { description: wiki(`Begun ${word}`) });
    for (let cycle = 0; cycle < 3; cycle++) {
      scenario.world.nowMs += 400_000;
      await scenario.cycle(FULL);
    }
    return checkWorld(scenario.world, chronicle);
  }

  it('accepts that it is asked for again', async () => {
    expect(await endOf(true)).to.deep.equal([]);
  });

  it('tells of one that nobody asked for', async () => {
    const [problem] = await endOf(false);
    expect(problem).to.equal('ticket w1x of APP-2: 1 in Jira, 1 in git (1 and 2 in all)');
  });
});

describe('the check of a simulated world, where a policy decided and the process was killed before it told so', () => {
  const [ours, theirs, later] = [60, 120, 180] as const;

  it('knows from the commit that whoever wrote over the one value had seen the other one go', async () => {
    const scenario = await new EngineScenario().begin(1);
    const chronicle = new Chronicle();
    const says = (value: Value, over: Value) => chronicle.set(scenario.issue().id, 'estimate', value, over);
    says(ours, null);
    await scenario.editInGit('APP-1', { estimate: ours });
    says(theirs, null);
    scenario.editInJira('APP-1', { estimate: theirs });
    await scenario.cycle();
    await noteRecordedRulings(scenario.world, chronicle);
    says(null, theirs);
    await scenario.editInGit('APP-1', { estimate: null });
    await scenario.cycle();
    expect(await checkWorld(scenario.world, chronicle)).to.deep.equal([]);
    says(later, null);
    const [problem] = await checkWorld(scenario.world, chronicle);
    expect(problem).to.equal('APP-1 estimate: null in git, null in Jira, though somebody had written over it');
  });
});
