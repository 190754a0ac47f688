import { expect } from 'chai';
import { Failure } from '../../../../src/model/failure.ts';
import { EngineScenario, FULL, itemOf, QUICK } from '../../../support/engine-scenario.ts';
import { wiki } from '../../../support/memory-jira.ts';

const ODD = 'issues/login page.md';

async function textOf(scenario: EngineScenario, path = 'issues/APP-1.md'): Promise<string> {
  return (await scenario.world.text(path)) ?? '';
}

async function rename(scenario: EngineScenario, from: string, to: string, edit = (text: string) => text) {
  const content = edit(await textOf(scenario, from));
  await scenario.push({ kind: 'remove', path: from }, { kind: 'put', path: to, content });
}

/** Nothing is created, every ticket has its file, and there is nothing left to do. */
async function expectSettled(scenario: EngineScenario, keys: readonly string[]): Promise<void> {
  expect(await scenario.world.paths()).to.have.members(keys.map((key) => `issues/${key}.md`));
  expect([...scenario.world.jira.issues.values()].map(({ key }) => key)).to.have.members(keys);
  const before = await scenario.mark();
  await scenario.cycle(FULL);
  await scenario.cycle();
  expect(await scenario.mark()).to.equal(before);
}

/** APP-3 gets its file while an edit of APP-1 waits for Jira, so that the branch counts as looked at only up to before. */
async function writeWhileAnotherWaits(scenario: EngineScenario): Promise<void> {
  const { jira } = scenario.world;
  await scenario.editInGit('APP-1', { title: 'Waits' });
  jira.refuse = () => new Failure('transient', '429', { retryAfterMs: 3_600_000 });
  await scenario.cycle();
  jira.refuse = () => null;
  await scenario.editInGit('APP-2', { title: 'Goes on' });
  jira.create({ title: 'Ticket 3' }, { description: wiki('First of 3.') });
  await scenario.cycle();
}

