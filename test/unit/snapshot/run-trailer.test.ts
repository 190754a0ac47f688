import { expect } from 'chai';
import { isRunId, runId, runOf, withRun } from '../../../src/snapshot/run-trailer.ts';

describe('the trailer of a run', () => {
  const run = runId(Date.UTC(2026, 1, 14, 9), 12);

  it('is found again below any message', () => {
    expect(isRunId(run)).to.equal(true);
    const message = withRun('[tract-sync] Updated 2 tickets\n\nUpdated APP-1\nUpdated APP-2', run);
    const body = message.slice(message.indexOf('\n')).trim();
    expect(runOf(body)).to.equal(run);
    expect(runOf(`${body}\n`)).to.equal(run);
  });

  it('is not seen in words that only speak of one', () => {
    expect(runOf('')).to.equal(null);
    expect(runOf(`Run: ${run}\nand more`)).to.equal(null);
    expect(runOf('Run: $(reboot)')).to.equal(null);
    expect(isRunId('--all')).to.equal(false);
    expect(withRun('Begin', null)).to.equal('Begin');
  });
});
