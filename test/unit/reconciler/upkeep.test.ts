import { expect } from 'chai';
import { createEngine } from '../../../src/reconciler/create-engine.ts';
import type { EngineEvent } from '../../../src/reconciler/engine.ts';
import type { Maintenance, MaintenanceReport } from '../../../src/reconciler/maintenance.ts';
import { EngineScenario, FULL, QUICK } from '../../support/engine-scenario.ts';

const IDLE: MaintenanceReport = { kind: 'idle', size: { loose: 1, packs: 2, packBytes: 3 } };

describe('maintenance of the repository beside cycles', () => {
  /** An engine over two tickets, and what it does with maintenance, in order. */
  async function begin(run: Maintenance['run']) {
    const scenario = await new EngineScenario().begin(2);
    const options = { schedule: null, batch: 50, sweepBatch: 50, maintenance: { run } };
    const engine = createEngine(await scenario.world.parts(), options);
    const events: EngineEvent['kind'][] = [];
    engine.onEvent(({ kind }) => events.push(kind));
    await engine.start();
    return { scenario, engine, events };
  }

  it('comes after every cycle that waits, and never in the middle of a write', async () => {
    const done: string[] = [];
    let isWriting = false;
    const { scenario, engine } = await begin(async () => {
      done.push(isWriting ? 'maintenance in a write' : 'maintenance');
      return IDLE;
    });
    scenario.world.gate = async (name) => {
      if (name.endsWith('writeCommit')) isWriting = name.startsWith('before');
    };
    engine.onEvent((event) => {
      if (event.kind === 'cycle') done.push('cycle');
    });
    await scenario.editInGit('APP-1', { title: 'Of git' });
    const first = engine.sync(QUICK);
    const packed = engine.maintain();
    await Promise.all([first, packed, engine.sync(FULL), engine.sync(QUICK)]);
    expect(done).to.deep.equal(['cycle', 'cycle', 'cycle', 'maintenance']);
    expect(scenario.issue().values.title).to.equal('Of git');
    await engine.stop();
  });

  it('is told, and how long it took', async () => {
    const { scenario, engine } = await begin(async () => {
      scenario.world.nowMs += 700;
      return IDLE;
    });
    const told: EngineEvent[] = [];
    engine.onEvent((event) => told.push(event));
    await engine.maintain();
    expect(told).to.deep.equal([{ kind: 'maintenance', report: IDLE, tookMs: 700 }]);
    await engine.stop();
  });

  it('is cut where the engine stops', async () => {
    let begun = () => {};
    const atWork = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const { engine, events } = await begin(
      (stopping) =>
        new Promise((resolve) => {
          begun();
          stopping.addEventListener('abort', () => resolve({ kind: 'skipped', reason: 'the service stops' }));
        }),
    );
    const run = engine.maintain();
    await atWork;
    await engine.stop();
    await run;
    expect(events).to.include('maintenance');
    expect(await engine.maintain().catch(String)).to.match(/is stopping/);
  });
});
