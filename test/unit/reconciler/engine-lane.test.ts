import { expect } from 'chai';
import { Failure } from '../../../src/model/failure.ts';
import type { EngineEvent } from '../../../src/reconciler/engine.ts';
import { EngineScenario, FULL, itemOf, QUICK } from '../../support/engine-scenario.ts';
import { FINE_WEATHER } from '../../support/memory-jira.ts';

describe('a push in the middle of a cycle', () => {
  for (const at of ['before writeCommit', 'after writeCommit', 'before moveRefs'] as const) {
    it(`is not lost ${at}`, async () => {
      const scenario = await new EngineScenario().begin(2);
      let pushed = false;
      scenario.world.gate = async (name) => {
        if (name !== at || pushed) return;
        pushed = true;
        await scenario.editInGit('APP-1', { title: 'Pushed meanwhile' });
        await scenario.editInGit('APP-2', { title: 'Pushed too' });
      };
      scenario.editInJira('APP-1', { priority: 'High' });
      await scenario.cycle();
      await scenario.cycle();
      expect(pushed).to.equal(true);
      expect(await scenario.inGit()).to.include({ title: 'Pushed meanwhile', priority: 'High' });
      expect(scenario.issue().values).to.include({ title: 'Pushed meanwhile', priority: 'High' });
      expect(scenario.issue('APP-2').values.title).to.equal('Pushed too');
    });
  }

  it('does not make Jira take the same change twice', async () => {
    const scenario = await new EngineScenario().begin();
    let pushes = 0;
    scenario.world.gate = async (name) => {
      if (name !== 'before moveRefs' || pushes++ > 0) return;
      await scenario.put('README.md', 'x');
    };
    const writes = scenario.world.jira.writes;
    await scenario.editInGit('APP-1', { title: 'Once' });
    scenario.editInJira('APP-1', { labels: ['a'] });
    await scenario.cycle();
    expect(scenario.world.jira.writes).to.equal(writes + 1);
    expect(await scenario.inGit()).to.deep.include({ title: 'Once', labels: ['a'] });
  });
});

describe('Jira is away', () => {
  let scenario: EngineScenario;
  let healths: EngineEvent[];

  beforeEach(async () => {
    scenario = await new EngineScenario().begin();
    healths = [];
    scenario.engine.onEvent((event) => {
      if (event.kind === 'health') healths.push(event);
    });
  });

  const breakJira = (failure: Failure, only: string | null = null) => {
    let requests = 0;
    const request = async (name: string) => {
      if (only !== null && name !== only) return;
      requests++;
      throw failure;
    };
    scenario.world.jira.weather = { ...FINE_WEATHER, request };
    return () => requests;
  };

  for (const only of [null, 'poll', 'read', 'update-issue'] as const) {
    it(`degrades while ${only ?? 'every request'} fails, loses nothing, and recovers`, async () => {
      breakJira(new Failure('transient', 'Jira answers 503'), only);
      await scenario.editInGit('APP-1', { title: 'Pushed meanwhile' });
      const report = await scenario.cycle();
      const failure = itemOf(report, 'APP-1')?.failure;
      if (only === 'update-issue') expect(failure).to.deep.equal({ reason: 'Jira answers 503', retries: true });
      else {
        expect(report.error).to.equal('Jira answers 503');
        expect(scenario.engine.health()).to.include({ state: 'degraded', reason: 'Jira answers 503' });
      }
      scenario.world.jira.weather = FINE_WEATHER;
      await scenario.cycle();
      expect(scenario.engine.health()).to.include({ state: 'ok', reason: null, jiraConnected: true });
      expect(scenario.issue().values.title).to.equal('Pushed meanwhile');
      expect((await scenario.engine.status()).queue).to.deep.equal([]);
    });
  }

  it('takes up in a new process what the old one could not do', async () => {
    breakJira(new Failure('transient', 'Jira answers 503'), 'update-issue');
    await scenario.editInGit('APP-1', { title: 'Pushed meanwhile' });
    await scenario.cycle();
    scenario.world.jira.weather = FINE_WEATHER;
    await scenario.restart();
    await scenario.cycle();
    expect(scenario.issue().values.title).to.equal('Pushed meanwhile');
  });

  it('is not asked again after what a person must mend', async () => {
    const requests = breakJira(new Failure('fatal', 'Jira asks for a CAPTCHA'));
    await scenario.cycle();
    await scenario.cycle();
    scenario.engine.nudge('jira', ['APP-1']);
    await scenario.cycle(FULL);
    expect(requests()).to.equal(1);
    expect(scenario.engine.health()).to.include({ state: 'stopped', reason: 'Jira asks for a CAPTCHA' });
    expect(healths).to.have.length(1);
  });

  it('starts although it is away, and catches up', async () => {
    breakJira(new Failure('transient', 'Jira answers 503'));
    await scenario.restart();
    expect(scenario.engine.health().state).to.equal('degraded');
    scenario.world.jira.weather = FINE_WEATHER;
    await scenario.editInGit('APP-1', { title: 'Pushed meanwhile' });
    await scenario.cycle();
    expect(scenario.issue().values.title).to.equal('Pushed meanwhile');
  });
});

