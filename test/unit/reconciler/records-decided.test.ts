import { expect } from 'chai';
import { Failure } from '../../../src/model/failure.ts';
import { EngineScenario } from '../../support/engine-scenario.ts';

const PATH = '.tract/conflicts/APP-1.yaml';

describe('a decision that somebody writes into the record of a conflict', () => {
  let scenario: EngineScenario;

  beforeEach(async () => {
    scenario = await new EngineScenario().begin(2);
    await scenario.editInGit('APP-1', { title: 'By git' });
    scenario.editInJira('APP-1', { title: 'By Jira' });
    await scenario.cycle();
  });

  const record = async () => (await scenario.world.text(PATH)) ?? '';
  const write = async (lines: string) => {
    await scenario.put(PATH, (await record()).replace('  - field: title\n', `  - field: title\n    ${lines}\n`));
  };
  const titles = async () => [(await scenario.inGit()).title, scenario.issue().values.title];
  const expectQuiet = async () => {
    const mark = await scenario.mark();
    await scenario.cycle();
    expect(await scenario.mark()).to.equal(mark);
    expect(await scenario.problems()).to.deep.equal({});
  };

  for (const [line, title] of [
    ['take: git', 'By git'],
    ['take: jira', 'By Jira'],
    ['take: merged\n    value: By both', 'By both'],
  ] as const) {
    it(`is carried out, and the record goes: ${line.replace(/\s+/g, ' ')}`, async () => {
      await write(line);
      const report = await scenario.cycle();
      expect(report.error).to.equal(null);
      expect(await titles()).to.deep.equal([title, title]);
      expect(await scenario.world.text(PATH)).to.equal(null);
      expect(await scenario.holds()).to.deep.equal([]);
      await expectQuiet();
    });
  }

  it('is carried out under the name of whoever pushed it', async () => {
    await write('take: jira');
    await scenario.cycle();
    const [commit] = await scenario.world.store.history(null, await scenario.world.tip(), 'issues/APP-1.md', 1);
    expect([commit?.author.name, commit?.subject]).to.deep.equal(['jane', '[tract-sync] Resolved title of APP-1']);
  });

  it('is carried out after a restart, where the service had not seen it', async () => {
    await write('take: git');
    await scenario.restart();
    await scenario.cycle();
    expect(await titles()).to.deep.equal(['By git', 'By git']);
  });

  it('waits while Jira is away, and is not lost', async () => {
    await write('take: git');
    const { weather } = scenario.world.jira;
    scenario.world.jira.weather = {
      ...weather,
      request: async () => {
        throw new Failure('transient', 'Jira is away');
      },
    };
    await scenario.cycle();
    expect(await record()).to.include('take: git');
    scenario.world.jira.weather = weather;
    await scenario.cycle();
    await scenario.cycle();
    expect(await titles()).to.deep.equal(['By git', 'By git']);
    expect(await scenario.world.text(PATH)).to.equal(null);
  });

  it('decides nothing where a side changed meanwhile, and shows the new values', async () => {
    await write('take: git');
    scenario.editInJira('APP-1', { title: 'By Jira again' });
    const report = await scenario.cycle();
    expect(report.items.flatMap(({ holds }) => holds.map(({ reason }) => reason)).join()).to.include(
      'changed meanwhile: nothing was decided',
    );
    expect(await titles()).to.deep.equal(['By git', 'By Jira again']);
    expect(await record())
      .to.include('value: By Jira again')
      .and.not.match(/^ +take:/m);
  });

  it('is told where it makes no sense, stays as it was written, and can be mended', async () => {
    await write('take: both');
    const report = await scenario.cycle();
    const [hold] = report.items.find(({ ref }) => ref === PATH)?.holds ?? [];
    expect(hold?.reason).to.include('must be one of git, jira, merged');
    expect((await scenario.problems())[PATH]).to.include('must be one of git, jira, merged');
    expect(await record()).to.include('take: both');
    const mark = await scenario.mark();
    await scenario.cycle();
    expect(await scenario.mark()).to.equal(mark);
    await scenario.put(PATH, (await record()).replace('take: both', 'take: jira'));
    await scenario.cycle();
    expect(await titles()).to.deep.equal(['By Jira', 'By Jira']);
    await expectQuiet();
  });

  it('is forgotten with its problem where the sides agree on their own', async () => {
    await write('take: both');
    await scenario.cycle();
    scenario.editInJira('APP-1', { title: 'By git' });
    await scenario.cycle();
    expect(await scenario.world.text(PATH)).to.equal(null);
    await scenario.cycle();
    await expectQuiet();
  });

  it('is told where the field cannot have the value', async () => {
    await write('take: merged\n    value: [a, b]');
    await scenario.cycle();
    expect((await scenario.problems())[PATH]).to.include('title');
    expect(await titles()).to.deep.equal(['By git', 'By Jira']);
  });

  describe('and a record that nobody decided', () => {
    it('comes back where somebody removes it or writes over it, and that is told', async () => {
      const before = await record();
      await scenario.remove(PATH);
      const report = await scenario.cycle();
      expect(await record()).to.equal(before);
      expect(report.items.flatMap(({ git }) => git.map(({ kind }) => kind))).to.deep.equal(['write-record']);
      await scenario.put(PATH, before.replace('value: By git', 'value: By me'));
      await scenario.cycle();
      expect(await record()).to.equal(before);
      await expectQuiet();
    });

    it('comes back where somebody renames it, and the other name goes', async () => {
      const before = await record();
      const other = '.tract/conflicts/APP-2.yaml';
      await scenario.push({ kind: 'remove', path: PATH }, { kind: 'put', path: other, content: before });
      await scenario.cycle();
      expect([await record(), await scenario.world.text(other)]).to.deep.equal([before, null]);
      await expectQuiet();
    });

    it('goes where its ticket has no conflict, or nobody knows it', async () => {
      const [known, unknown] = ['.tract/conflicts/APP-2.yaml', '.tract/conflicts/APP-99.yaml'];
      await scenario.push(
        { kind: 'put', path: known, content: 'issue: APP-2\n' },
        { kind: 'put', path: unknown, content: 'x' },
      );
      const report = await scenario.cycle();
      expect([await scenario.world.text(known), await scenario.world.text(unknown)]).to.deep.equal([null, null]);
      expect(report.items.flatMap(({ git }) => git.map(({ kind }) => kind))).to.deep.equal([
        'remove-record',
        'remove-record',
      ]);
      await expectQuiet();
    });

    it('is told where its name is that of no ticket, and left alone', async () => {
      await scenario.put('.tract/conflicts/notes.txt', 'mine');
      await scenario.cycle();
      expect((await scenario.problems())['.tract/conflicts/notes.txt']).to.include('no record of a conflict');
      await scenario.remove('.tract/conflicts/notes.txt');
      await scenario.cycle();
      await expectQuiet();
    });
  });
});
