import { expect } from 'chai';
import { Failure } from '../../../../src/model/failure.ts';
import type { RequestOutcome, TicketRequest } from '../../../../src/reconciler/requests/request.ts';
import { openSnapshot } from '../../../../src/snapshot/snapshot.ts';
import { EngineScenario, FULL } from '../../../support/engine-scenario.ts';
import { FINE_WEATHER } from '../../../support/memory-jira.ts';
import { BRANCH } from '../../../support/world.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

function say(body: string): TicketRequest {
  return { kind: 'comment', issue: 'APP-1', author: 'john', body };
}

describe('requests and the work of the engine', () => {
  let scenario: EngineScenario;

  beforeEach(async () => {
    scenario = await new EngineScenario().begin();
  });

  function ask(request: TicketRequest, idempotencyKey: string | null = null): Promise<RequestOutcome> {
    return scenario.engine.request(request, { idempotencyKey });
  }

  async function ledger(): Promise<readonly string[]> {
    const snapshot = await openSnapshot(scenario.world.store, { project: 'APP', branch: BRANCH });
    return [...snapshot.requests().values()].map(({ key, state }) => `${key} ${state}`);
  }

  it('are carried out one after another, each once, however many come together', async () => {
    const bodies = Array.from({ length: 20 }, (_, number) => `Number ${number}.`);
    const outcomes = await Promise.all(bodies.map((body) => ask(say(body))));
    expect(new Set(outcomes.map(({ kind }) => kind))).to.deep.equal(new Set(['done']));
    const said = scenario.issue().comments.map(({ body }) => (body?.kind === 'wiki' ? body.wiki : ''));
    expect(said).to.deep.equal(bodies);
    expect((await scenario.world.file('issues/APP-1.md'))?.doc.comments).to.have.length(20);
  });

  it('are one while the same key asks twice at the same time', async () => {
    const [first, second, other] = await Promise.all([
      ask(say('Once.'), 'k'),
      ask(say('Once.'), 'k'),
      ask(say('No.'), 'k'),
    ]);
    expect(first).to.deep.equal(second).and.to.include({ kind: 'done' });
    expect(other).to.deep.equal({ kind: 'key-reused' });
    expect(scenario.issue().comments).to.have.length(1);
  });

  it('are two without a key, although they say the same', async () => {
    const outcomes = await Promise.all([ask(say('Twice.')), ask(say('Twice.'))]);
    expect(outcomes.map(({ kind }) => kind)).to.deep.equal(['done', 'done']);
    expect(scenario.issue().comments).to.have.length(2);
  });

  it('are two when one answer is lost and the other says the same', async () => {
    let lost = 0;
    scenario.world.jira.weather = {
      ...FINE_WEATHER,
      request: async (name) => {
        if (name === 'add-comment' && lost++ === 0) throw new Failure('transient', 'cut', { ambiguous: true });
      },
    };
    expect(await ask(say('Same.'), 'a')).to.include({ kind: 'pending' });
    expect(await ask(say('Same.'), 'b')).to.include({ kind: 'done' });
    scenario.world.nowMs += 60_000;
    expect(await ask(say('Same.'), 'a')).to.include({ kind: 'done' });
    expect(scenario.issue().comments).to.have.length(2);
  });

  it('do not wait for the end of a sweep, and the sweep does not undo them', async () => {
    scenario = await new EngineScenario().begin(250);
    const entry = { kind: 'worklog', issue: 'APP-240', author: 'jane', started: '2026-02-14T09:00:00Z' } as const;
    let asked: Promise<RequestOutcome> | null = null;
    let isSweeping = true;
    scenario.engine.onEvent((event) => {
      if (event.kind !== 'progress' || asked !== null) return;
      asked = ask({ ...entry, id: 'w', seconds: 60, comment: '' }).then((outcome) => {
        expect(isSweeping, 'answered while the sweep runs').to.equal(true);
        return outcome;
      });
    });
    const report = await scenario.cycle(FULL);
    isSweeping = false;
    expect(report.error).to.equal(null);
    expect(await asked).to.include({ kind: 'done', id: 'w' });
    expect((await scenario.world.worklogs()).map(({ worklog }) => worklog.id)).to.deep.equal(['w']);
    expect(scenario.issue('APP-240').worklogs).to.have.length(1);
  });

  it('come with what else changed of the ticket', async () => {
    scenario.editInJira('APP-1', { priority: 'High' });
    await scenario.editInGit('APP-1', { title: 'New title' });
    expect(await ask(say('And this.'))).to.include({ kind: 'done' });
    expect(await scenario.inGit()).to.include({ priority: 'High', title: 'New title' });
    expect(scenario.issue().values).to.include({ priority: 'High', title: 'New title' });
  });

  it('are carried out although git cannot take them yet', async () => {
    const { world } = scenario;
    let isShut = false;
    world.jira.weather = {
      ...FINE_WEATHER,
      request: async (name) => {
        isShut ||= name === 'add-comment';
        if (isShut && name === 'read') throw new Failure('transient', 'Jira is away');
      },
    };
    expect(await ask(say('Later.'), 'k')).to.include({ kind: 'done', commit: null });
    world.jira.weather = FINE_WEATHER;
    await scenario.restart();
    await scenario.cycle();
    expect((await world.file('issues/APP-1.md'))?.doc.comments).to.have.length(1);
    expect(await ledger()).to.deep.equal(['k done']);
    expect(await ask(say('Later.'), 'k')).to.have.property('commit', await world.tip());
  });

  it('are remembered for thirty days', async () => {
    await ask(say('Long ago.'), 'old');
    await scenario.cycle();
    const before = await scenario.mark();
    scenario.world.nowMs += 31 * DAY_MS;
    await scenario.cycle();
    expect(await scenario.mark(), 'a quiet cycle leaves the ledger alone').to.equal(before);
    await ask(say('Now.'), 'new');
    expect(await ledger()).to.deep.equal(['new done']);
  });

  it('without an answer cost a quiet cycle nothing once Jira was asked', async () => {
    scenario.world.jira.weather = {
      ...FINE_WEATHER,
      request: async (name) => {
        if (name === 'add-comment') throw new Failure('transient', 'cut', { ambiguous: true });
      },
    };
    expect(await ask(say('Never.'), 'k')).to.include({ kind: 'pending' });
    await scenario.cycle();
    expect(await ledger()).to.deep.equal(['k free']);
    const names: string[] = [];
    scenario.world.jira.weather = {
      ...FINE_WEATHER,
      request: async (name) => {
        names.push(name);
      },
    };
    const before = await scenario.mark();
    for (let cycle = 0; cycle < 3; cycle++) await scenario.cycle();
    expect(await scenario.mark()).to.equal(before);
    expect(new Set(names)).to.deep.equal(new Set(['poll']));
  });
});
