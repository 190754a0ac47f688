import { expect } from 'chai';
import { Failure } from '../../../src/model/failure.ts';
import { type BatchEvent, isEcho } from '../../../src/reconciler/batch-event.ts';
import type { EngineEvent } from '../../../src/reconciler/engine.ts';
import { EngineScenario } from '../../support/engine-scenario.ts';

async function begin(): Promise<{
  readonly scenario: EngineScenario;
  readonly batches: BatchEvent[];
  readonly events: EngineEvent[];
}> {
  const scenario = await new EngineScenario().begin(2);
  const events: EngineEvent[] = [];
  const batches: BatchEvent[] = [];
  scenario.engine.onEvent((event) => {
    events.push(event);
    if (event.kind === 'batch') batches.push(event);
  });
  return { scenario, batches, events };
}

describe('the events of a batch', () => {
  it('tell what was written where, with the commit and the id in Jira', async () => {
    const { scenario, batches } = await begin();
    scenario.editInJira('APP-1', { title: 'From Jira' });
    await scenario.cycle();
    const [batch] = batches;
    expect(batch?.commit).to.equal(await scenario.world.tip());
    expect(batch?.swept).to.equal(false);
    expect(batch?.tickets.map(({ key, id, git }) => [key, id, git.length])).to.deep.equal([
      ['APP-1', scenario.issue('APP-1').id, 1],
    ]);
  });

  it('have a ticket that came to nothing: an echo where something moved it, none in a sweep', async () => {
    const { scenario, batches } = await begin();
    scenario.engine.nudge('jira', ['APP-1']);
    await scenario.cycle();
    const echoes = () => batches.flatMap((batch) => batch.tickets.filter((ticket) => isEcho(batch, ticket)));
    expect(echoes().map(({ key }) => key)).to.deep.equal(['APP-1']);
    await scenario.cycle({ full: true, retryHeld: false, allowDeletes: 0 });
    expect(echoes()).to.have.length(1);
  });

  it('tell once what waits for a person', async () => {
    const { scenario, batches } = await begin();
    scenario.editInJira('APP-1', { title: 'From Jira' });
    await scenario.editInGit('APP-1', { title: 'From git' });
    await scenario.cycle();
    expect(
      batches.flatMap(({ tickets }) => tickets.flatMap(({ newHolds }) => newHolds.map(({ field }) => field))),
    ).to.deep.equal(['title']);
    scenario.editInJira('APP-1', { priority: 'High' });
    batches.length = 0;
    await scenario.cycle();
    expect(batches.flatMap(({ tickets }) => tickets.flatMap(({ holds }) => holds))).to.have.length(1);
    expect(batches.flatMap(({ tickets }) => tickets.flatMap(({ newHolds }) => newHolds))).to.deep.equal([]);
  });

  it('say of what kind the failure was that ended a cycle', async () => {
    const { scenario, events } = await begin();
    const { jira } = scenario.world;
    jira.weather = { ...jira.weather, request: () => Promise.reject(new Failure('transient', 'no answer')) };
    await scenario.cycle();
    expect(events.flatMap((event) => (event.kind === 'cycle' ? [event.failure] : []))).to.deep.equal(['transient']);
  });
});
