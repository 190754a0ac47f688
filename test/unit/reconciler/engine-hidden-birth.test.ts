import { expect } from 'chai';
import { EngineScenario, FULL } from '../../support/engine-scenario.ts';

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
