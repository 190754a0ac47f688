import { expect } from 'chai';
import { Failure } from '../../../src/model/failure.ts';
import { QUICK_CYCLE } from '../../../src/reconciler/sync-requests.ts';
import { FINE_WEATHER, type MemoryIssue, wiki } from '../../support/memory-jira.ts';
import { World } from '../../support/world.ts';

/** What follows the first write of this kind fails once, as if the process had died or Jira had gone away. */
function failAfter(world: World, kind: string): void {
  let isDue = false;
  let isOver = false;
  world.jira.weather = {
    ...FINE_WEATHER,
    request: async (name) => {
      if (!isDue || isOver) return;
      isOver = true;
      throw new Failure('transient', `503 to ${name}`);
    },
    afterWrite: async (name) => {
      isDue ||= name === kind;
    },
  };
}

async function openWorld(): Promise<{ readonly world: World; readonly issue: MemoryIssue; readonly path: string }> {
  const world = await new World().open();
  const issue = world.jira.create({ title: 'Login fails' });
  const engine = await world.engine();
  await engine.sync({ ...QUICK_CYCLE, full: true });
  world.nowMs += 60_000;
  return { world, issue, path: `issues/${issue.key}.md` };
}

async function syncTwice(world: World): Promise<void> {
  const engine = await world.engine();
  for (let cycle = 0; cycle < 2; cycle++) {
    world.nowMs += 400_000;
    await engine.sync(QUICK_CYCLE);
  }
}

describe('what Jira answered', () => {
  it('is kept when reading back fails: a comment that somebody edits then is not made again', async () => {
    const { world, issue, path } = await openWorld();
    const comment = { author: 'jane', at: null, body: 'Mended' };
    await world.editFile(path, { comments: [{ from: null, comment }] });
    failAfter(world, 'add-comment');
    const engine = await world.engine();
    await engine.sync(QUICK_CYCLE);
    issue.comments = issue.comments.map((one) => ({ ...one, body: wiki('Mended, in 1.2') }));
    world.jira.touch(issue);
    await syncTwice(world);
    expect(issue.comments.map(({ body }) => body)).to.deep.equal([wiki('Mended, in 1.2')]);
    expect((await world.file(path))?.doc.comments.map(({ body }) => body)).to.deep.equal(['Mended, in 1.2']);
  });

  it('is of the file as it was sent: what somebody adds before it is on record reaches Jira', async () => {
    const { world } = await openWorld();
    const idea = 'issues/an idea.md';
    await world.addFile(idea, { values: { title: 'Idea' }, texts: { description: 'First' } });
    failAfter(world, 'create-issue');
    const engine = await world.engine();
    await engine.sync(QUICK_CYCLE);
    await world.editFile(idea, { texts: { description: 'First\n\nSecond' } });
    await syncTwice(world);
    const made = [...world.jira.issues.values()].filter(({ values }) => values.title === 'Idea');
    expect(made.map(({ texts }) => texts.description)).to.deep.equal([wiki('First\n\nSecond')]);
    expect((await world.file(`issues/${made[0]?.key}.md`))?.doc.texts.description).to.equal('First\n\nSecond');
  });
});
