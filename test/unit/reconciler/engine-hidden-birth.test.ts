import { expect } from 'chai';
import { Failure } from '../../../src/model/failure.ts';
import { EngineScenario, FULL } from '../../support/engine-scenario.ts';
import { FINE_WEATHER } from '../../support/memory-jira.ts';

describe('a new ticket that Jira hides from our account as soon as it is made', () => {
  let scenario: EngineScenario;

  beforeEach(async () => {
    scenario = await new EngineScenario().begin(1);
    const { jira } = scenario.world;
    const hideAll = async () => {
      for (const [id, { values }] of jira.issues) if (values.title === 'Idea') jira.hidden.add(id);
    };
    jira.weather = { ...jira.weather, afterWrite: hideAll };
    await scenario.put('issues/idea.md', '---\ntitle: Idea\n---\n');
    await scenario.cycle();
  });

  const made = () => [...scenario.world.jira.issues.values()].filter(({ values }) => values.title === 'Idea').length;

  it('is made once, whatever comes after, and told with what to do', async () => {
    await scenario.cycle(FULL);
    await scenario.restart();
    await scenario.cycle(FULL);
    await scenario.cycle({ ...FULL, retryHeld: true });
    expect(made()).to.equal(1);
    expect(await scenario.problems()).to.deep.equal({
      'issues/idea.md': 'Jira made APP-2 of it, but does not show it any more: rename the file for another ticket',
    });
  });

  it('is written nowhere again by a sweep that finds it so', async () => {
    await scenario.cycle(FULL);
    const mark = await scenario.mark();
    await scenario.cycle(FULL);
    expect(await scenario.mark()).to.equal(mark);
  });

  it('is the ticket that its file became, once Jira shows it', async () => {
    await scenario.cycle(FULL);
    scenario.world.jira.weather = { ...scenario.world.jira.weather, afterWrite: async () => {} };
    scenario.world.jira.hidden.clear();
    await scenario.cycle(FULL);
    await scenario.cycle(FULL);
    expect(made()).to.equal(1);
    expect(await scenario.world.keys()).to.deep.equal(['APP-1', 'APP-2']);
    expect(await scenario.problems()).to.deep.equal({});
  });
});

describe('a new ticket that Jira shows no more, whose file is removed before it has its key', () => {
  let scenario: EngineScenario;

  /** The answer to the comment is lost, so that nobody knows whether the issue has it. */
  beforeEach(async () => {
    scenario = await new EngineScenario().begin(20);
    const { jira } = scenario.world;
    const afterWrite = async (kind: string) => {
      if (kind !== 'add-comment') return;
      for (const [id, { values }] of jira.issues) if (values.title === 'Idea') jira.hidden.add(id);
      throw new Failure('transient', 'the answer was lost', { ambiguous: true });
    };
    jira.weather = { ...FINE_WEATHER, afterWrite };
    await scenario.put('issues/idea.md', IDEA);
    await scenario.cycle();
    jira.weather = FINE_WEATHER;
    await scenario.remove('issues/idea.md');
  });

  const IDEA = '---\ntitle: Idea\n---\n\n## Comments\n\n**john**\n\nLooks good.\n';
  const made = () => [...scenario.world.jira.issues.values()].filter(({ values }) => values.title === 'Idea').length;

  async function cycles(count: number): Promise<void> {
    for (let cycle = 0; cycle < count; cycle++) {
      scenario.world.nowMs += 400_000;
      await scenario.cycle(FULL);
    }
  }

  it('is forgotten with all that was awaited of it, once it was looked for twice', async () => {
    await cycles(3);
    const { queue, lastCycle } = await scenario.engine.status();
    expect([queue, lastCycle?.items]).to.deep.equal([[], []]);
    expect(await scenario.problems()).to.deep.equal({});
    const mark = await scenario.mark();
    await cycles(2);
    expect(await scenario.mark()).to.equal(mark);
  });

  it('is believed to be there after one look', async () => {
    await cycles(1);
    scenario.world.jira.hidden.clear();
    await cycles(3);
    expect(made()).to.equal(1);
    expect((await scenario.engine.status()).queue).to.deep.equal([]);
  });

  it('is not made again of a file that comes back meanwhile', async () => {
    await cycles(1);
    await scenario.put('issues/idea.md', IDEA);
    await cycles(3);
    expect(made()).to.equal(1);
    expect(await scenario.world.paths()).to.include('issues/idea.md');
    expect(Object.keys(await scenario.problems())).to.deep.equal(['issues/idea.md']);
  });
});
