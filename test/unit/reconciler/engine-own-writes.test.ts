import { expect } from 'chai';
import { Failure } from '../../../src/model/failure.ts';
import type { GitWorklog } from '../../../src/model/worklog.ts';
import { EngineScenario, FULL } from '../../support/engine-scenario.ts';
import { FINE_WEATHER } from '../../support/memory-jira.ts';

const WORK = { id: 'w-1', issue: 'APP-1', author: 'jane', started: '2026-02-03T09:00:00Z' };

describe('somebody edits again what Jira took but nobody put on record', () => {
  let scenario: EngineScenario;

  beforeEach(async () => {
    scenario = await new EngineScenario().begin();
  });

  const lost = new Failure('transient', 'the answer was lost', { ambiguous: true });

  /** One cycle in which Jira takes what it is sent, but we hear no answer. */
  async function cycleWithoutAnswers(): Promise<void> {
    scenario.world.jira.weather = { ...FINE_WEATHER, afterWrite: () => Promise.reject(lost) };
    await scenario.cycle();
    scenario.world.jira.weather = FINE_WEATHER;
  }

  /** One cycle in which we hear that Jira took it, and cannot read it back. */
  async function cycleWithoutReadingBack(): Promise<void> {
    let written = false;
    scenario.world.jira.weather = {
      ...FINE_WEATHER,
      afterWrite: async () => {
        written = true;
      },
      request: (name) => (written && name === 'read' ? Promise.reject(lost) : Promise.resolve()),
    };
    await scenario.cycle();
    scenario.world.jira.weather = FINE_WEATHER;
  }

  async function logAndAgree(line: GitWorklog): Promise<void> {
    await scenario.world.logTime(line);
    await scenario.cycle();
  }

  /** A manager changes how long it took. */
  function logInJira(seconds: number): void {
    const issue = scenario.issue();
    issue.worklogs = issue.worklogs.map((entry) => ({ ...entry, seconds }));
    scenario.world.jira.touch(issue);
  }

  function secondsInJira(): readonly number[] {
    return scenario.issue().worklogs.map(({ seconds }) => seconds);
  }

  async function secondsInGit(): Promise<readonly number[]> {
    return (await scenario.world.worklogs()).map(({ worklog }) => worklog.seconds);
  }

  for (const [title, cycle] of [
    ['the answer was lost', cycleWithoutAnswers],
    ['it could not be read back', cycleWithoutReadingBack],
  ] as const) {
    it(`keeps the newer value of a field where ${title}`, async () => {
      await scenario.editInGit('APP-1', { priority: 'High' });
      await cycle();
      expect(scenario.issue().values.priority).to.equal('High');
      await scenario.editInGit('APP-1', { priority: 'Low' });
      await scenario.restart();
      await scenario.cycle();
      expect(scenario.issue().values.priority).to.equal('Low');
      expect((await scenario.inGit()).priority).to.equal('Low');
    });
  }

  it('keeps a value that is pushed while what Jira took from us is put on record', async () => {
    await scenario.editInGit('APP-1', { priority: 'High' });
    await cycleWithoutAnswers();
    await scenario.restart();
    // Whatever goes into a commit meets the push.
    scenario.editInJira('APP-1', { title: 'Renamed' });
    let pushes = 1;
    scenario.world.gate = async (name) => {
      if (name === 'before moveRefs' && pushes-- > 0) await scenario.editInGit('APP-1', { priority: 'Low' });
    };
    await scenario.cycle();
    scenario.world.gate = async () => {};
    await scenario.cycle();
    expect(scenario.issue().values).to.include({ priority: 'Low', title: 'Renamed' });
    expect(await scenario.inGit()).to.include({ priority: 'Low', title: 'Renamed' });
  });

  for (const [title, cycle] of [
    ['the answer was lost', cycleWithoutAnswers],
    ['it could not be read back', cycleWithoutReadingBack],
  ] as const) {
    it(`keeps the newer time of an entry that both sides had where ${title}`, async () => {
      const line = { ...WORK, seconds: 3600, comment: 'Looked' };
      await logAndAgree(line);
      await scenario.world.editWorklogs('2026-02', { remove: [1], add: [{ ...line, seconds: 7200 }] });
      await cycle();
      expect(secondsInJira()).to.deep.equal([7200]);
      await scenario.world.editWorklogs('2026-02', { remove: [1], add: [{ ...line, seconds: 9000 }] });
      await scenario.restart();
      await scenario.cycle();
      expect(secondsInJira()).to.deep.equal([9000]);
      expect(await secondsInGit()).to.deep.equal([9000]);
    });
  }

  it('removes an entry from Jira that was edited before it was removed', async () => {
    const line = { ...WORK, seconds: 3600, comment: 'Looked' };
    await logAndAgree(line);
    await scenario.world.editWorklogs('2026-02', { remove: [1], add: [{ ...line, seconds: 7200 }] });
    await cycleWithoutAnswers();
    await scenario.world.editWorklogs('2026-02', { remove: [1] });
    await scenario.restart();
    await scenario.cycle();
    expect(secondsInJira()).to.deep.equal([]);
    expect(await scenario.holds()).to.deep.equal([]);
  });

  it('takes the time of an entry in Jira for ours only where git said it since the two last agreed', async () => {
    const line = { ...WORK, seconds: 3600, comment: 'Looked' };
    await logAndAgree(line);
    await scenario.world.editWorklogs('2026-02', { remove: [1], add: [{ ...line, seconds: 7200 }] });
    await scenario.cycle();
    await scenario.world.editWorklogs('2026-02', { remove: [1], add: [{ ...line, seconds: 9000 }] });
    logInJira(3600);
    await scenario.cycle();
    expect(secondsInJira()).to.deep.equal([3600]);
    expect(await secondsInGit()).to.deep.equal([3600]);
  });

  it('takes a value of Jira for ours only where git said it since the two last agreed', async () => {
    await scenario.editInGit('APP-1', { priority: 'High' });
    await scenario.cycle();
    await scenario.editInGit('APP-1', { priority: 'Low' });
    await scenario.cycle();
    await scenario.editInGit('APP-1', { priority: 'Lowest' });
    scenario.editInJira('APP-1', { priority: 'High' });
    await scenario.cycle();
    expect(scenario.issue().values.priority).to.equal('High');
    expect((await scenario.inGit()).priority).to.equal('High');
  });

  it('keeps the newer time of an entry', async () => {
    const line = { ...WORK, seconds: 3600, comment: 'Looked' };
    await scenario.world.logTime(line);
    await cycleWithoutAnswers();
    await scenario.world.editWorklogs('2026-02', { remove: [1], add: [{ ...line, seconds: 7200 }] });
    await scenario.restart();
    await scenario.cycle();
    await scenario.cycle(FULL);
    expect(scenario.issue().worklogs.map(({ seconds }) => seconds)).to.deep.equal([7200]);
    expect((await scenario.world.worklogs()).map(({ worklog }) => worklog.seconds)).to.deep.equal([7200]);
  });

  it('knows the older form of a doubled line still', async () => {
    const line = { ...WORK, seconds: 3600, comment: 'Looked' };
    await scenario.world.logTime(line);
    await scenario.cycle();
    await scenario.world.editWorklogs('2026-02', { remove: [1], add: [{ ...line, seconds: 7200 }, line] });
    await cycleWithoutReadingBack();
    await scenario.restart();
    await scenario.cycle();
    expect(scenario.issue().worklogs.map(({ seconds }) => seconds)).to.deep.equal([7200]);
    expect((await scenario.world.worklogs()).map(({ worklog }) => worklog.seconds)).to.deep.equal([7200]);
  });
});
