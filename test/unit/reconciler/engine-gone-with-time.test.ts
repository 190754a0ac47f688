import { expect } from 'chai';
import { EngineScenario, FULL } from '../../support/engine-scenario.ts';
import type { MemoryIssue } from '../../support/memory-jira.ts';

const PATH = 'issues/APP-1.md';
const MONTH = 'worklogs/2026-02.jsonl';
const OLD = `{"issue":"APP-1","author":"jane","time":"1h","started":"2026-02-02T09:00:00Z","comment":"Before"}\n`;
const NEW = `{"issue":"APP-1","author":"jane","time":"90m","started":"2026-02-03T09:00:00Z","comment":"Mine"}\n`;

describe('time logged in git on a ticket whose file was removed while Jira did not show it', () => {
  let scenario: EngineScenario;
  let file: string | null;
  let issue: MemoryIssue;

  async function begin(config = ''): Promise<void> {
    scenario = await new EngineScenario().begin(3, config);
    await scenario.put(MONTH, OLD);
    await scenario.cycle();
    await scenario.put(PATH, ((await scenario.world.text(PATH)) ?? '').replace('---\n', '---\n# Ours.\n'));
    await scenario.cycle();
    file = await scenario.world.text(PATH);
    issue = scenario.issue();
    await disappear(OLD + NEW);
  }

  async function disappear(lines: string): Promise<void> {
    scenario.world.jira.hidden.add(issue.id);
    await scenario.push({ kind: 'remove', path: PATH }, { kind: 'put', path: MONTH, content: lines });
    await scenario.cycle(FULL);
    await scenario.cycle();
  }

  async function appear(): Promise<void> {
    scenario.world.jira.hidden.delete(issue.id);
    await scenario.cycle(FULL);
    await scenario.cycle();
  }

  /** The time that it got makes the issue newer. */
  const undated = (text: string | null) => text?.replace(/^updated: .*$/m, '');
  const logged = () => issue.worklogs.map(({ seconds }) => seconds);

  it('waits for a person, and stays where it is', async () => {
    await begin();
    const [hold] = await scenario.holds();
    expect(hold).to.include({ field: 'file', kind: 'conflict' });
    expect(hold?.reason).to.match(/^no longer visible in Jira .*, but worklogs edited in git$/);
    expect(await scenario.world.text(MONTH)).to.equal(OLD + NEW);
  });

  it('reaches Jira once the ticket is shown again, whose file comes back as it was', async () => {
    await begin();
    await scenario.restart();
    await appear();
    expect(undated(await scenario.world.text(PATH))).to.equal(undated(file));
    expect(logged()).to.deep.equal([3600, 5400]);
    expect(await scenario.world.text(MONTH)).to.equal(OLD + NEW);
    expect(await scenario.holds()).to.deep.equal([]);
  });

  it('is the same entry where an earlier one was edited', async () => {
    await begin();
    await scenario.put(MONTH, OLD.replace('1h', '2h'));
    await scenario.cycle();
    expect(await scenario.holds()).to.have.length(1);
    await appear();
    expect(logged()).to.deep.equal([7200]);
  });

  it('goes with the ticket once a person takes it out', async () => {
    await begin();
    await scenario.put(MONTH, OLD);
    await scenario.cycle();
    const { tickets, pending } = await scenario.engine.status();
    expect([tickets, pending]).to.deep.equal([2, []]);
    expect(await scenario.world.worklogs()).to.deep.equal([]);
  });

  it('goes with the ticket once a person decides for Jira', async () => {
    await begin();
    const request = { issue: 'APP-1', field: 'file', take: 'jira', value: null, seen: null, by: null } as const;
    expect(await scenario.engine.resolve(request)).to.deep.include({ kind: 'resolved', holds: [], pending: null });
    expect((await scenario.engine.status()).tickets).to.equal(2);
    expect(await scenario.world.worklogs()).to.deep.equal([]);
  });

  it('has its issue back, which nobody asked to delete, also under `delete-in-jira`', async () => {
    await begin('deletedInGit: delete-in-jira\n');
    await appear();
    expect(scenario.world.jira.issues.has(issue.id)).to.equal(true);
    expect(undated(await scenario.world.text(PATH))).to.equal(undated(file));
    expect(logged()).to.deep.equal([3600, 5400]);
  });
});
