import { expect } from 'chai';
import { Failure } from '../../../src/model/failure.ts';
import { createEngine } from '../../../src/reconciler/create-engine.ts';
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