describe('A developer renames the file of a ticket', () => {
  it('is told, and finds it under its key', async () => {
    const scenario = await new EngineScenario().begin(2);
    const before = await textOf(scenario);
    await rename(scenario, 'issues/APP-1.md', ODD);
    const report = await scenario.cycle();
    expect(itemOf(report, 'APP-1')?.findings.map(({ rule }) => rule)).to.deep.equal([
      'issues/login page.md is APP-1: put back under its name',
    ]);
    expect(await textOf(scenario)).to.equal(before);
    await expectSettled(scenario, ['APP-1', 'APP-2']);
  });

  it('and edits it: the edits reach Jira, and those of Jira the file', async () => {
    const scenario = await new EngineScenario().begin(2);
    await rename(scenario, 'issues/APP-1.md', ODD, (text) => text.replace('First of 1.', 'The very first.'));
    scenario.editInJira('APP-1', { priority: 'High' });
    await scenario.cycle();
    expect(scenario.descriptionInJira()).to.equal('The very first.\n\nSecond of 1.');
    expect(await scenario.inGit()).to.include({ priority: 'High', description: 'The very first.\n\nSecond of 1.' });
    await expectSettled(scenario, ['APP-1', 'APP-2']);
  });

  it('and takes its front matter off: the words tell which it is', async () => {
    const scenario = await new EngineScenario().begin(2);
    const words = 'The login page shows an empty list where the customer expects all of the last orders.';
    scenario.editInJira('APP-1', { title: 'Empty list after login' }, words);
    await scenario.cycle();
    const content = `---\ntitle: Empty list after login\n---\n\n${words}\n`;
    await scenario.push({ kind: 'remove', path: 'issues/APP-1.md' }, { kind: 'put', path: ODD, content });
    await scenario.cycle();
    await expectSettled(scenario, ['APP-1', 'APP-2']);
  });

  it('in its capitals only', async () => {
    const scenario = await new EngineScenario().begin(2);
    await rename(
      scenario,
      'issues/APP-1.md',
      'issues/app-1.md',
      () => '---\ntitle: Something else\n---\n\nRewritten.\n',
    );
    await scenario.cycle();
    expect(scenario.issue().values.title).to.equal('Something else');
    await expectSettled(scenario, ['APP-1', 'APP-2']);
  });

  it('to the key of an issue that nobody has', async () => {
    const scenario = await new EngineScenario().begin(2);
    await rename(scenario, 'issues/APP-1.md', 'issues/APP-99.md');
    await scenario.cycle();
    await scenario.cycle();
    expect(await scenario.problems()).to.deep.equal({});
    await expectSettled(scenario, ['APP-1', 'APP-2']);
  });

  it('in two pushes between two cycles', async () => {
    const scenario = await new EngineScenario().begin(2);
    const content = await textOf(scenario);
    await scenario.remove('issues/APP-1.md');
    await scenario.put(ODD, content);
    await scenario.cycle();
    await expectSettled(scenario, ['APP-1', 'APP-2']);
  });

  it('where removed files are ignored: it is no removal', async () => {
    const scenario = await new EngineScenario().begin(2, 'deletedInGit: ignore\n');
    await rename(scenario, 'issues/APP-1.md', ODD);
    await scenario.cycle();
    await expectSettled(scenario, ['APP-1', 'APP-2']);
  });

  it('that was removed for good before: it is that ticket again', async () => {
    const scenario = await new EngineScenario().begin(2, 'deletedInGit: ignore\n');
    const content = await textOf(scenario);
    await scenario.remove('issues/APP-1.md');
    await scenario.cycle();
    await scenario.cycle();
    await scenario.put(ODD, content);
    await scenario.cycle();
    await expectSettled(scenario, ['APP-1', 'APP-2']);
  });

  it('of every ticket at once', async () => {
    const scenario = await new EngineScenario().begin(60);
    const keys = Array.from({ length: 60 }, (_, index) => `APP-${index + 1}`);
    const edits = await Promise.all(
      keys.map(async (key) => [
        { kind: 'remove', path: `issues/${key}.md` } as const,
        {
          kind: 'put',
          path: `issues/ticket of ${key}.md`,
          content: await textOf(scenario, `issues/${key}.md`),
        } as const,
      ]),
    );
    await scenario.push(...edits.flat());
    const report = await scenario.cycle();
    expect(report.items.flatMap(({ failure }) => failure ?? [])).to.deep.equal([]);
    await expectSettled(scenario, keys);
    expect(await scenario.inGit('APP-17')).to.include({ title: 'Ticket 17' });
  });

  it('and a daemon is killed before it puts it back', async () => {
    const scenario = await new EngineScenario().begin(2);
    await rename(scenario, 'issues/APP-1.md', ODD);
    await scenario.restart();
    await scenario.cycle();
    await expectSettled(scenario, ['APP-1', 'APP-2']);
  });

  it('which a daemon wrote that was killed before it was through: nothing is made anew', async () => {
    const scenario = await new EngineScenario().begin(2);
    await writeWhileAnotherWaits(scenario);
    await rename(scenario, 'issues/APP-3.md', ODD, (text) => text.replace('First of 3.', 'The very first.'));
    await scenario.restart();
    await scenario.cycle();
    expect(scenario.descriptionInJira('APP-3')).to.equal('The very first.');
    await expectSettled(scenario, ['APP-1', 'APP-2', 'APP-3']);
  });

  it('while another removes it from Jira: both say so', async () => {
    const scenario = await new EngineScenario().begin(2);
    await rename(scenario, 'issues/APP-1.md', ODD);
    scenario.world.jira.issues.delete(scenario.issue().id);
    for (let cycle = 0; cycle < 4; cycle++) {
      scenario.world.nowMs += 3_600_000;
      await scenario.cycle();
    }
    expect(await scenario.world.paths()).to.deep.equal(['issues/APP-2.md']);
    expect([...scenario.world.jira.issues.values()].map(({ key }) => key)).to.deep.equal(['APP-2']);
  });

  it('in a preview: the plan says the same', async () => {
    const scenario = await new EngineScenario().begin(2);
    await rename(scenario, 'issues/APP-1.md', ODD);
    const plan = await scenario.engine.plan();
    expect(plan.items.map(({ ref, jira }) => [ref, jira.length])).to.deep.equal([['APP-1', 0]]);
  });
});

describe('A developer copies the file of a ticket', () => {
  it('and gets a new ticket, with what Jira owns of it anew', async () => {
    const scenario = await new EngineScenario().begin(1);
    scenario.world.nowMs += 3_600_000;
    await scenario.put('issues/copy.md', await textOf(scenario));
    await scenario.cycle(QUICK);
    expect((await scenario.inGit('APP-1')).created).to.not.equal((await scenario.inGit('APP-2')).created);
    await expectSettled(scenario, ['APP-1', 'APP-2']);
  });
});
