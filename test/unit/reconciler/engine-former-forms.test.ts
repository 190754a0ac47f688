import { expect } from 'chai';
import type { GitWorklog } from '../../../src/model/worklog.ts';
import { editWorklogFile } from '../../../src/model/worklog-file.ts';
import { EngineScenario, FULL } from '../../support/engine-scenario.ts';
import { BRANCH } from '../../support/world.ts';

const JANE = { name: 'jane', email: 'jane@example.com' };
const LINE: GitWorklog = {
  id: 'w-1',
  issue: 'APP-1',
  author: 'jane',
  started: '2026-02-03T09:00:00Z',
  seconds: 3600,
  comment: 'Looked',
};
const OTHER: GitWorklog = { ...LINE, id: 'w-2', started: '2026-02-04T09:00:00Z', comment: 'Looked again' };

describe('a merge keeps the older form of a time entry beside the newer one', () => {
  let scenario: EngineScenario;
  let told: readonly string[];

  beforeEach(async () => {
    scenario = await new EngineScenario().begin();
    await scenario.world.logTime(LINE);
    await scenario.cycle();
  });

  /** Whoever had the older form logged time right below it, and git's union keeps both sides of the place. */
  async function mergeOlderClone(...lines: readonly GitWorklog[]): Promise<void> {
    await scenario.world.editWorklogs('2026-02', { remove: [1], add: lines });
    const { items } = await scenario.cycle();
    told = items.flatMap(({ findings }) => findings).map(({ verdict, rule }) => `${verdict}: ${rule}`);
    await scenario.cycle(FULL);
  }

  async function expectSeconds(...expected: readonly number[]): Promise<void> {
    expect(scenario.issue().worklogs.map(({ seconds }) => seconds)).to.deep.equal(expected);
    expect((await scenario.world.worklogs()).map(({ worklog }) => worklog.seconds).sort()).to.deep.equal(
      [...expected].sort(),
    );
  }

  function editInJira(seconds: number): void {
    const issue = scenario.issue();
    issue.worklogs = issue.worklogs.map((entry) => ({ ...entry, seconds }));
    scenario.world.jira.touch(issue);
  }

  for (const order of ['above', 'below'] as const) {
    it(`keeps the time that Jira gave it, with the older form ${order}`, async () => {
      editInJira(7200);
      await scenario.cycle();
      const newer = { ...LINE, seconds: 7200 };
      await mergeOlderClone(...(order === 'above' ? [LINE, OTHER, newer] : [newer, LINE, OTHER]));
      await expectSeconds(7200, 3600);
    });

    it(`keeps the time that somebody else gave it, with the older form ${order}`, async () => {
      const newer = { ...LINE, seconds: 7200 };
      await scenario.world.editWorklogs('2026-02', { remove: [1], add: [newer] });
      await scenario.cycle();
      await mergeOlderClone(...(order === 'above' ? [LINE, OTHER, newer] : [newer, LINE, OTHER]));
      await expectSeconds(7200, 3600);
    });
  }

  it('tells of it, since somebody may have meant to bring the former time back', async () => {
    editInJira(7200);
    await scenario.cycle();
    await mergeOlderClone(LINE, { ...LINE, seconds: 7200 });
    expect(told).to.include('conflict: an older form of the line came back');
  });

  it('takes an edit that stands between the two', async () => {
    editInJira(7200);
    await scenario.cycle();
    await mergeOlderClone({ ...LINE, seconds: 9000 }, LINE, { ...LINE, seconds: 7200 });
    await expectSeconds(9000);
  });

  it('takes a time that the line had before where somebody gives it that again', async () => {
    editInJira(7200);
    await scenario.cycle();
    await mergeOlderClone(LINE);
    await expectSeconds(3600);
  });

  it('takes an edit of one of two equal lines that a branch brings, while the other one brought something else', async () => {
    const { store } = scenario.world;
    const path = 'worklogs/2026-02.jsonl';
    await scenario.world.editWorklogs('2026-02', { add: [LINE] });
    await scenario.cycle();
    const fork = await scenario.world.tip();
    const write = async (parents: readonly string[], lines: readonly GitWorklog[]) => {
      const content = editWorklogFile('', { add: lines, replace: [], remove: [] }, scenario.world.format);
      const edits = [{ kind: 'put', path, content }] as const;
      const atMs = scenario.world.nowMs;
      return store.writeCommit({ parents, edits, message: 'edit', author: JANE, committer: JANE, atMs });
    };
    const newer = { ...LINE, seconds: 7200 };
    const side = await write([fork], [LINE, newer]);
    await scenario.world.logTime(OTHER);
    await scenario.cycle();
    const tip = await scenario.world.tip();
    const to = await write([tip, side], [LINE, newer, OTHER]);
    await store.moveRefs([{ ref: BRANCH, from: tip, to }]);
    await scenario.cycle();
    await scenario.cycle(FULL);
    await expectSeconds(7200, 3600);
  });
});
