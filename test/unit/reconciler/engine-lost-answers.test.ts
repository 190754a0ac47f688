import { expect } from 'chai';
import { Failure } from '../../../src/model/failure.ts';
import { createEngine } from '../../../src/reconciler/create-engine.ts';
import type { Engine } from '../../../src/reconciler/engine.ts';
import type { JiraAction } from '../../../src/reconciler/jira-action.ts';
import type { Parts } from '../../../src/reconciler/parts.ts';
import { EngineScenario } from '../../support/engine-scenario.ts';
import { FINE_WEATHER } from '../../support/memory-jira.ts';

/** Longer than what was sent may be under way, and than a new issue may stay out of Jira's index. */
const LATER_MS = 400_000;
/** Shorter than that, and longer than a ticket waits after its first failure. */
const SOON_MS = 20_000;
const SYNC = { full: false, retryHeld: false, allowDeletes: 0 };

/** The process was killed: nothing after this moment happens. */
class Killed extends Error {}

describe('a create whose answer is lost', () => {
  let scenario: EngineScenario;
  let parts: Parts;
  let engine: Engine;
  /** What was sent and has not come to Jira yet; null where everything comes at once. */
  let underWay: JiraAction[] | null;

  beforeEach(async () => {
    scenario = await new EngineScenario().begin(1);
    parts = await scenario.world.parts();
    underWay = [];
    const perform: typeof parts.jira.perform = async (action) => {
      if (underWay === null || !('uid' in action)) return parts.jira.perform(action);
      underWay.push(action);
      throw new Failure('transient', 'the connection was cut');
    };
    engine = createEngine(
      { ...parts, jira: { ...parts.jira, perform } },
      { schedule: null, batch: 50, sweepBatch: 50 },
    );
    await engine.start();
  });

  async function cycleIn(ms: number): Promise<void> {
    scenario.world.nowMs += ms;
    await engine.sync(SYNC);
  }

  /** All that was sent comes to Jira now, but for the first `lost`; from now on everything comes at once. */
  async function arrive(lost: number): Promise<void> {
    const sent = underWay ?? [];
    underWay = null;
    for (const action of sent.slice(lost)) await parts.jira.perform(action);
    for (let cycle = 0; cycle < 4; cycle++) await cycleIn(LATER_MS);
  }

  function countOf(title: string): number {
    return [...scenario.world.jira.issues.values()].filter(({ values }) => values.title === title).length;
  }

  it('is not sent again while it may still be under way', async () => {
    await scenario.world.addFile('issues/an idea.md', { values: { title: 'Idea' } });
    await cycleIn(0);
    await cycleIn(SOON_MS);
    await arrive(0);
    expect(countOf('Idea')).to.equal(1);
  });

  it('is not sent a third time while the second may still be under way', async () => {
    await scenario.world.addFile('issues/an idea.md', { values: { title: 'Idea' } });
    await cycleIn(0);
    await cycleIn(LATER_MS);
    await cycleIn(SOON_MS);
    await arrive(1);
    expect(countOf('Idea')).to.equal(1);
  });

  it('keeps an issue that looks new from becoming a second file: it may be the one', async () => {
    const { world } = scenario;
    await world.addFile('issues/an idea.md', { values: { title: 'Idea' } });
    const before = await world.engine();
    const kill = async (name: string) => {
      if (name === 'create-issue') throw new Killed();
    };
    world.jira.weather = { ...FINE_WEATHER, afterWrite: kill };
    await before.sync(SYNC).catch(() => {});
    // Its index does not have it yet, but somebody has opened it: a webhook names it.
    world.jira.weather = { ...FINE_WEATHER, indexLagMs: () => 60_000 };
    const after = await world.engine();
    after.nudge('jira', ['APP-2']);
    await after.sync(SYNC);
    expect(await world.paths()).to.deep.equal(['issues/APP-1.md', 'issues/an idea.md']);
    for (let cycle = 0; cycle < 3; cycle++) {
      world.nowMs += LATER_MS;
      await after.sync(SYNC);
    }
    expect(await world.paths()).to.deep.equal(['issues/APP-1.md', 'issues/APP-2.md']);
    expect(world.jira.issues.size).to.equal(2);
  });
});
