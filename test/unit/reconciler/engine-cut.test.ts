import { expect } from 'chai';
import { Failure } from '../../../src/model/failure.ts';
import { createEngine } from '../../../src/reconciler/create-engine.ts';
import type { CycleReport } from '../../../src/reconciler/cycle-report.ts';
import { outcomeLines } from '../../../src/server/outcome-lines.ts';
import { EngineScenario } from '../../support/engine-scenario.ts';

describe('an engine that stops while Jira does not answer', () => {
  it('waits for Jira no longer than until it is cut, and the request is carried out once by the next process', async () => {
    const scenario = await new EngineScenario().begin();
    const parts = await scenario.world.parts();
    let reached: () => void = () => {};
    const atJira = new Promise<void>((resolve) => {
      reached = resolve;
    });
    let closed: () => void = () => {};
    const lost = new Promise<never>((_resolve, reject) => {
      closed = () => reject(new Failure('transient', 'the sync service stops', { ambiguous: true }));
    });
    lost.catch(() => {});
    const jira: typeof parts.jira = {
      ...parts.jira,
      perform: async (action) => {
        await parts.jira.perform(action);
        reached();
        return lost;
      },
      find: () => lost,
      close: async () => closed(),
    };
    const engine = createEngine({ ...parts, jira }, { schedule: null, batch: 50, sweepBatch: 50 });
    await engine.start();
    const create = { kind: 'create', values: { title: 'Never answered' }, description: '' } as const;
    const asked = engine.request(create, { idempotencyKey: 'k' });
    await atJira;
    const cut = new AbortController();
    const stopped = engine.stop(cut.signal);
    expect(await Promise.race([stopped.then(() => 'stopped'), atJira.then(() => 'waits')])).to.equal('waits');
    cut.abort();
    await stopped;
    expect(await asked).to.include({ kind: 'pending' });
    await scenario.restart();
    expect(await scenario.engine.request(create, { idempotencyKey: 'k' })).to.include({ kind: 'done', issue: 'APP-2' });
    expect(scenario.world.jira.issues.size).to.equal(2);
  });

  it('does not wait at all where it was cut before', async () => {
    const scenario = await new EngineScenario().begin();
    const parts = await scenario.world.parts();
    let closes = 0;
    const jira = { ...parts.jira, close: async () => void closes++ };
    const engine = createEngine({ ...parts, jira }, { schedule: null, batch: 50, sweepBatch: 50 });
    await engine.start();
    const stopped = engine.stop(AbortSignal.abort());
    expect(closes).to.equal(1);
    await stopped;
  });
});

describe('a cycle that a stop cuts short', () => {
  async function stoppedDuring(full: boolean): Promise<CycleReport> {
    const scenario = await new EngineScenario().begin(4);
    for (const key of ['APP-1', 'APP-2', 'APP-3', 'APP-4']) await scenario.editInGit(key, { title: `${key} anew` });
    const parts = await scenario.world.parts();
    let stopped: Promise<void> = Promise.resolve();
    const jira: typeof parts.jira = {
      ...parts.jira,
      perform: async (action) => {
        stopped = engine.stop();
        return parts.jira.perform(action);
      },
    };
    const engine = createEngine({ ...parts, jira }, { schedule: null, batch: 2, sweepBatch: 2 });
    await engine.start();
    const report = await engine.sync({ full, retryHeld: false, allowDeletes: 0 });
    await stopped;
    expect(scenario.world.jira.issues.size).to.equal(4);
    await scenario.restart();
    expect((await scenario.cycle()).error).to.equal(null);
    expect([...scenario.world.jira.issues.values()].map(({ values }) => values.title)).to.have.members([
      'APP-1 anew',
      'APP-2 anew',
      'APP-3 anew',
      'APP-4 anew',
    ]);
    return report;
  }

  for (const full of [false, true]) {
    it(`says that it was ${full ? '(of all tickets)' : '(of what changed)'}, and the next one does the rest`, async () => {
      const report = await stoppedDuring(full);
      expect(report.error).to.equal('it was stopped before the end: the next run goes on from there');
      expect(report.items).to.have.length(2);
      expect(outcomeLines(report).at(-1)).to.match(/^✗ Sync error: it was stopped/);
    });
  }

  it('is no such cycle when all of it was done before the stop', async () => {
    const scenario = await new EngineScenario().begin();
    await scenario.editInGit('APP-1', { title: 'Done in time' });
    const parts = await scenario.world.parts();
    let stopped: Promise<void> = Promise.resolve();
    const jira: typeof parts.jira = {
      ...parts.jira,
      perform: async (action) => {
        stopped = engine.stop();
        return parts.jira.perform(action);
      },
    };
    const engine = createEngine({ ...parts, jira }, { schedule: null, batch: 2, sweepBatch: 2 });
    await engine.start();
    expect((await engine.sync({ full: false, retryHeld: false, allowDeletes: 0 })).error).to.equal(null);
    await stopped;
  });
});
