import { expect } from 'chai';
import { Failure } from '../../../src/model/failure.ts';
import { EngineScenario } from '../../support/engine-scenario.ts';
import { CONFIG, World } from '../../support/world.ts';

const USERS = '.tract/users.yaml';

describe('people that turn up in Jira', () => {
  it('are written into `.tract/users.yaml` once, beside what people wrote there', async () => {
    const scenario = await new EngineScenario().begin();
    const before = await scenario.world.text(USERS);
    scenario.project.people.handleOf({ jiraName: 'carol', displayName: 'Carol', key: null });
    await scenario.put(USERS, `# mine\n${before}dave: dave.d\n`);
    scenario.editInJira('APP-1', { title: 'Seen' });
    await scenario.cycle();
    const after = await scenario.world.text(USERS);
    expect(after?.startsWith(`# mine\n${before}dave: dave.d\ncarol: `)).to.equal(true);
    scenario.editInJira('APP-1', { title: 'Seen again' });
    await scenario.cycle();
    expect(await scenario.world.text(USERS)).to.equal(after);
  });
});

describe('the configuration of the project', () => {
  const TEAM = 'fields: { team: { id: customfield_10050, kind: string } }\n';

  it('is taken over when a push changes it', async () => {
    const scenario = await new EngineScenario().begin();
    await scenario.configure(TEAM);
    scenario.editInJira('APP-1', { team: 'Blue' });
    await scenario.cycle();
    expect(await scenario.world.text('issues/APP-1.md')).to.include('\nteam: Blue\n');
    const source = `${await scenario.world.text('issues/APP-1.md')}`;
    await scenario.put('issues/APP-1.md', source.replace('team: Blue', 'team: Red'));
    await scenario.cycle();
    expect(scenario.issue().values.team).to.equal('Red');
  });

  it('brings a newly mapped field to every ticket', async () => {
    const scenario = await new EngineScenario().begin(2);
    Object.assign(scenario.issue('APP-2').values, { team: 'Blue' });
    await scenario.configure(TEAM);
    await scenario.cycle();
    expect(await scenario.world.text('issues/APP-2.md')).to.include('\nteam: Blue\n');
  });

  it('holds as it was while the new one is wrong, which is reported until it is mended', async () => {
    const scenario = await new EngineScenario().begin(1, 'policies: { title: git }\n');
    await scenario.configure('policies: { title: nonsense }\n');
    await scenario.cycle();
    expect((await scenario.problems())['.tract']).to.include('policies.title');
    await scenario.editInGit('APP-1', { title: 'By git' });
    scenario.editInJira('APP-1', { title: 'By Jira' });
    await scenario.cycle();
    expect(scenario.issue().values.title, 'the old policy').to.equal('By git');
    await scenario.configure('');
    await scenario.cycle();
    expect(await scenario.problems()).to.deep.equal({});
  });

  it('holds as it was while the file is gone', async () => {
    const scenario = await new EngineScenario().begin();
    await scenario.remove('.tract/config.yaml');
    await scenario.editInGit('APP-1', { title: 'Goes on' });
    await scenario.cycle();
    expect(scenario.issue().values.title).to.equal('Goes on');
    expect((await scenario.problems())['.tract']).to.include('no .tract/config.yaml');
    await scenario.configure('');
    await scenario.cycle();
    expect(await scenario.problems()).to.deep.equal({});
  });

  it('keeps its report in a cycle that does not touch it', async () => {
    const scenario = await new EngineScenario().begin();
    await scenario.put(USERS, 'boss: [unclosed\n');
    await scenario.cycle();
    scenario.editInJira('APP-1', { title: 'Goes on' });
    await scenario.cycle();
    expect((await scenario.inGit()).title).to.equal('Goes on');
    expect(Object.keys(await scenario.problems())).to.deep.equal(['.tract']);
  });

  for (const [what, config] of [
    ['is not there', null],
    ['is wrong', `${CONFIG}policies: { title: nonsense }\n`],
    ['is of another project', CONFIG.replace('key: APP', 'key: OTHER')],
  ] as const) {
    it(`stops the start with a word to a person where it ${what}`, async () => {
      const world = new World();
      const content = config ?? '';
      const path = config === null ? 'README.md' : '.tract/config.yaml';
      await world.push([{ kind: 'put', path, content }]);
      const failure = await world.engine().then(
        () => null,
        (error: unknown) => error,
      );
      expect(failure).to.be.instanceOf(Failure);
      expect((failure as Failure).kind).to.equal('fatal');
      expect((failure as Failure).message).to.include('.tract/config.yaml');
    });
  }

  it('says when `updated` is written too', async () => {
    const scenario = await new EngineScenario().begin(1, 'refreshUpdated: true\n');
    const before = (await scenario.inGit()).updated;
    scenario.world.nowMs += 3_600_000;
    scenario.editInJira('APP-1', {});
    await scenario.cycle();
    expect((await scenario.inGit()).updated).to.not.equal(before);
    const mark = await scenario.mark();
    await scenario.cycle();
    expect(await scenario.mark()).to.equal(mark);
  });

  it('leaves `updated` alone else', async () => {
    const scenario = await new EngineScenario().begin();
    const tip = await scenario.world.tip();
    scenario.world.nowMs += 3_600_000;
    scenario.editInJira('APP-1', {});
    await scenario.cycle();
    expect(await scenario.world.tip()).to.equal(tip);
  });
});
