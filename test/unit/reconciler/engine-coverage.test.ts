import { expect } from 'chai';
import { Failure } from '../../../src/model/failure.ts';
import { createEngine } from '../../../src/reconciler/create-engine.ts';
import type { Engine } from '../../../src/reconciler/engine.ts';
import type { JiraSide } from '../../../src/reconciler/jira-side.ts';
import { EngineScenario, FULL, QUICK } from '../../support/engine-scenario.ts';
import { FINE_WEATHER } from '../../support/memory-jira.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('since when every ticket is known to be equal', () => {
  const verified = async (scenario: EngineScenario) => (await scenario.engine.status()).verified;

  it('is the begin of the last whole sweep, which quiet ones move without writing', async () => {
    const scenario = await new EngineScenario().begin(3);
    const mark = await scenario.mark();
    await scenario.cycle(FULL);
    const nowMs = scenario.world.nowMs;
    expect(await verified(scenario)).to.deep.equal({ oldestMs: nowMs, key: null, sweptMs: nowMs });
    expect(await scenario.mark()).to.equal(mark);
  });

  it('is written down once where a quiet sweep comes a day later, so that a restart knows it', async () => {
    const scenario = await new EngineScenario().begin(3);
    const tip = await scenario.world.tip();
    scenario.world.nowMs += 24 * HOUR;
    await scenario.cycle(FULL);
    const sweptMs = scenario.world.nowMs;
    const mark = await scenario.mark();
    await scenario.cycle(FULL);
    expect(await scenario.mark()).to.equal(mark);
    await scenario.restart();
    expect(await verified(scenario)).to.deep.equal({ oldestMs: sweptMs, key: null, sweptMs });
    expect(await scenario.world.tip()).to.equal(tip);
  });

  it('is older for a ticket that the sweep could not finish, until it is, and across restarts', async () => {
    const scenario = await new EngineScenario().begin(3);
    const firstMs = scenario.world.nowMs;
    scenario.world.nowMs += 24 * HOUR;
    scenario.world.jira.refuse = (action) =>
      'key' in action && action.key === 'APP-2' ? new Failure('transient', 'Jira answers 503') : null;
    await scenario.editInGit('APP-2', { title: 'Not yet' });
    await scenario.cycle(FULL);
    const sweptMs = scenario.world.nowMs;
    const behind = { oldestMs: firstMs, key: 'APP-2', sweptMs };
    expect(await verified(scenario)).to.deep.equal(behind);
    await scenario.restart();
    expect(await verified(scenario)).to.deep.equal(behind);
    scenario.world.jira.refuse = () => null;
    await scenario.cycle();
    expect(await verified(scenario)).to.deep.equal({ oldestMs: sweptMs, key: null, sweptMs });
    await scenario.restart();
    expect(await verified(scenario)).to.deep.equal({ oldestMs: sweptMs, key: null, sweptMs });
  });

  it('counts a ticket that is held as verified, and one that Jira does not show as not', async () => {
    const scenario = await new EngineScenario().begin(3);
    const firstMs = scenario.world.nowMs;
    scenario.world.jira.refuse = (action) =>
      'key' in action && action.key === 'APP-2' ? new Failure('rejected', 'No') : null;
    await scenario.editInGit('APP-2', { title: 'Refused' });
    scenario.world.jira.issues.delete(scenario.issue('APP-3').id);
    await scenario.cycle(FULL);
    expect(await verified(scenario)).to.include({ oldestMs: firstMs, key: 'APP-3' });
  });

  it('is nobody`s before the first sweep ended', async () => {
    const scenario = new EngineScenario();
    await scenario.world.open();
    scenario.world.jira.create({ title: 'First' });
    const request = async (name: string) => {
      if (name === 'list') throw new Failure('transient', 'Jira answers 503');
    };
    scenario.world.jira.weather = { ...FINE_WEATHER, request };
    await scenario.restart();
    await scenario.cycle();
    expect(await verified(scenario)).to.deep.equal({ oldestMs: null, key: null, sweptMs: null });
    scenario.world.jira.weather = FINE_WEATHER;
    await scenario.cycle();
    expect((await verified(scenario)).oldestMs).to.equal(scenario.world.nowMs);
  });
});

