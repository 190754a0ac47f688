import { expect } from 'chai';
import { type SinonFakeTimers, useFakeTimers } from 'sinon';
import { createSchedule, isSchedule } from '../../../src/reconciler/schedule.ts';

const SILENT = { debug() {}, info() {}, warn() {}, error() {} };

describe('createSchedule', () => {
  let clock: SinonFakeTimers;

  beforeEach(() => {
    clock = useFakeTimers({ now: Date.UTC(2026, 1, 14, 9, 59, 58) });
  });

  afterEach(() => {
    clock.restore();
  });

  it('polls by a cron expression with seconds and sweeps by another, in UTC', async () => {
    const runs: string[] = [];
    const schedule = createSchedule(
      { poll: '*/15 * * * * *', fullSweep: '0 10 * * *', maintenance: '30 * * * * *' },
      SILENT,
    );
    schedule.start({
      poll: () => runs.push('poll'),
      sweep: () => runs.push('sweep'),
      maintenance: () => runs.push('maintenance'),
    });
    await clock.tickAsync(62_500);
    schedule.stop();
    expect(runs.filter((run) => run === 'poll')).to.have.length(5);
    expect(runs.filter((run) => run === 'sweep')).to.have.length(1);
    expect(runs.filter((run) => run === 'maintenance')).to.have.length(1);
  });

  it('runs nothing any more once it is stopped', async () => {
    let runs = 0;
    const run = () => runs++;
    const schedule = createSchedule({ poll: '* * * * * *', fullSweep: '0 3 * * *', maintenance: null }, SILENT);
    schedule.start({ poll: run, sweep: run, maintenance: run });
    await clock.tickAsync(3_500);
    schedule.stop();
    const before = runs;
    await clock.tickAsync(10_000);
    expect(runs).to.equal(before).and.to.be.greaterThan(1);
  });
});

describe('isSchedule', () => {
  it('knows cron expressions with and without seconds from other texts', () => {
    expect(isSchedule('*/15 * * * * *')).to.equal(true);
    expect(isSchedule('0 3 * * *')).to.equal(true);
    expect(isSchedule('every minute')).to.equal(false);
  });
});
