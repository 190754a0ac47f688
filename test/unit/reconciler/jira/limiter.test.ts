import { expect } from 'chai';
import { Failure } from '../../../../src/model/failure.ts';
import { addingTo, type Reply, reading } from '../../../../src/reconciler/jira/exchange.ts';
import { Limiter } from '../../../../src/reconciler/jira/limiter.ts';

const READ = reading('GET /issue/{id}');
const writeTo = (issue: string) => addingTo(issue, 'POST /issue/{id}/comment');

describe('the limiter', () => {
  let nowMs: number;
  let limiter: Limiter;
  const slept: number[] = [];

  beforeEach(() => {
    nowMs = 0;
    slept.length = 0;
    const sleep = async (ms: number) => {
      slept.push(ms);
      nowMs += ms;
    };
    limiter = new Limiter(3, { clock: () => nowMs, random: () => 0, sleep }, new AbortController().signal);
  });

  it('runs no more at once than it may', async () => {
    const most = await mostAtOnce((task) => limiter.run(READ, task));
    expect(most).to.equal(3);
  });

  it('never runs two writes to one issue at once, and runs those of different issues side by side', async () => {
    expect(await mostAtOnce((task) => limiter.run(writeTo('1'), task))).to.equal(1);
    let n = 0;
    expect(await mostAtOnce((task) => limiter.run(writeTo(String(n++)), task))).to.equal(3);
  });

  it('keeps writes to one issue in order', async () => {
    const order: number[] = [];
    const write = (n: number) => limiter.run(writeTo('1'), async () => void order.push(n));
    await Promise.all([1, 2, 3, 4, 5].map(write));
    expect(order).to.deep.equal([1, 2, 3, 4, 5]);
  });

  it('goes on with an issue after one of its writes failed', async () => {
    const failing = limiter.run(writeTo('1'), async () => Promise.reject(new Error('no')));
    const next = limiter.run(writeTo('1'), async () => 'done');
    expect(await failing.catch((error: Error) => error.message)).to.equal('no');
    expect(await next).to.equal('done');
  });

  it('on Cloud, writes to one issue no faster than Jira takes it', async () => {
    limiter.limitIssueWrites = true;
    for (let n = 0; n < 45; n += 1) await limiter.run(writeTo('1'), async () => undefined);
    expect(nowMs).to.be.at.least(4_000);
    expect(nowMs).to.be.below(6_000);
  });

  it('waits out a short pause that Jira asks for', async () => {
    limiter.observe(reply(429, { 'retry-after': '5' }));
    await limiter.run(READ, async () => undefined);
    expect(slept).to.deep.equal([5_000]);
  });

  it('holds back when Data Center says that no tokens are left', async () => {
    limiter.observe(
      reply(200, { 'x-ratelimit-limit': '5', 'x-ratelimit-remaining': '0', 'x-ratelimit-interval-seconds': '2' }),
    );
    await limiter.run(READ, async () => undefined);
    expect(slept).to.deep.equal([2_000]);
  });

  it('takes an exempt account for one', async () => {
    limiter.observe(reply(200, { 'x-ratelimit-limit': '-1', 'x-ratelimit-remaining': '0' }));
    await limiter.run(READ, async () => undefined);
    expect(slept).to.deep.equal([]);
  });

  it('refuses at once while Jira wants a long silence, and tells how long', async () => {
    limiter.observe(reply(503, { 'retry-after': '120' }));
    const failure = await limiter.run(READ, async () => undefined).catch((error: Failure) => error);
    expect(failure).to.be.instanceOf(Failure);
    expect(failure).to.include({ kind: 'transient', retryAfterMs: 120_000 });
    nowMs += 120_000;
    expect(await limiter.run(READ, async () => 'again')).to.equal('again');
  });
});

/** How many of twelve tasks were under way at the same time. */
async function mostAtOnce(run: (task: () => Promise<void>) => Promise<void>): Promise<number> {
  let [running, most] = [0, 0];
  const task = async () => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
  };
  await Promise.all(Array.from({ length: 12 }, () => run(task)));
  return most;
}

function reply(status: number, headers: Record<string, string>): Reply {
  return { kind: 'reply', status, headers, body: null };
}
