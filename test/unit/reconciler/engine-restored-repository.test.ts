import { expect } from 'chai';
import { Failure } from '../../../src/model/failure.ts';
import { MEMORY_REFS } from '../../../src/snapshot/snapshot.ts';
import { EngineScenario, FULL } from '../../support/engine-scenario.ts';
import { wiki } from '../../support/memory-jira.ts';
import { BRANCH } from '../../support/world.ts';

const REFS = [BRANCH, ...MEMORY_REFS];

describe('the engine whose whole repository was put back to a backup', () => {
  let scenario: EngineScenario;
  let backup: ReadonlyMap<string, string>;
  beforeEach(async () => {
    scenario = await new EngineScenario().begin(1);
    await scenario.cycle();
    const { store } = scenario.world;
    backup = new Map(await Promise.all(REFS.map(async (ref) => [ref, (await store.resolve(ref)) ?? ''] as const)));
  });

  /** All refs at once, as a copy of the directory brings them back. */
  async function restore(): Promise<void> {
    const { store } = scenario.world;
    for (const [ref, to] of backup) await store.moveRefs([{ ref, from: await store.resolve(ref), to }]);
  }

  async function settle(): Promise<void> {
    for (let cycle = 0; cycle < 4; cycle++) await scenario.cycle();
    const { pending, queue } = await scenario.engine.status();
    expect([pending, queue]).to.deep.equal([[], []]);
  }

  describe('comments and time entries', () => {
    async function pushComments(...bodies: readonly string[]): Promise<void> {
      const comments = bodies.map((body, index) => ({
        from: null,
        comment: { author: index === 0 ? 'me' : 'jane', at: null, body },
      }));
      await scenario.world.editFile('issues/APP-1.md', { comments });
    }

    it('does not write a comment twice', async () => {
      await pushComments('Tried it, and it *works*.', 'Ping');
      await settle();
      const written = [...scenario.issue().comments];
      expect(written).to.have.length(2);
      await restore();
      await scenario.restart();
      await pushComments('Tried it, and it *works*.', 'Ping');
      await settle();
      expect(scenario.issue().comments).to.deep.equal(written);
      const inGit = (await scenario.world.file('issues/APP-1.md'))?.doc.comments ?? [];
      expect(inGit.map(({ at, body }) => [at, body.trim()])).to.deep.equal([
        [written[0]?.at, 'Tried it, and it *works*.'],
        [written[1]?.at, 'Ping'],
      ]);
    });

    it('adds the second of two that say the same', async () => {
      await pushComments('Before', 'Ping');
      await settle();
      await restore();
      await scenario.restart();
      await pushComments('Before', 'Ping', 'Ping');
      await settle();
      expect(scenario.issue().comments.map(({ body }) => body)).to.deep.equal(['Before', 'Ping', 'Ping'].map(wiki));
    });

    it('keeps apart what two people say in the same words', async () => {
      scenario.world.jira.comment(scenario.issue(), 'john', 'Agreed.');
      await pushComments('First', 'Agreed.');
      await settle();
      expect(scenario.issue().comments.map(({ author }) => author)).to.have.members(['john', 'jane', 'jane']);
    });

    it('does not log the same work twice', async () => {
      const entry = {
        id: null,
        author: 'jane',
        seconds: 3600,
        started: '2026-02-13T09:00:00Z',
        comment: 'Sawed',
        issue: 'APP-1',
      };
      await scenario.world.logTime(entry);
      await settle();
      expect(scenario.issue().worklogs).to.have.length(1);
      await restore();
      await scenario.restart();
      await scenario.world.logTime(entry);
      await settle();
      expect(scenario.issue().worklogs).to.have.length(1);
      expect(await scenario.world.worklogs()).to.have.length(1);
    });
  });

  describe('files that became tickets', () => {
    const IDEA = { values: { title: 'An idea', labels: ['a'] }, texts: { description: 'Said *first*.' } };
    const OTHER = { values: { title: 'An idea', labels: ['a'] }, texts: { description: 'Said otherwise.' } };
    const PATHS = ['issues/idea.md', 'issues/APP-OFFLINE-7f3k2.md'];

    async function pushAndRestore(path: string, alsoLater: () => Promise<void> = async () => {}): Promise<void> {
      await scenario.world.addFile(path, IDEA);
      await settle();
      await alsoLater();
      expect(await scenario.world.paths()).to.deep.equal(['issues/APP-1.md', 'issues/APP-2.md']);
      await restore();
    }

    async function expectTwoTickets(): Promise<void> {
      await settle();
      expect([...scenario.world.jira.issues.values()].map(({ key }) => key)).to.deep.equal(['APP-1', 'APP-2']);
      expect(await scenario.world.paths()).to.deep.equal(['issues/APP-1.md', 'issues/APP-2.md']);
    }

    for (const path of PATHS) {
      it(`knows ${path} again as the issue that was made of it`, async () => {
        await pushAndRestore(path, async () => {
          scenario.editInJira('APP-2', { title: 'Named in Jira' }, 'Said in Jira.');
          await scenario.cycle();
        });
        await scenario.restart();
        await scenario.world.addFile(path, IDEA);
        await expectTwoTickets();
        expect(await scenario.inGit('APP-2')).to.include({ title: 'Named in Jira', description: 'Said in Jira.' });
        expect(scenario.issue('APP-2').values.title).to.equal('Named in Jira');
      });

      it(`does so for ${path} when the issue has its own file by then`, async () => {
        await pushAndRestore(path);
        await scenario.restart();
        await scenario.cycle();
        scenario.editInJira('APP-2', { title: 'Named in Jira' });
        await scenario.cycle();
        await scenario.restart();
        await scenario.world.addFile(path, IDEA);
        await expectTwoTickets();
        expect((await scenario.inGit('APP-2')).title).to.equal('Named in Jira');
      });
    }

    for (const said of [IDEA, OTHER]) {
      it(`plans no second issue for a file that says ${said === IDEA ? 'the same' : 'something else'}, and records nothing for asking`, async () => {
        await pushAndRestore('issues/idea.md');
        await scenario.restart();
        await scenario.world.addFile('issues/idea.md', said);
        const mark = await scenario.mark();
        const { items } = await scenario.engine.plan();
        expect(items.flatMap(({ jira }) => jira)).to.deep.equal([]);
        expect(items.flatMap(({ git }) => git)).to.have.length(said === IDEA ? 0 : 1);
        expect(items.flatMap(({ holds }) => holds.map(({ reason }) => reason)).join()).to.include('Jira made APP-2 of');
        expect(await scenario.mark()).to.equal(mark);
      });
    }

    it('does so in the process that ran when the refs were put back', async () => {
      await pushAndRestore('issues/idea.md');
      await scenario.world.addFile('issues/idea.md', IDEA);
      await expectTwoTickets();
    });

    it('lets the file wait while its ticket has edits of its own', async () => {
      await pushAndRestore('issues/idea.md');
      await scenario.restart();
      await scenario.cycle();
      scenario.world.jira.refuse = ({ kind }) => (kind === 'update-issue' ? new Failure('rejected', 'No') : null);
      await scenario.editInGit('APP-2', { priority: 'High' });
      await scenario.cycle();
      await scenario.world.addFile('issues/idea.md', IDEA);
      await scenario.cycle();
      await scenario.cycle();
      expect((await scenario.problems())['issues/idea.md']).to.include('it became APP-2, where something waits');
      expect((await scenario.inGit('APP-2')).priority).to.equal('High');
      scenario.world.jira.refuse = () => null;
      await scenario.cycle({ ...FULL, retryHeld: true });
      await expectTwoTickets();
      expect(scenario.issue('APP-2').values.priority).to.equal('High');
    });

    it('holds a file of the same name that says something else, in words, over a restart', async () => {
      await pushAndRestore('issues/idea.md');
      await scenario.restart();
      await scenario.world.addFile('issues/idea.md', OTHER);
      for (const again of [true, false]) {
        await scenario.cycle(FULL);
        await scenario.cycle();
        expect((await scenario.problems())['issues/idea.md']).to.include('Jira made APP-2 of a file of this name');
        expect(scenario.world.jira.issues.size).to.equal(2);
        if (again) await scenario.restart();
      }
      await scenario.remove('issues/idea.md');
      await scenario.world.addFile('issues/another.md', OTHER);
      await settle();
      expect(scenario.world.jira.issues.size).to.equal(3);
    });

    it('makes two tickets of files of other names with the same words', async () => {
      await pushAndRestore('issues/idea.md');
      await scenario.restart();
      await scenario.world.addFile('issues/idea.md', IDEA);
      await scenario.world.addFile('issues/idea-too.md', IDEA);
      await settle();
      expect(scenario.world.jira.issues.size).to.equal(3);
    });

    it('makes a new ticket each time the same file is pushed where nothing was put back', async () => {
      for (const size of [2, 3]) {
        await scenario.world.addFile('issues/idea.md', IDEA);
        await settle();
        await scenario.restart();
        expect(scenario.world.jira.issues.size).to.equal(size);
      }
    });

    it('asks Jira once in the life of a process', async () => {
      let asked = 0;
      scenario.world.jira.weather = {
        ...scenario.world.jira.weather,
        request: async (name) => {
          if (name === 'born') asked += 1;
        },
      };
      await scenario.restart();
      for (const name of ['one', 'two', 'three']) {
        await scenario.world.addFile(`issues/${name}.md`, IDEA);
        await scenario.cycle();
      }
      expect(asked).to.equal(1);
      expect(scenario.world.jira.issues.size).to.equal(4);
    });
  });
});
