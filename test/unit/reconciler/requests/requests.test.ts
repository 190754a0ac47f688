import { expect } from 'chai';
import { Failure } from '../../../../src/model/failure.ts';
import type { RequestOutcome, TicketRequest } from '../../../../src/reconciler/requests/request.ts';
import { EngineScenario } from '../../../support/engine-scenario.ts';
import { FINE_WEATHER } from '../../../support/memory-jira.ts';

const CREATE: TicketRequest = { kind: 'create', values: { title: 'Login fails' }, description: 'It *does*.' };
const LOG: TicketRequest = {
  kind: 'worklog',
  issue: 'APP-1',
  id: 'w-1',
  author: 'jane',
  seconds: 7200,
  started: '2026-02-14T09:00:00Z',
  comment: 'Fixed it',
};
const SAY: TicketRequest = { kind: 'comment', issue: 'APP-1', author: 'john', body: 'Looks *good*.' };

describe('a request to the engine', () => {
  let scenario: EngineScenario;

  beforeEach(async () => {
    scenario = await new EngineScenario().begin();
  });

  function ask(request: TicketRequest, idempotencyKey: string | null = null): Promise<RequestOutcome> {
    return scenario.engine.request(request, { idempotencyKey });
  }

  /** Who made the newest commit that touched a path, and what it says. */
  async function subject(path: string): Promise<string> {
    const { store } = scenario.world;
    const [commit] = await store.history(null, await scenario.world.tip(), path, 1);
    return commit === undefined ? '' : `${commit.author.name}: ${commit.subject}`;
  }

  it('creates a ticket in Jira, brings it into git and tells where it is', async () => {
    const outcome = await ask(CREATE);
    expect(outcome).to.deep.equal({
      kind: 'done',
      issue: 'APP-2',
      path: 'issues/APP-2.md',
      url: 'https://jira.example/browse/APP-2',
      id: null,
      jiraId: scenario.issue('APP-2').id,
      commit: await scenario.world.tip(),
    });
    expect((await scenario.inGit('APP-2')).title).to.equal('Login fails');
    expect(await subject('issues/APP-2.md')).to.contain('[tract-sync] Created APP-2');
  });

  it('logs time under the id that was asked for, as the person', async () => {
    const outcome = await ask(LOG);
    expect(outcome).to.include({ kind: 'done', issue: 'APP-1', id: 'w-1' });
    const [line] = await scenario.world.worklogs();
    expect(line?.worklog).to.include({ id: 'w-1', author: 'jane', seconds: 7200, comment: 'Fixed it' });
    expect(await subject('worklogs/2026-02.jsonl')).to.equal('jane: [tract-sync] Logged 2h to APP-1');
  });

  it('comments', async () => {
    expect(await ask(SAY)).to.include({ kind: 'done', issue: 'APP-1', id: null });
    const file = await scenario.world.file('issues/APP-1.md');
    expect(file?.doc.comments.map(({ author, body }) => [author, body.trim()])).to.deep.equal([
      ['john', 'Looks *good*.'],
    ]);
    expect(await subject('issues/APP-1.md')).to.equal('john: [tract-sync] Commented on APP-1');
  });

  it('leaves nothing to do', async () => {
    for (const request of [CREATE, LOG, SAY]) await ask(request);
    await scenario.cycle();
    const before = await scenario.mark();
    await scenario.cycle();
    await scenario.cycle({ full: true, retryHeld: false, allowDeletes: 0 });
    expect(await scenario.mark()).to.equal(before);
  });

  it('answers the same key with the first outcome, after a restart too', async () => {
    for (const request of [CREATE, LOG, SAY]) {
      const first = await ask(request, `key ${request.kind}`);
      expect(first.kind).to.equal('done');
      expect(await ask(request, `key ${request.kind}`)).to.deep.equal(first);
      await scenario.restart();
      expect(await ask(request, `key ${request.kind}`)).to.deep.equal(first);
    }
    expect([
      scenario.world.jira.issues.size,
      scenario.issue().worklogs.length,
      scenario.issue().comments.length,
    ]).to.deep.equal([2, 1, 1]);
  });

  it('refuses another request under the same key', async () => {
    await ask(CREATE, 'k');
    expect(await ask({ ...CREATE, description: 'Something else' }, 'k')).to.deep.equal({ kind: 'key-reused' });
    expect(await ask(LOG, 'k')).to.deep.equal({ kind: 'key-reused' });
  });

  it('finds at once what was made although the answer was lost', async () => {
    const lost = async (name: string) => {
      if (name !== 'connect') throw new Failure('transient', 'the connection was cut', { ambiguous: true });
    };
    scenario.world.jira.weather = { ...FINE_WEATHER, afterWrite: lost };
    for (const request of [CREATE, LOG, SAY]) expect(await ask(request)).to.include({ kind: 'done' });
    expect([
      scenario.world.jira.issues.size,
      scenario.issue().worklogs.length,
      scenario.issue().comments.length,
    ]).to.deep.equal([2, 1, 1]);
  });
});
