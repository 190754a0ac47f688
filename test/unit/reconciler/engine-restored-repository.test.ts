import { expect } from 'chai';
import { MEMORY_REFS } from '../../../src/snapshot/snapshot.ts';
import { EngineScenario } from '../../support/engine-scenario.ts';
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
});
