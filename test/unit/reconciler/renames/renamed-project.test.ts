import { expect } from 'chai';
import { EngineScenario, FULL } from '../../../support/engine-scenario.ts';
import { wiki } from '../../../support/memory-jira.ts';

const LINE = `{"issue":"APP-1","author":"jane","time":"90m","started":"2026-02-03T09:00:00Z","comment":"On APP-2","id":"own-1"}`;

describe('a project that gets another key in Jira', () => {
  let scenario: EngineScenario;
  const subjects = async () => {
    const { store } = scenario.world;
    const commits = await store.history(null, await scenario.world.tip(), 'issues', 50);
    return commits.map(({ subject }) => subject);
  };

  beforeEach(async () => {
    scenario = await new EngineScenario().begin(3);
    const { jira } = scenario.world;
    scenario.editInJira('APP-2', { parent: 'APP-1', links: ['blocks APP-3'] });
    scenario.issue('APP-3').comments = [
      { id: '900', author: 'boss', at: '2026-02-13T09:00:00Z', body: wiki('See APP-1.') },
    ];
    jira.touch(scenario.issue('APP-3'));
    await scenario.put('worklogs/2026-02.jsonl', `${LINE}\n`);
    await scenario.cycle();
  });

  async function expectQuiet(): Promise<void> {
    const mark = await scenario.mark();
    await scenario.cycle();
    await scenario.restart();
    await scenario.cycle(FULL);
    expect(await scenario.mark()).to.equal(mark);
    expect((await scenario.engine.status()).pending).to.deep.equal([]);
  }

  it('takes its files, references and time sheets along in one commit, and makes nothing in Jira', async () => {
    const before = await Promise.all([1, 3].map((number) => scenario.world.text(`issues/APP-${number}.md`)));
    const { writes } = scenario.world.jira;
    const count = (await subjects()).length;
    scenario.world.jira.renameProject('WEB');
    await scenario.restart();
    await scenario.cycle();
    expect(await scenario.world.keys()).to.deep.equal(['WEB-1', 'WEB-2', 'WEB-3']);
    const after = await Promise.all([1, 3].map((number) => scenario.world.text(`issues/WEB-${number}.md`)));
    expect(after).to.deep.equal(before);
    expect(await scenario.inGit('WEB-2')).to.deep.include({ parent: 'WEB-1', links: ['blocks WEB-3'] });
    expect(await scenario.world.text('worklogs/2026-02.jsonl')).to.equal(`${LINE.replace('"APP-1"', '"WEB-1"')}\n`);
    expect(await scenario.world.text('.tract/config.yaml')).to.include('key: WEB');
    expect((await subjects()).slice(0, (await subjects()).length - count)).to.deep.equal([
      '[tract-sync] Renamed project APP to WEB',
    ]);
    expect(scenario.world.jira.writes).to.equal(writes);
    expect(scenario.world.jira.issues.size).to.equal(3);
    await expectQuiet();
  });

  it('is followed by a service that runs meanwhile, with what both sides edited', async () => {
    await scenario.editInGit('APP-1', { title: 'Edited in git' });
    scenario.editInJira('APP-2', { title: 'Edited in Jira' });
    scenario.world.jira.renameProject('WEB');
    await scenario.cycle(FULL).catch(() => {});
    await scenario.cycle(FULL);
    await scenario.cycle(FULL);
    expect(await scenario.world.keys()).to.deep.equal(['WEB-1', 'WEB-2', 'WEB-3']);
    expect(scenario.issue('WEB-1').values.title).to.equal('Edited in git');
    expect((await scenario.inGit('WEB-2')).title).to.equal('Edited in Jira');
    expect(scenario.world.jira.issues.size).to.equal(3);
    await expectQuiet();
  });

  it('goes on with what waits: conflicts, files to be created and what was begun', async () => {
    await scenario.editInGit('APP-1', { title: 'By git' });
    scenario.editInJira('APP-1', { title: 'By Jira' });
    await scenario.cycle();
    await scenario.put('issues/new.md', '---\ntitle: New\nparent: APP-2\n---\n');
    scenario.world.jira.renameProject('WEB');
    await scenario.restart();
    await scenario.cycle(FULL);
    expect((await scenario.holds('WEB-1')).map(({ field }) => field)).to.deep.equal(['title']);
    const record = await scenario.world.text('.tract/conflicts/WEB-1.yaml');
    expect(record).to.match(/^issue: WEB-1$/m);
    expect(await scenario.world.text('.tract/conflicts/APP-1.yaml')).to.equal(null);
    expect((await scenario.inGit('WEB-4')).parent).to.equal('WEB-2');
    const request = { issue: 'WEB-1', field: null, take: 'git', value: null, seen: null, by: null } as const;
    expect((await scenario.engine.resolve(request)).kind).to.equal('resolved');
    expect(scenario.issue('WEB-1').values.title).to.equal('By git');
    await expectQuiet();
  });

  it('does nothing where its old key leads to other issues', async () => {
    scenario.world.jira.project = 'WEB';
    const tip = await scenario.world.tip();
    const failed = await scenario.restart().then(
      async () => (await scenario.cycle()).error,
      (error: unknown) => String(error),
    );
    expect(failed).to.include('none of the tickets of APP');
    expect(await scenario.world.tip()).to.equal(tip);
  });

  it('is killed before the commit is on record, and follows as a whole afterwards', async () => {
    scenario.world.jira.renameProject('WEB');
    const tip = await scenario.world.tip();
    scenario.world.gate = async (name) => {
      if (name.includes('move')) throw new Error('killed');
    };
    await scenario.restart();
    await scenario.cycle().catch(() => {});
    expect(await scenario.world.tip()).to.equal(tip);
    scenario.world.gate = async () => {};
    await scenario.restart();
    await scenario.cycle();
    expect(await scenario.world.keys()).to.deep.equal(['WEB-1', 'WEB-2', 'WEB-3']);
    await expectQuiet();
  });

  it('understands a push that still names its former keys', async () => {
    const old = (await scenario.world.text('issues/APP-1.md')) ?? '';
    scenario.world.jira.renameProject('WEB');
    await scenario.restart();
    await scenario.cycle();
    await scenario.put('issues/more.md', '---\ntitle: More\nparent: APP-2\nlinks: [blocks APP-3]\n---\n');
    const lines = `${LINE.replace('"APP-1"', '"WEB-1"')}\n{"issue":"APP-3","author":"jane","time":"1h","started":"2026-02-04T09:00:00Z"}\n`;
    await scenario.put('worklogs/2026-02.jsonl', lines);
    await scenario.cycle();
    await scenario.cycle();
    expect(await scenario.inGit('WEB-4')).to.deep.include({ parent: 'WEB-2', links: ['blocks WEB-3'] });
    expect(scenario.issue('WEB-3').worklogs.map(({ seconds }) => seconds)).to.deep.equal([3600]);
    expect(await scenario.world.text('worklogs/2026-02.jsonl')).to.not.include('APP-3');
    await scenario.put('issues/APP-1.md', old.replace('title: Ticket 1', 'title: Of a clone from before'));
    await scenario.cycle();
    expect((await scenario.problems())['issues/APP-1.md']).to.include('APP-1 is WEB-1 now');
    expect((await scenario.inGit('WEB-1')).title).to.equal('Ticket 1');
    await scenario.remove('issues/APP-1.md', 'issues/WEB-1.md');
    await scenario.put('issues/APP-1.md', old.replace('title: Ticket 1', 'title: Of a clone from before'));
    await scenario.cycle();
    expect(scenario.issue('WEB-1').values.title).to.equal('Of a clone from before');
    expect(await scenario.world.keys()).to.have.members(['WEB-1', 'WEB-2', 'WEB-3', 'WEB-4']);
    expect(scenario.world.jira.issues.size).to.equal(4);
    await expectQuiet();
  });

  it('says so as long as the service is configured by the former key', async () => {
    expect((await scenario.engine.status()).calledBy).to.equal(null);
    scenario.world.jira.renameProject('WEB');
    await scenario.restart();
    await scenario.cycle();
    expect(await scenario.engine.status()).to.include({ project: 'WEB', calledBy: 'APP' });
    expect(scenario.engine.project()).to.deep.equal({ key: 'WEB', formerKeys: ['APP'] });
  });

  it('is told to who only asks, and nothing is changed for that', async () => {
    scenario.world.jira.renameProject('WEB');
    const mark = await scenario.mark();
    await scenario.restart();
    const told = await scenario.engine.plan().then(
      () => 'nothing',
      (error: unknown) => String(error),
    );
    expect(told).to.include('Jira renamed project APP to WEB');
    expect(await scenario.mark()).to.equal(mark);
  });

  it('can get its old key back', async () => {
    scenario.world.jira.renameProject('WEB');
    await scenario.restart();
    await scenario.cycle();
    expect(await scenario.world.keys()).to.deep.equal(['WEB-1', 'WEB-2', 'WEB-3']);
    scenario.world.jira.renameProject('APP');
    await scenario.restart();
    await scenario.cycle();
    expect(await scenario.world.keys()).to.deep.equal(['APP-1', 'APP-2', 'APP-3']);
    await expectQuiet();
  });
});
