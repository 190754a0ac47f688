import { expect } from 'chai';
import type { Reply } from '../../../../src/reconciler/jira/exchange.ts';
import { retryAfterMs } from '../../../../src/reconciler/jira/retry-after.ts';

const NOW = Date.parse('2026-02-14T09:00:00Z');
const ask = (headers: Record<string, string>) => {
  const reply: Reply = { kind: 'reply', status: 429, headers, body: null };
  return retryAfterMs(reply, NOW);
};

describe('how long Jira wants to be left alone', () => {
  it('is told in seconds, as a date, or as the moment of a reset', () => {
    expect(ask({ 'retry-after': '7' })).to.equal(7_000);
    expect(ask({ 'retry-after': 'Sat, 14 Feb 2026 09:00:05 GMT' })).to.equal(5_000);
    expect(ask({ 'x-ratelimit-reset': '2026-02-14T09:00:09Z' })).to.equal(9_000);
    expect(ask({ 'retry-after': '0', 'x-ratelimit-reset': '2026-02-14T09:00:09Z' })).to.equal(9_000);
  });

  it('is not told at all', () => {
    expect(ask({})).to.equal(null);
    expect(ask({ 'retry-after': 'soon' })).to.equal(null);
    expect(ask({ 'retry-after': '0' })).to.equal(0);
  });

  it('is never in the past, nor for ever', () => {
    expect(ask({ 'retry-after': 'Sat, 14 Feb 2026 08:00:00 GMT' })).to.equal(0);
    expect(ask({ 'retry-after': '99999999' })).to.equal(3_600_000);
  });
});
