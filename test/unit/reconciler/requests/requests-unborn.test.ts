import { expect } from 'chai';
import { Failure } from '../../../../src/model/failure.ts';
import type { RequestOutcome, TicketRequest } from '../../../../src/reconciler/requests/request.ts';
import { EngineScenario } from '../../../support/engine-scenario.ts';
import { FINE_WEATHER, ticketOf } from '../../../support/memory-jira.ts';

const UNBORN = 'APP-OFFLINE-a1b2c3d4';
const FILE = `issues/${UNBORN}.md`;
const WORDS = `Blocks ${UNBORN}.`;
const ENTRY = { author: 'jane', seconds: 3600, started: '2026-02-14T08:00:00Z' };
const REQUESTS: readonly { readonly field: string; readonly request: TicketRequest }[] = [
  { field: 'description', request: { kind: 'create', values: { title: 'New' }, description: WORDS } },
  { field: 'title', request: { kind: 'create', values: { title: WORDS }, description: '' } },
  { field: 'labels', request: { kind: 'create', values: { title: 'New', labels: [`x ${UNBORN}`] }, description: '' } },
  { field: 'comment', request: { kind: 'worklog', issue: 'APP-1', id: null, ...ENTRY, comment: WORDS } },
  { field: 'body', request: { kind: 'comment', issue: 'APP-1', author: 'jane', body: WORDS } },
];

describe('a request that mentions a temporary key', () => {
  let scenario: EngineScenario;

  beforeEach(async () => {
    scenario = await new EngineScenario().begin();
  });

  function ask(request: TicketRequest, idempotencyKey = 'one'): Promise<RequestOutcome> {
    return scenario.engine.request(request, { idempotencyKey });
  }

  /** A file that Jira refuses to create. */
  async function pushUnborn(): Promise<void> {
    const { jira } = scenario.world;
    const isIt = (values: object) => JSON.stringify(values).includes('Unborn');
    jira.refuse = (action) =>
      action.kind === 'create-issue' && isIt(action.values) ? new Failure('rejected', 'Not today') : null;
    await scenario.world.addFile(FILE, { values: { title: 'Unborn' } });
    await scenario.cycle();
  }

  for (const { field, request } of REQUESTS) {
    it(`is refused while the ticket is not in Jira: ${request.kind}, ${field}`, async () => {
      await pushUnborn();
      const writes = scenario.world.jira.writes;
      const outcome = await ask(request);
      expect(outcome).to.have.property('kind', 'refused');
      const { fields } = outcome as Extract<RequestOutcome, { kind: 'refused' }>;
      expect(Object.keys(fields)).to.deep.equal([field]);
      expect(fields[field]).to.contain(UNBORN).and.to.contain('Not today');
      expect(scenario.world.jira.writes).to.equal(writes);
    });

    if (field !== 'labels') {
      it(`gets the key that the ticket has by now: ${request.kind}, ${field}`, async () => {
        await scenario.world.addFile(FILE, { values: { title: 'Born' } });
        await scenario.cycle();
        expect(await ask(request)).to.have.property('kind', 'done');
        expect(await ask(request), 'asked again').to.have.property('kind', 'done');
        const jira = JSON.stringify([...scenario.world.jira.issues.values()].map(ticketOf));
        expect(jira).to.contain('Blocks APP-2.').and.to.not.contain('OFFLINE');
      });
    }
  }

  it('says a word like any other where no such ticket is to be', async () => {
    const request: TicketRequest = { kind: 'comment', issue: 'APP-1', author: 'jane', body: WORDS };
    expect(await ask(request)).to.have.property('kind', 'done');
    expect(JSON.stringify(scenario.issue().comments)).to.contain(UNBORN);
  });

  it('is told that there is no such ticket in Jira where it is about the ticket itself', async () => {
    await pushUnborn();
    const about = { issue: UNBORN, author: 'jane' };
    const unknown = { kind: 'unknown-issue', issue: UNBORN };
    expect(await ask({ kind: 'comment', ...about, body: 'Hm.' }, 'a')).to.deep.equal(unknown);
    expect(await ask({ kind: 'worklog', id: null, ...ENTRY, ...about, comment: '' }, 'b')).to.deep.equal(unknown);
  });

  it('may be the ticket itself', async () => {
    const request: TicketRequest = { kind: 'create', values: { title: 'New' }, description: WORDS };
    expect(await ask(request, 'a1b2c3d4')).to.include({ kind: 'done', issue: 'APP-2' });
  });

  it('may be the ticket itself also when it is asked again, because Jira never got it the first time', async () => {
    const request: TicketRequest = { kind: 'create', values: { title: 'New' }, description: WORDS };
    const { jira } = scenario.world;
    const cut = async (name: string) => {
      if (name === 'create-issue') throw new Failure('transient', 'cut', { ambiguous: true });
    };
    jira.weather = { ...FINE_WEATHER, request: cut };
    expect(await ask(request, 'a1b2c3d4')).to.have.property('kind', 'pending');
    jira.weather = FINE_WEATHER;
    for (let cycle = 0; cycle < 3; cycle++) await scenario.cycle();
    expect(jira.issues.size, 'freed').to.equal(1);
    expect(await ask(request, 'a1b2c3d4')).to.include({ kind: 'done', issue: 'APP-2' });
  });
});
