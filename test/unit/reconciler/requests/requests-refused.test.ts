import { expect } from 'chai';
import { Failure } from '../../../../src/model/failure.ts';
import type { Value } from '../../../../src/model/value.ts';
import { createEngine } from '../../../../src/reconciler/create-engine.ts';
import type { RequestOutcome, TicketRequest } from '../../../../src/reconciler/requests/request.ts';
import { EngineScenario, FULL } from '../../../support/engine-scenario.ts';
import { FINE_WEATHER } from '../../../support/memory-jira.ts';

const SAY = { kind: 'comment', issue: 'APP-1', author: 'john', body: 'Looks good.' } as const;
const LOG = {
  kind: 'worklog',
  issue: 'APP-1',
  id: null,
  author: 'jane',
  seconds: 7200,
  started: '2026-02-14T09:00:00Z',
  comment: '',
} as const;
const CREATE = { kind: 'create', values: { title: 'Slow' }, description: '' } as const;

describe('a request that is not carried out', () => {
  let scenario: EngineScenario;

  beforeEach(async () => {
    scenario = await new EngineScenario().begin();
  });

  function ask(request: TicketRequest, idempotencyKey: string | null = null): Promise<RequestOutcome> {
    return scenario.engine.request(request, { idempotencyKey });
  }

  async function fieldsOf(request: TicketRequest): Promise<Readonly<Record<string, string>>> {
    const before = await scenario.mark();
    const outcome = await ask(request);
    expect(await scenario.mark(), 'nothing is written').to.equal(before);
    return outcome.kind === 'refused' ? outcome.fields : { [outcome.kind]: '' };
  }

  const create = (values: Readonly<Record<string, Value>>) => ({ kind: 'create', values, description: '' }) as const;

  it('is told what is wrong with each field', async () => {
    expect(await fieldsOf(create({}))).to.have.keys('title');
    const fields = await fieldsOf(
      create({ title: 'T', sise: 'L', status: 'Done', due: 'soon', parent: 'APP-OFFLINE-x' }),
    );
    expect(fields).to.have.keys('sise', 'status', 'due', 'parent');
    expect(fields.parent).to.contain('APP-OFFLINE-x is not in Jira yet');
    expect(await fieldsOf({ ...LOG, seconds: 0 })).to.have.keys('time');
    expect(await fieldsOf({ ...LOG, started: 'yesterday' })).to.have.keys('started');
    expect(await fieldsOf({ ...LOG, id: ' ' })).to.have.keys('id');
    expect(await fieldsOf({ ...SAY, body: ' \n' })).to.have.keys('body');
  });

  it('names somebody who is known', async () => {
    expect((await fieldsOf({ ...SAY, author: 'johnny' })).author).to.contain('did you mean "john"?');
    expect((await fieldsOf({ ...LOG, author: 'zed' })).author).to.contain('.tract/users.yaml');
    expect((await fieldsOf({ ...LOG, author: '__proto__' })).author).to.be.a('string');
  });

  it('is about an issue of this project that Jira knows', async () => {
    for (const issue of ['APP-99', 'OTHER-1', '../APP-1', 'app-1']) {
      expect(await ask({ ...LOG, issue })).to.deep.equal({ kind: 'unknown-issue', issue });
    }
  });

  it('repeats what Jira says, and may be asked again under the same key', async () => {
    const fields = { type: 'The issue type selected is invalid.' };
    scenario.world.jira.refuse = () => new Failure('rejected', 'Jira says: no', { fields });
    expect(await ask(CREATE, 'k')).to.deep.equal({ kind: 'refused', reason: 'Jira says: no', fields });
    scenario.world.jira.refuse = () => null;
    expect(await ask({ ...CREATE, values: { title: 'Slow', type: 'Bug' } }, 'k')).to.include({ kind: 'done' });
  });

  it('says when the issue disappears in the same moment', async () => {
    scenario.world.jira.refuse = () => new Failure('stale', 'APP-1 was not found');
    expect(await ask(SAY)).to.deep.equal({ kind: 'unknown-issue', issue: 'APP-1' });
  });

  it('is surely not done while Jira is away, before or after it was noted', async () => {
    const away = (names: readonly string[]) => async (name: string) => {
      if (names.includes(name)) throw new Failure('transient', 'Jira is away', { retryAfterMs: 9_000 });
    };
    const { jira } = scenario.world;
    for (const names of [['read'], ['add-worklog']]) {
      jira.weather = { ...FINE_WEATHER, request: away(names) };
      expect(await ask(LOG, 'k')).to.deep.equal({ kind: 'away', reason: 'Jira is away', retryAfterMs: 9_000 });
      expect(scenario.issue().worklogs).to.have.length(0);
    }
    jira.weather = FINE_WEATHER;
    expect(await ask(LOG, 'k')).to.include({ kind: 'done' });
    expect(scenario.issue().worklogs).to.have.length(1);
  });

  it('is surely not done while Jira cannot be reached since the start', async () => {
    const { jira } = scenario.world;
    jira.weather = {
      ...FINE_WEATHER,
      request: async () => {
        throw new Failure('transient', 'Jira is away');
      },
    };
    await scenario.restart();
    expect(await ask(CREATE)).to.include({ kind: 'away', reason: 'Jira is away' });
    expect(scenario.engine.health()).to.include({ state: 'degraded', reason: 'Jira is away' });
  });

  it('is perhaps done while its answer is lost and Jira does not show it yet', async () => {
    const { jira } = scenario.world;
    const lost = async (name: string) => {
      throw new Failure('transient', `the answer to ${name} was lost`, { ambiguous: true });
    };
    jira.weather = { ...FINE_WEATHER, afterWrite: lost, indexLagMs: () => 20_000 };
    expect(await ask(CREATE, 'k')).to.include({ kind: 'pending' });
    expect(await ask(CREATE, 'k')).to.include({ kind: 'pending' });
    jira.weather = { ...FINE_WEATHER, indexLagMs: () => 20_000 };
    scenario.world.nowMs += 21_000;
    expect(await ask(CREATE, 'k')).to.include({ kind: 'done', issue: 'APP-2' });
    await scenario.cycle(FULL);
    expect(jira.issues.size).to.equal(2);
  });

  it('is sent again when Jira surely never took it, however long nobody asked', async () => {
    const { jira } = scenario.world;
    const cut = async (name: string) => {
      if (name === 'create-issue') throw new Failure('transient', 'the connection was cut', { ambiguous: true });
    };
    jira.weather = { ...FINE_WEATHER, request: cut };
    expect(await ask(CREATE, 'k')).to.include({ kind: 'pending' });
    await scenario.cycle();
    jira.weather = FINE_WEATHER;
    for (let cycle = 0; cycle < 3; cycle++) await scenario.cycle();
    expect(jira.issues.size).to.equal(1);
    expect(await ask(CREATE, 'k')).to.include({ kind: 'done', issue: 'APP-2' });
    expect(jira.issues.size).to.equal(2);
  });

  it('is not begun when nobody waits any more', async () => {
    const before = await scenario.mark();
    const gone = AbortSignal.abort();
    expect(await scenario.engine.request(CREATE, { idempotencyKey: 'k', signal: gone })).to.include({ kind: 'away' });
    const leaving = new AbortController();
    const busy = scenario.engine.sync(FULL);
    const waiting = scenario.engine.request(CREATE, { idempotencyKey: null, signal: leaving.signal });
    leaving.abort();
    expect(await waiting).to.include({ kind: 'away' });
    await busy;
    await scenario.cycle();
    expect(await scenario.mark()).to.equal(before);
  });

  it('goes on when whoever asked leaves in the middle', async () => {
    const leaving = new AbortController();
    scenario.world.jira.weather = {
      ...FINE_WEATHER,
      request: async (name) => {
        if (name === 'create-issue') leaving.abort();
      },
    };
    const options = { idempotencyKey: 'k', signal: leaving.signal };
    expect(await scenario.engine.request(CREATE, options)).to.include({ kind: 'pending' });
    expect(await ask(CREATE, 'k')).to.include({ kind: 'done', issue: 'APP-2' });
    expect(scenario.world.jira.issues.size).to.equal(2);
  });

  it('is surely not done by an engine that has not started', async () => {
    const engine = createEngine(await scenario.world.parts(), { schedule: null, batch: 50, sweepBatch: 50 });
    expect(await engine.request(CREATE, { idempotencyKey: null })).to.include({ kind: 'away', retryAfterMs: 5_000 });
  });

  it('is surely not done by an engine that stops', async () => {
    await scenario.engine.stop();
    expect(await ask(CREATE)).to.include({ kind: 'away' });
    expect(scenario.world.jira.issues.size).to.equal(1);
  });
});
