import { expect } from 'chai';
import { Failure } from '../../../../src/model/failure.ts';
import type { RequestOutcome, TicketRequest } from '../../../../src/reconciler/requests/request.ts';
import { EngineScenario, FULL } from '../../../support/engine-scenario.ts';
import { FINE_WEATHER, wiki } from '../../../support/memory-jira.ts';

const STARTED = '2026-02-14T08:00:00Z';
const LOG = {
  kind: 'worklog',
  issue: 'APP-1',
  id: null,
  author: 'jane',
  seconds: 3600,
  started: STARTED,
  comment: 'Said *here*',
} as const;

describe('time that somebody entered in Jira as well', () => {
  let scenario: EngineScenario;

  beforeEach(async () => {
    scenario = await new EngineScenario().begin();
  });

  function ask(key: string, more: Partial<typeof LOG> | object = {}): Promise<RequestOutcome> {
    const request: TicketRequest = { ...LOG, ...more };
    return scenario.engine.request(request, { idempotencyKey: key });
  }

  function enter(comment: string, more: object = {}): string {
    const entry = { author: 'jane', seconds: 3600, started: STARTED, comment: wiki(comment), ...more };
    return scenario.world.jira.log(scenario.issue(), entry).id;
  }

  /** Every entry of Jira and every line of git: `ID: comment`. */
  async function both(): Promise<readonly (readonly string[])[]> {
    const jira = scenario.issue().worklogs.map(({ id, comment }) => {
      return `${id}: ${comment?.kind === 'wiki' ? comment.wiki : ''}`;
    });
    const lines = (await scenario.world.worklogs()).map(({ worklog }) => `${worklog.id}: ${worklog.comment}`);
    return [jira, lines];
  }

  async function rest(): Promise<void> {
    await scenario.cycle();
    await scenario.cycle(FULL);
    const mark = await scenario.mark();
    await scenario.cycle(FULL);
    expect(await scenario.mark(), 'no rest').to.equal(mark);
    expect(await scenario.holds()).to.deep.equal([]);
  }

  it('is the entry that is there, with its words', async () => {
    const id = enter('Said there');
    expect(await ask('one')).to.include({ kind: 'done', id: 'one', jiraId: id });
    await rest();
    expect(await both()).to.deep.equal([[`${id}: Said there`], ['one: Said there']]);
    expect(await ask('one'), 'asked again').to.include({ kind: 'done', id: 'one', jiraId: id });
    expect(scenario.issue().worklogs).to.have.length(1);
  });

  it('gets the words that were asked for where it has none', async () => {
    const id = enter('');
    expect(await ask('one')).to.include({ kind: 'done', jiraId: id });
    expect(await both()).to.deep.equal([[`${id}: Said _here_`], ['one: Said *here*']]);
    await rest();
    expect(await both()).to.deep.equal([[`${id}: Said _here_`], ['one: Said *here*']]);
  });

  it('gets its words later where Jira cannot take them now', async () => {
    const id = enter('');
    scenario.world.jira.weather = {
      ...FINE_WEATHER,
      request: async (name) => {
        if (name === 'edit-worklog') throw new Failure('transient', '503');
      },
    };
    expect(await ask('one')).to.include({ kind: 'done', jiraId: id });
    await scenario.restart();
    scenario.world.jira.weather = FINE_WEATHER;
    await rest();
    expect(await both()).to.deep.equal([[`${id}: Said _here_`], ['one: Said *here*']]);
  });

  it('gets no words where the line has lost them before Jira could take them', async () => {
    const id = enter('');
    scenario.world.jira.weather = {
      ...FINE_WEATHER,
      request: async (name) => {
        if (name === 'edit-worklog') throw new Failure('transient', '503');
      },
    };
    expect(await ask('one')).to.include({ kind: 'done', jiraId: id });
    const { author, issue, seconds, started } = LOG;
    await scenario.remove('worklogs/2026-02.jsonl');
    await scenario.world.logTime({ id: 'one', issue, author, seconds, started, comment: '' });
    await scenario.restart();
    scenario.world.jira.weather = FINE_WEATHER;
    const { writes } = scenario.world.jira;
    await rest();
    expect(await both()).to.deep.equal([[`${id}: `], ['one: ']]);
    expect(scenario.world.jira.writes, 'nothing to write').to.equal(writes);
  });

  it('is in git with the words that Jira refuses, and says so', async () => {
    const id = enter('');
    scenario.world.jira.refuse = ({ kind }) => (kind === 'edit-worklog' ? new Failure('rejected', 'Not yours') : null);
    expect(await ask('one')).to.include({ kind: 'done', jiraId: id });
    for (let cycle = 0; cycle < 2; cycle++) await scenario.cycle(FULL);
    expect(await both()).to.deep.equal([[`${id}: `], ['one: Said *here*']]);
    expect((await scenario.holds()).map(({ reason }) => reason)).to.deep.equal(['Not yours']);
    scenario.world.jira.refuse = () => null;
    await scenario.cycle({ full: false, retryHeld: true, allowDeletes: 0 });
    await rest();
    expect(await both()).to.deep.equal([[`${id}: Said _here_`], ['one: Said *here*']]);
  });

  it('is no other work: other time, another start, another person', async () => {
    for (const other of [{ seconds: 60 }, { started: '2026-02-14T08:00:01Z' }, { author: 'john' }]) enter('', other);
    expect(await ask('one')).to.include({ kind: 'done' });
    await rest();
    expect(scenario.issue().worklogs).to.have.length(4);
    expect(await scenario.world.worklogs()).to.have.length(4);
  });

  it('is another entry where both sides had met it before', async () => {
    enter('Said there');
    await scenario.cycle();
    expect(await ask('one')).to.include({ kind: 'done' });
    await rest();
    expect(scenario.issue().worklogs).to.have.length(2);
  });

  it('is one of two where two people ask, and two where nobody entered any', async () => {
    await ask('one');
    await ask('two');
    expect(scenario.issue().worklogs).to.have.length(2);
    const id = enter('Said there', { started: '2026-02-13T08:00:00Z' });
    const outcomes = [];
    for (const key of ['three', 'four']) outcomes.push(await ask(key, { started: '2026-02-13T08:00:00Z' }));
    const ids = outcomes.map((outcome) => (outcome.kind === 'done' ? outcome.jiraId : ''));
    expect(ids[0]).to.equal(id);
    await rest();
    expect(scenario.issue().worklogs).to.have.length(4);
    expect(new Set((await scenario.world.worklogs()).map(({ worklog }) => worklog.id)).size).to.equal(4);
  });

  it('is that of a line which was pushed before the request came', async () => {
    const met = enter('Said there');
    const { author, issue, seconds, started } = LOG;
    await scenario.world.logTime({ id: 'pushed', issue, author, seconds, started, comment: '' });
    const outcome = await ask('one');
    expect(outcome).to.include({ kind: 'done', id: 'one' });
    await rest();
    const [first, second] = scenario.issue().worklogs.map(({ id }) => id);
    expect([first, scenario.issue().worklogs.length]).to.deep.equal([met, 2]);
    expect(outcome).to.have.property('jiraId', second);
    const ids = (await scenario.world.worklogs()).map(({ worklog }) => worklog.id);
    expect(ids).to.have.members(['pushed', 'one']);
  });

  it('is not that of a request which may have made it', async () => {
    const dies = async () => {
      scenario.world.jira.weather = { ...FINE_WEATHER, request: async () => away(), afterWrite: async () => away() };
      away();
    };
    scenario.world.jira.weather = { ...FINE_WEATHER, afterWrite: dies };
    expect(await ask('one')).to.include({ kind: 'pending' });
    scenario.world.jira.weather = FINE_WEATHER;
    expect(scenario.issue().worklogs).to.have.length(1);
    expect(await ask('two')).to.include({ kind: 'done', id: 'two' });
    await rest();
    expect(scenario.issue().worklogs).to.have.length(2);
    expect(await ask('one')).to.include({ kind: 'done', id: 'one' });
    expect(scenario.issue().worklogs).to.have.length(2);
  });

  it('is one also with the line that whoever heard no answer pushes', async () => {
    const id = enter('');
    expect(await ask('one')).to.include({ kind: 'done', jiraId: id });
    const { author, issue, started } = LOG;
    const edited = { id: 'one', issue, author, seconds: 1800, started, comment: 'Said *here*' };
    await scenario.remove('worklogs/2026-02.jsonl');
    await scenario.world.logTime(edited);
    await rest();
    expect(await both()).to.deep.equal([[`${id}: Said _here_`], ['one: Said *here*']]);
    expect(scenario.issue().worklogs[0]?.seconds).to.equal(1800);
  });
});

function away(): never {
  throw new Failure('transient', 'Jira is away', { ambiguous: true });
}