describe('what causes a cycle', () => {
  it('is one more cycle for ten nudges while one runs', async () => {
    const scenario = await new EngineScenario().begin();
    const reports: EngineEvent[] = [];
    scenario.engine.onEvent((event) => {
      if (event.kind === 'cycle') reports.push(event);
    });
    scenario.editInJira('APP-1', { title: 'Nudged' });
    const running = scenario.engine.sync(QUICK);
    for (let nudge = 0; nudge < 10; nudge++) scenario.engine.nudge('jira', ['APP-1']);
    await running;
    // What waits in line comes first.
    await scenario.engine.sync({ ...QUICK, retryHeld: true });
    expect(reports).to.have.length(3);
    expect((await scenario.inGit()).title).to.equal('Nudged');
  });

  it('takes no nudge for a path, a query or another project', async () => {
    const scenario = await new EngineScenario().begin();
    const mark = await scenario.mark();
    scenario.engine.nudge('jira', ['../../etc/passwd', 'issues/../x.md', 'project = X', 'OTHER-1', '']);
    await scenario.engine.plan();
    expect(await scenario.mark()).to.equal(mark);
    expect((await scenario.engine.status()).queue).to.deep.equal([]);
    expect(await scenario.problems()).to.deep.equal({});
  });

  it('finds in a full sweep what polling cannot see', async () => {
    const scenario = await new EngineScenario().begin(2);
    scenario.issue().values.priority = 'High';
    await scenario.cycle();
    expect((await scenario.inGit()).priority).to.equal('Medium');
    await scenario.cycle(FULL);
    expect((await scenario.inGit()).priority).to.equal('High');
  });

  it('ends the cycle under way when it stops, and starts no other', async () => {
    const scenario = await new EngineScenario().begin();
    scenario.editInJira('APP-1', { title: 'Last words' });
    const last = scenario.engine.sync(QUICK);
    await scenario.engine.stop();
    await last.catch(() => undefined);
    const mark = await scenario.mark();
    scenario.engine.nudge('jira', ['APP-1']);
    let refused = false;
    await scenario.engine.sync(QUICK).catch(() => {
      refused = true;
    });
    expect(refused).to.equal(true);
    expect(await scenario.mark()).to.equal(mark);
  });

  it('ends a sweep between two batches when it stops', async () => {
    const scenario = await new EngineScenario().begin(120);
    for (let number = 1; number <= 120; number++) scenario.editInJira(`APP-${number}`, { priority: 'High' });
    let stopped: Promise<void> | null = null;
    scenario.world.gate = async () => {
      stopped ??= scenario.engine.stop();
    };
    await scenario.cycle(FULL);
    await stopped;
    const files = await Promise.all((await scenario.world.paths()).map((path) => scenario.world.file(path)));
    expect(files.filter((file) => file?.doc.values.priority === 'High')).to.have.length(50);
    await scenario.restart();
    await scenario.cycle();
    const { queue } = await scenario.engine.status();
    expect(queue).to.deep.equal([]);
    expect(await scenario.inGit('APP-120')).to.include({ priority: 'High' });
  });
});

describe('asking what would be done', () => {
  let scenario: EngineScenario;

  beforeEach(async () => {
    scenario = await new EngineScenario().begin(2);
    await scenario.editInGit('APP-1', { title: 'By git' });
    scenario.editInJira('APP-2', { title: 'By Jira' });
    scenario.world.nowMs += 60_000;
  });

  it('writes nothing, whoever asks', async () => {
    const mark = await scenario.mark();
    await scenario.engine.plan();
    await scenario.engine.status();
    await scenario.engine.statusOf('APP-1');
    await scenario.engine.statusOf('APP-99');
    await scenario.engine.statusOf('issues/none.md');
    expect(await scenario.mark()).to.equal(mark);
  });

  it('previews what is then done', async () => {
    const plan = await scenario.engine.plan();
    const done = await scenario.cycle();
    const told = (report: typeof done) =>
      report.items.map(({ ref, jira, git }) => [ref, jira.map(({ kind }) => kind), git.map(({ kind }) => kind)]);
    expect(told(plan)).to.have.deep.members([
      ['APP-1', ['update-issue'], []],
      ['APP-2', [], ['write-ticket']],
    ]);
    expect(told(done)).to.have.deep.members(told(plan));
  });

  it('tells of one ticket field by field, and null of what nobody knows', async () => {
    const item = await scenario.engine.statusOf('APP-1');
    expect(item?.findings.map(({ ref, verdict, git, jira }) => [ref, verdict, git, jira])).to.deep.equal([
      ['title', 'git', 'By git', 'Ticket 1'],
    ]);
    expect(await scenario.engine.statusOf('APP-99')).to.equal(null);
  });

  it('reports a cycle with its tickets, its commit and how many came new', async () => {
    scenario.world.jira.create({ title: 'New' });
    const report = await scenario.cycle();
    expect(report.error).to.equal(null);
    expect(report.imported).to.equal(1);
    expect(report.commits).to.deep.equal([await scenario.world.tip()]);
    expect(report.items.map(({ key }) => key)).to.have.members(['APP-1', 'APP-2']);
    expect((await scenario.engine.status()).lastCycle).to.deep.equal(report);
    const quiet = await scenario.cycle();
    expect([quiet.items, quiet.commits, quiet.imported]).to.deep.equal([[], [], 0]);
  });
});
