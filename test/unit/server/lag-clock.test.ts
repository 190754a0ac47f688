import { expect } from 'chai';
import type { BatchEvent, BatchTicket } from '../../../src/reconciler/batch-event.ts';
import { createLagClock } from '../../../src/server/metrics/lag-clock.ts';
import { item } from './fake-engine.ts';

const WRITE = { kind: 'add-link', id: '1', key: 'APP-1', reason: '', link: 'blocks APP-2' } as const;
const TICKET: BatchTicket = { ...item({ jira: [WRITE] }), id: '1', newHolds: [], failureKind: null, isVerified: true };

function batch(cycleStartedAtMs: number, atMs: number): BatchEvent {
  return { kind: 'batch', cycleStartedAtMs, atMs, swept: false, commit: null, tickets: [TICKET] };
}

describe('createLagClock', () => {
  it('measures a push by the first cycle that began after its notice, and by none that ran already', () => {
    const lag = createLagClock();
    lag.push(1_000);
    expect(lag.arrived(batch(500, 2_000)).toJira).to.deep.equal([]);
    lag.cycleEnded(500);
    expect(lag.arrived(batch(1_500, 4_000)).toJira).to.deep.equal([3]);
    lag.cycleEnded(1_500);
    expect(lag.arrived(batch(5_000, 6_000)).toJira).to.deep.equal([]);
  });
});
