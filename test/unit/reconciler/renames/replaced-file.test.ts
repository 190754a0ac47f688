import { expect } from 'chai';
import type { TreeEdit } from '../../../../src/snapshot/object-store.ts';
import { EngineScenario, FULL } from '../../../support/engine-scenario.ts';

const FIRST = 'The login page shows an empty list where the customer expects all of the last orders.';
const SECOND = 'Printing a label takes more than ten minutes on the old machine in the second store.';

/** Two tickets that have nothing in common, made in the same second where `together`. */
async function begin(config = '', together = false): Promise<EngineScenario> {
  const scenario = await new EngineScenario().begin(2, config);
  if (!together) scenario.editInJira('APP-2', { created: '2025-12-24T18:00:00Z' });
  scenario.editInJira('APP-1', { title: 'Empty list' }, FIRST);
  scenario.editInJira('APP-2', { title: 'Slow labels', priority: 'High' }, SECOND);
  await scenario.cycle();
  return scenario;
}

async function textOf(scenario: EngineScenario, key: string): Promise<string> {
  return (await scenario.world.text(`issues/${key}.md`)) ?? '';
}

async function renameOver(scenario: EngineScenario, edit = (text: string) => text): Promise<void> {
  const content = edit(await textOf(scenario, 'APP-1'));
  const edits: readonly TreeEdit[] = [
    { kind: 'remove', path: 'issues/APP-1.md' },
    { kind: 'put', path: 'issues/APP-2.md', content },
  ];
  await scenario.push(...edits);
}

function expectUntouched(scenario: EngineScenario): void {
  expect(scenario.issue('APP-2').values).to.include({ title: 'Slow labels', priority: 'High' });
  expect(scenario.descriptionInJira('APP-2')).to.equal(SECOND);
  expect(scenario.descriptionInJira('APP-1')).to.equal(FIRST);
}

const HELD =
  'issues/APP-2.md says what APP-1 said: renamed over it? Put back what APP-2 said; nothing goes to Jira until then';

describe('A developer renames the file of a ticket over that of another', () => {
  for (const together of [false, true]) {
    const when = together ? ', both made in the same second' : '';
    it(`holds the other, and restores the one${when}`, async () => {
      const scenario = await begin('', together);
      const before = await textOf(scenario, 'APP-1');
      await renameOver(scenario);
      for (let cycle = 0; cycle < 3; cycle++) await scenario.cycle();
      await scenario.cycle(FULL);
      expectUntouched(scenario);
      expect((await scenario.holds('APP-2')).map(({ reason }) => reason)).to.deep.equal([HELD]);
      expect(await textOf(scenario, 'APP-1')).to.equal(before);
      expect(await textOf(scenario, 'APP-2')).to.equal(before);
    });

    it(`and edits it on the way${when}`, async () => {
      const scenario = await begin('', together);
      await renameOver(scenario, (text) => text.replace('an empty list', 'a short list'));
      await scenario.cycle();
      await scenario.restart();
      await scenario.cycle(FULL);
      expectUntouched(scenario);
      expect((await scenario.holds('APP-2')).map(({ reason }) => reason)).to.deep.equal([HELD]);
    });
  }

  it('restores the one where removed files are closed in Jira: nobody removed it', async () => {
    const scenario = await begin('deletedInGit: close\nworkflow: { closeStatus: Done }\n');
    await renameOver(scenario);
    await scenario.cycle();
    await scenario.cycle();
    expect(scenario.issue('APP-1').values.status).to.equal('To Do');
    expect(await textOf(scenario, 'APP-1')).to.include('an empty list');
  });

  it('goes on when the file says what its ticket said, with what Jira changed meanwhile', async () => {
    const scenario = await begin();
    const own = await textOf(scenario, 'APP-2');
    await renameOver(scenario);
    await scenario.cycle();
    scenario.editInJira('APP-2', { priority: 'Low' });
    await scenario.cycle();
    await scenario.put('issues/APP-2.md', own.replace('ten minutes', 'nine minutes'));
    await scenario.cycle();
    expect(await scenario.holds('APP-2')).to.deep.equal([]);
    expect(await scenario.inGit('APP-2')).to.include({ priority: 'Low' });
    expect(scenario.descriptionInJira('APP-2')).to.equal(SECOND.replace('ten', 'nine'));
    const before = await scenario.mark();
    await scenario.cycle(FULL);
    expect(await scenario.mark()).to.equal(before);
  });

  it('holds both where two were swapped', async () => {
    const scenario = await begin();
    const [one, two] = [await textOf(scenario, 'APP-1'), await textOf(scenario, 'APP-2')];
    await scenario.push(
      { kind: 'put', path: 'issues/APP-1.md', content: two },
      { kind: 'put', path: 'issues/APP-2.md', content: one },
    );
    await scenario.cycle();
    expectUntouched(scenario);
    expect((await scenario.holds('APP-1')).length).to.equal(1);
    expect((await scenario.holds('APP-2')).length).to.equal(1);
  });
});

describe('A developer rewrites a ticket', () => {
  it('from the first word to the last: it is still the same', async () => {
    const scenario = await begin();
    await scenario.editInGit('APP-2', { title: 'Other' }, 'Nothing of what was there before is here any more.');
    await scenario.cycle();
    expect(scenario.issue('APP-2').values.title).to.equal('Other');
    expect(await scenario.holds('APP-2')).to.deep.equal([]);
  });
});
