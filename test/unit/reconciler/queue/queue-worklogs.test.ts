import { expect } from 'chai';
import { Failure } from '../../../../src/model/failure.ts';
import { outcomeLines } from '../../../../src/server/outcome-lines.ts';
import { EngineScenario, FULL, QUICK } from '../../../support/engine-scenario.ts';
import { loggedOffline, ticket } from '../../../support/offline.ts';

describe('time logged offline', () => {
  let scenario: EngineScenario;
  beforeEach(async () => {
    scenario = await new EngineScenario().begin(2);
  });

  const logged = (key: string) =>
    scenario.issue(key).worklogs.map(({ comment }) => comment?.kind === 'wiki' && comment.wiki);
  const queued = async () => {
    const { world } = scenario;
    return (await world.store.listTree(await world.tip(), '.tract/queue')).map(({ path }) => path);
  };
  const subject = async () => {
    const { world } = scenario;
    const [last] = await world.store.history(null, await world.tip(), '.tract', 1);
    return last?.subject;
  };

  it('reaches Jira, and leaves the queue in the commit that says so', async () => {
    await scenario.push(...loggedOffline([{ id: 'w1', issue: 'APP-1', time: '2h' }]));
    const report = await scenario.cycle();
    expect(logged('APP-1')).to.deep.equal(['work w1']);
    expect(await queued()).to.deep.equal([]);
    expect(report.commits).to.have.lengthOf(1);
    expect(await subject()).to.equal('[tract-sync] Logged 2h to APP-1');
    expect(outcomeLines(report)).to.deep.equal(['✓ Synced 1 queued worklog to Jira']);
    const mark = await scenario.mark();
    await scenario.cycle(FULL);
    expect(await scenario.mark()).to.equal(mark);
  });

  it('is told to whoever pushed, with what stays behind and why', async () => {
    await scenario.push(
      ...loggedOffline([
        { id: 'w1', issue: 'APP-1' },
        { id: 'w2', issue: 'APP-2' },
        { id: 'w3', issue: 'APP-9999', at: '2026-02-09T09:00:00Z' },
      ]),
    );
    expect(outcomeLines(await scenario.cycle())).to.deep.equal([
      '✓ Synced 2 queued worklogs to Jira',
      '✗ Sync error: Issue APP-9999 not found in Jira',
    ]);
    expect(await queued()).to.have.lengthOf(1);
    const { queued: waiting } = await scenario.engine.status();
    expect(waiting.count).to.equal(1);
    expect(waiting.oldestAt).to.equal('2026-02-09T09:00:00Z');
    expect(waiting.items[0]?.reason).to.equal('Issue APP-9999 not found in Jira');
    expect(await scenario.problems(), 'once is enough').to.deep.equal({});
  });

  it('is told again with the next push while it stays behind', async () => {
    await scenario.push(...loggedOffline([{ id: 'w3', issue: 'APP-9999' }]));
    await scenario.cycle();
    await scenario.editInGit('APP-1', { title: 'Other' });
    expect(outcomeLines(await scenario.cycle())).to.include('✗ Sync error: Issue APP-9999 not found in Jira');
  });

  it('on a ticket that nobody pushed waits for it, and says so', async () => {
    await scenario.push(...loggedOffline([{ id: 'w1', issue: 'APP-OFFLINE-gone' }]));
    await scenario.cycle();
    const { queued: waiting } = await scenario.engine.status();
    expect(waiting.items.map(({ reason }) => reason)).to.deep.equal([
      'issues/APP-OFFLINE-gone.md is not in the branch',
    ]);
    await scenario.put('issues/APP-OFFLINE-gone.md', ticket('Late'));
    await scenario.cycle();
    expect(logged('APP-3')).to.deep.equal(['work w1']);
    expect(await queued()).to.deep.equal([]);
  });

  describe('without an entry in the queue, on a temporary key that is no ticket', () => {
    const MONTH = 'worklogs/2026-02.jsonl';
    const WAITS =
      'line 2: no ticket APP-OFFLINE-gone in issues/ nor in the queue: waits until it is pushed, or the line names another ticket';
    const push = async (...issues: readonly string[]) => {
      const [lines] = loggedOffline(issues.map((issue, index) => ({ id: `w${index}`, issue })));
      if (lines !== undefined) await scenario.push(lines);
    };

    it('waits with its file and line, in the push and in the status, until the ticket comes', async () => {
      await push('APP-1', 'APP-OFFLINE-gone');
      expect(outcomeLines(await scenario.cycle())).to.include(`✗ Sync error: ${MONTH}: ${WAITS}`);
      expect(await scenario.problems()).to.deep.equal({ [MONTH]: WAITS });
      await scenario.editInGit('APP-2', { title: 'Other' });
      expect(outcomeLines(await scenario.cycle()), 'the next push').to.include(`✗ Sync error: ${MONTH}: ${WAITS}`);
      const mark = await scenario.mark();
      expect(outcomeLines(await scenario.cycle(FULL)), 'nobody pushed').to.deep.equal(['✓ In sync: nothing to do']);
      expect(await scenario.mark()).to.equal(mark);
      await scenario.put('issues/APP-OFFLINE-gone.md', ticket('Late'));
      const lines = outcomeLines(await scenario.cycle());
      expect(lines.filter((line) => line.startsWith('✗'))).to.deep.equal([]);
      expect(logged('APP-3')).to.deep.equal(['work w1']);
      expect(await scenario.problems()).to.deep.equal({});
    });

    it('waits across a restart of the service, and no longer once the line is gone', async () => {
      await push('APP-1', 'APP-OFFLINE-gone');
      await scenario.cycle();
      await scenario.restart();
      await scenario.cycle();
      expect(await scenario.problems()).to.deep.equal({ [MONTH]: WAITS });
      await push('APP-1');
      await scenario.cycle();
      expect(await scenario.problems()).to.deep.equal({});
    });

    it('is told for the first lines of a file only', async () => {
      await push(...Array.from({ length: 400 }, (_, index) => `APP-OFFLINE-n${index}`));
      await scenario.cycle();
      const told = (await scenario.problems())[MONTH] ?? '';
      expect(told).to.include('line 5: no ticket APP-OFFLINE-n4 in').and.include('and 395 more lines');
      expect(told).to.not.include('line 6');
    });

    it('says nothing of a ticket that cannot be created: that is told with its file', async () => {
      await scenario.put('issues/APP-OFFLINE-a.md', ticket('A of APP-OFFLINE-a'));
      await push('APP-OFFLINE-a');
      await scenario.cycle();
      expect(Object.keys(await scenario.problems())).to.deep.equal(['issues/APP-OFFLINE-a.md']);
      await scenario.remove('issues/APP-OFFLINE-a.md');
      await scenario.cycle();
      expect(Object.keys(await scenario.problems()), 'taken back').to.deep.equal([MONTH]);
    });
  });

  it('goes on when its line was mended', async () => {
    await scenario.push(...loggedOffline([{ id: 'w3', issue: 'APP-9999' }]));
    await scenario.cycle();
    const text = (await scenario.world.text('worklogs/2026-02.jsonl')) ?? '';
    await scenario.put('worklogs/2026-02.jsonl', text.replace('APP-9999', 'APP-2'));
    await scenario.cycle();
    expect(logged('APP-2')).to.deep.equal(['work w3']);
    expect(await queued()).to.deep.equal([]);
  });

  it('is tried again with the next push when Jira refused it, and with a request to', async () => {
    let refusing = true;
    let asked = 0;
    scenario.world.jira.refuse = (action) => {
      if (action.kind !== 'add-worklog') return null;
      asked++;
      return refusing ? new Failure('rejected', 'time cannot be logged now') : null;
    };
    await scenario.push(...loggedOffline([{ id: 'w1', issue: 'APP-1' }]));
    expect(outcomeLines(await scenario.cycle())).to.deep.equal(['✗ APP-1 new time entry: time cannot be logged now']);
    await scenario.cycle();
    expect(asked).to.equal(1);
    expect((await scenario.engine.status()).queued.items[0]?.reason).to.equal('time cannot be logged now');
    await scenario.editInGit('APP-2', { title: 'Other' });
    await scenario.cycle();
    expect(asked).to.equal(2);
    refusing = false;
    await scenario.cycle({ ...QUICK, retryHeld: true });
    expect(logged('APP-1')).to.deep.equal(['work w1']);
    expect(await queued()).to.deep.equal([]);
  });

  it('goes to Jira as soon as Jira is back', async () => {
    await scenario.push(...loggedOffline([{ id: 'w1', issue: 'APP-1' }]));
    const { jira } = scenario.world;
    const fine = jira.weather;
    jira.weather = {
      ...fine,
      request: async () => {
        throw new Failure('transient', 'Jira is away');
      },
    };
    expect(outcomeLines(await scenario.engine.sync(QUICK))).to.deep.equal(['✗ Sync error: Jira is away']);
    expect(await queued()).to.have.lengthOf(1);
    jira.weather = fine;
    expect(outcomeLines(await scenario.engine.sync(QUICK))).to.deep.equal(['✓ Synced 1 queued worklog to Jira']);
  });

  it('does not wait out its turn when Jira comes back from the middle of a cycle', async () => {
    await scenario.push(...loggedOffline([{ id: 'w1', issue: 'APP-1' }]));
    const { jira } = scenario.world;
    const fine = jira.weather;
    jira.weather = {
      ...fine,
      request: async (name) => {
        if (name === 'read') throw new Failure('transient', 'Jira is away');
      },
    };
    for (let time = 0; time < 8; time++) await scenario.cycle();
    jira.weather = fine;
    await scenario.engine.sync(QUICK);
    expect(logged('APP-1')).to.deep.equal(['work w1']);
  });

  it('leaves the queue when somebody took the line back', async () => {
    const [, entry] = loggedOffline([{ id: 'w1', issue: 'APP-1' }]);
    if (entry !== undefined) await scenario.push(entry);
    const report = await scenario.cycle();
    expect(await queued()).to.deep.equal([]);
    expect(logged('APP-1')).to.deep.equal([]);
    expect(outcomeLines(report)).to.deep.equal(['✓ In sync: nothing to do']);
    expect(await subject()).to.equal('[tract-sync] Cleared the queue of what is over');
  });

  it('stays in the queue while its line cannot be read', async () => {
    const [line, entry] = loggedOffline([{ id: 'w1', issue: 'APP-1' }]);
    if (line?.kind !== 'put' || entry === undefined) throw new Error('no edits');
    await scenario.push({ ...line, content: String(line.content).replace('1h', 'an hour') }, entry);
    await scenario.cycle();
    expect(await queued()).to.have.lengthOf(1);
    await scenario.push(line);
    await scenario.cycle();
    expect(logged('APP-1')).to.deep.equal(['work w1']);
    expect(await queued()).to.deep.equal([]);
  });

  it('leaves the queue when its entry comes after its line', async () => {
    const [line, entry] = loggedOffline([{ id: 'w1', issue: 'APP-1' }]);
    if (line !== undefined) await scenario.push(line);
    await scenario.cycle();
    if (entry !== undefined) await scenario.push(entry);
    await scenario.cycle();
    expect(logged('APP-1')).to.deep.equal(['work w1']);
    expect(await queued()).to.deep.equal([]);
  });

  it('is logged once where a merge doubled lines and entries', async () => {
    const edits = loggedOffline([{ id: 'w1', issue: 'APP-1' }]);
    const [line, entry] = edits;
    if (line?.kind !== 'put' || entry?.kind !== 'put') throw new Error('no edits');
    const twice = { ...line, content: `${line.content}${line.content}` };
    await scenario.push(twice, entry, { ...entry, path: '.tract/queue/worklogs/again.json' });
    await scenario.cycle();
    expect(logged('APP-1')).to.deep.equal(['work w1']);
    expect(await queued()).to.deep.equal([]);
  });

  it('tells what is broken in the queue by file and line, and goes on with the rest', async () => {
    const created = '{"id":"a","path":"issues/APP-OFFLINE-a.md","at":"2026-02-14T09:00:00Z"}';
    await scenario.push(
      ...loggedOffline([{ id: 'w1', issue: 'APP-1' }]),
      { kind: 'put', path: '.tract/queue/create.jsonl', content: `<<<<<<< HEAD\n${created}\n{"id":1}\n` },
      { kind: 'put', path: '.tract/queue/worklogs/mine.json', content: 'tomorrow' },
    );
    await scenario.cycle();
    expect(logged('APP-1')).to.deep.equal(['work w1']);
    const problems = await scenario.problems();
    expect(problems['.tract/queue/create.jsonl']).to.match(/^line 1: left by a merge.*; line 3: "id" must be/);
    expect(problems['.tract/queue/worklogs/mine.json']).to.match(/^no JSON object/);
    expect(await scenario.world.text('.tract/queue/create.jsonl')).to.equal('<<<<<<< HEAD\n{"id":1}\n');
    await scenario.remove('.tract/queue/create.jsonl', '.tract/queue/worklogs/mine.json');
    await scenario.cycle();
    expect(await scenario.problems()).to.deep.equal({});
  });

  it('goes to Jira in batches with a pause between, the oldest first', async () => {
    await scenario.configure('queue: { batch: 2, pauseMs: 700 }\n');
    const { world } = scenario;
    const times: { readonly ms: number; readonly comment: unknown }[] = [];
    world.jira.refuse = (action) => {
      if (action.kind === 'add-worklog') {
        times.push({ ms: world.nowMs, comment: action.comment?.kind === 'wiki' && action.comment.wiki });
      }
      return null;
    };
    const ages = [5, 3, 1, 4, 2];
    const entries = ages.map((age) => {
      return { id: `w${age}`, issue: age % 2 === 0 ? 'APP-1' : 'APP-2', at: `2026-02-0${age}T09:00:00Z` };
    });
    await scenario.push(...loggedOffline(entries));
    await scenario.cycle();
    const [first = { ms: 0 }] = times;
    expect(times.map(({ ms }) => ms - first.ms)).to.deep.equal([0, 0, 700, 700, 1400]);
    const of = (issue: readonly number[]) =>
      times.map(({ comment }) => comment).filter((words) => issue.some((age) => words === `work w${age}`));
    expect(of([1, 3, 5])).to.deep.equal(['work w1', 'work w3', 'work w5']);
    expect(of([2, 4])).to.deep.equal(['work w2', 'work w4']);
    expect(times[0]?.comment).to.equal('work w1');
  });
});