describe('a sweep', () => {
  /** A daemon that sweeps ten tickets at a time, over a Jira that notes which tickets it was asked for. */
  async function slowSweeper(tickets: number, atBatch: (batch: number, engine: Engine) => Promise<void>) {
    const scenario = await new EngineScenario().begin(tickets);
    const listed: string[] = [];
    const open = async () => {
      const parts = await scenario.world.parts();
      const jira: JiraSide = {
        ...parts.jira,
        async *list() {
          for await (const page of parts.jira.list()) {
            for (let at = 0; at < page.tickets.length; at += 10) {
              const some = page.tickets.slice(at, at + 10);
              listed.push(...some.map(({ key }) => key));
              yield { ...page, tickets: some };
            }
          }
        },
        async read(refs) {
          listed.push(...refs.map((ref) => scenario.world.jira.byKey(ref)?.key ?? ref));
          return parts.jira.read(refs);
        },
      };
      const engine = createEngine({ ...parts, jira }, { schedule: null, batch: 50, sweepBatch: 10 });
      let batches = 0;
      engine.onEvent((event) => {
        if (event.kind === 'progress') void atBatch(++batches, engine);
      });
      await engine.start();
      return engine;
    };
    return { scenario, open, listed };
  }

  const numbers = (keys: readonly string[]) => keys.map((key) => Number(key.slice('APP-'.length)));

  it('goes on where it was cut when the daemon starts again', async () => {
    const { scenario, open, listed } = await slowSweeper(50, async (batch, engine) => {
      scenario.world.nowMs += 2 * MINUTE;
      if (batch === 3) void engine.stop();
    });
    scenario.world.nowMs += 24 * HOUR;
    const startedMs = scenario.world.nowMs;
    const cut = await open();
    await cut.sync(FULL);
    await cut.stop();
    listed.length = 0;
    scenario.world.nowMs += 12 * HOUR;
    const again = await open();
    expect((await again.status()).verified.sweptMs).to.be.lessThan(startedMs);
    await again.sync(QUICK);
    expect(Math.min(...numbers(listed))).to.equal(31);
    expect(new Set(listed).size).to.equal(20);
    expect((await again.status()).verified).to.deep.equal({ oldestMs: startedMs, key: null, sweptMs: startedMs });
  });

  it('begins anew where it was cut more than a day ago', async () => {
    const { scenario, open, listed } = await slowSweeper(50, async (batch, engine) => {
      scenario.world.nowMs += 2 * MINUTE;
      if (batch === 3) void engine.stop();
    });
    const cut = await open();
    await cut.sync(FULL);
    await cut.stop();
    listed.length = 0;
    scenario.world.nowMs += 25 * HOUR;
    const again = await open();
    const nowMs = scenario.world.nowMs;
    await again.sync(QUICK);
    expect(Math.min(...numbers(listed))).to.equal(1);
    expect((await again.status()).verified.sweptMs).to.be.lessThan(nowMs);
  });

  it('that failed is finished by the next cycle that works, without anybody asking', async () => {
    const scenario = await new EngineScenario().begin(3);
    scenario.issue('APP-3').values.priority = 'High';
    const request = async () => {
      throw new Failure('transient', 'Jira answers 503');
    };
    scenario.world.jira.weather = { ...FINE_WEATHER, request };
    await scenario.cycle(FULL);
    scenario.world.jira.weather = FINE_WEATHER;
    await scenario.cycle();
    expect((await scenario.inGit('APP-3')).priority).to.equal('High');
    expect((await scenario.engine.status()).verified.sweptMs).to.equal(scenario.world.nowMs);
  });

  it('lets edits of either side through within one page, and brings nothing back that a listing shows too late', async () => {
    let atMs: number | null = null;
    const { scenario, open } = await slowSweeper(100, async (batch, engine) => {
      // Each page takes ten seconds; while the second is worked on, people edit tickets of the pages to come.
      scenario.world.nowMs += 10_000;
      if (batch === 2) {
        scenario.editInJira('APP-31', { title: 'Edited in Jira' });
        await scenario.editInGit('APP-32', { title: 'Edited in git' });
        atMs = scenario.world.nowMs;
        engine.nudge('git', []);
      }
      if (batch === 4) {
        expect((await scenario.inGit('APP-31')).title).to.equal('Edited in Jira');
        expect(scenario.issue('APP-32').values.title).to.equal('Edited in git');
        expect(scenario.world.nowMs - (atMs ?? 0)).to.be.at.most(20_000);
        atMs = -1;
      }
    });
    const engine = await open();
    const report = await engine.sync(FULL);
    expect(report.error).to.equal(null);
    expect(atMs).to.equal(-1);
    expect(report.commits).to.have.length(1);
    expect((await scenario.inGit('APP-31')).title).to.equal('Edited in Jira');
  });

  it('answers whoever asks for a cycle, a plan or one ticket between two pages', async () => {
    const answered: string[] = [];
    const { open } = await slowSweeper(100, async (batch, engine) => {
      if (batch === 1) {
        void engine.sync(QUICK).then(() => answered.push('sync'));
        void engine.plan().then(() => answered.push('plan'));
        void engine.statusOf('APP-1').then(() => answered.push('statusOf'));
      }
      if (batch === 3) answered.push('third page');
    });
    const engine = await open();
    await engine.sync(FULL);
    expect(answered).to.deep.equal(['sync', 'plan', 'statusOf', 'third page']);
  });
});
