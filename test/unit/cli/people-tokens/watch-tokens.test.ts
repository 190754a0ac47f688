import { expect } from 'chai';
import type { TokenFinding } from '../../../../src/cli/people-tokens/token-finding.ts';
import { watchTokens } from '../../../../src/cli/people-tokens/watch-tokens.ts';
import { Failure } from '../../../../src/model/failure.ts';
import { HEALTHY } from '../../server/fake-engine.ts';

const HOUR = 3600_000;
const FINDINGS: readonly TokenFinding[] = [
  { level: 'failed', message: 'refused', fix: 'mend it' },
  { level: 'warning', message: 'ends soon', fix: 'renew it' },
  { level: 'note', message: 'not known', fix: 'write it' },
];

/** A service whose hours pass when the test says so. */
function service(inspect: () => readonly TokenFinding[]) {
  const said: string[] = [];
  let nowMs = 0;
  let task = () => {};
  const log = {
    debug() {},
    info: (words: string) => said.push(`info ${words}`),
    warn: (_: string, { problem }: Readonly<Record<string, unknown>> = {}) => said.push(`warn ${problem}`),
    error: (_: string, { problem }: Readonly<Record<string, unknown>> = {}) => said.push(`error ${problem}`),
  };
  const watch = watchTokens({
    inspect: async () => inspect(),
    log,
    clock: () => nowMs,
    every: (_, given) => {
      task = given;
      return () => {
        task = () => {};
      };
    },
  });
  const settle = () => new Promise((done) => setImmediate(done));
  const health = async (state: 'ok' | 'degraded') => {
    watch.note({ kind: 'health', health: { ...HEALTHY, state } });
    await settle();
  };
  const pass = async (hours: number) => {
    for (let hour = 0; hour < hours; hour += 1) {
      nowMs += HOUR;
      task();
      await settle();
    }
  };
  return { watch, health, pass, said };
}

describe('a service that watches tokens', () => {
  it('tells once it is well, and then once a day', async () => {
    const { health, pass, said } = service(() => FINDINGS);
    await pass(1);
    expect(said).to.deep.equal([]);
    await health('ok');
    expect(said).to.deep.equal(['error refused', 'warn ends soon']);
    await health('degraded');
    await health('ok');
    await pass(23);
    expect(said).to.have.length(2);
    await pass(1);
    expect(said).to.have.length(4);
    await pass(48);
    expect(said).to.have.length(8);
  });

  it('asks again within the hour where Jira could not be asked', async () => {
    let isAway = true;
    const { health, pass, said } = service(() => {
      if (isAway) throw new Failure('transient', 'away');
      return FINDINGS;
    });
    await health('ok');
    expect(said).to.deep.equal(['info tokens not looked at']);
    isAway = false;
    await pass(1);
    expect(said.slice(1)).to.deep.equal(['error refused', 'warn ends soon']);
  });

  it('asks nothing while Jira is away or after it was stopped', async () => {
    let count = 0;
    const { watch, health, pass } = service(() => {
      count += 1;
      return [];
    });
    await health('degraded');
    await pass(30);
    expect(count).to.equal(0);
    await health('ok');
    watch.stop();
    await pass(30);
    expect(count).to.equal(1);
  });
});
