import { expect } from 'chai';
import { BRANCH, World } from '../../support/world.ts';

const SYNC = { full: false, retryHeld: false, allowDeletes: 0 };

describe('a branch that is forced back over the name that a new ticket got', () => {
  it('makes no second ticket of it', async () => {
    const world = await new World().open();
    world.jira.create({ title: 'First' });
    const engine = await world.engine();
    await engine.sync({ ...SYNC, full: true });
    await world.addFile('issues/an idea.md', { values: { title: 'Idea' } });
    const pushed = await world.tip();
    await engine.sync(SYNC);
    expect(await world.paths()).to.deep.equal(['issues/APP-1.md', 'issues/APP-2.md']);
    await world.store.moveRefs([{ ref: BRANCH, from: await world.tip(), to: pushed }]);
    const reasons: string[] = [];
    for (let cycle = 0; cycle < 4; cycle++) {
      world.nowMs += 400_000;
      reasons.push(...(await engine.sync(SYNC)).items.flatMap(({ failure }) => failure?.reason ?? []));
    }
    expect(world.jira.issues.size).to.equal(2);
    expect(reasons.join()).to.include('the history of main was rewritten');
    await engine.sync({ ...SYNC, allowDeletes: 1 });
    expect(world.jira.issues.size).to.equal(2);
    expect(await world.paths()).to.deep.equal(['issues/APP-1.md', 'issues/APP-2.md']);
  });

  it('makes no second ticket of it where somebody goes on with the old file', async () => {
    const world = await new World().open();
    const engine = await world.engine();
    await engine.sync({ ...SYNC, full: true });
    await world.addFile('issues/an idea.md', { values: { title: 'Idea' }, texts: { description: 'As it began.' } });
    const pushed = await world.tip();
    await engine.sync(SYNC);
    await world.store.moveRefs([{ ref: BRANCH, from: await world.tip(), to: pushed }]);
    await world.editFile('issues/an idea.md', { values: { estimate: 600 } });
    for (let cycle = 0; cycle < 3; cycle++) {
      world.nowMs += 400_000;
      await engine.sync({ ...SYNC, allowDeletes: 1 });
    }
    expect(world.jira.issues.size).to.equal(1);
    expect(world.jira.byKey('APP-1')?.values.estimate).to.equal(600);
    expect(await world.paths()).to.deep.equal(['issues/APP-1.md']);
  });

  it('makes no second ticket of it where much was said there since', async () => {
    const world = await new World().open();
    const engine = await world.engine();
    await engine.sync({ ...SYNC, full: true });
    await world.addFile('issues/an idea.md', { values: { title: 'Idea' }, texts: { description: 'As it began.' } });
    const pushed = await world.tip();
    await engine.sync(SYNC);
    const issue = world.jira.byKey('APP-1');
    if (issue === undefined) throw new Error('no ticket was made');
    world.jira.comment(issue, 'boss', 'Words of somebody else, of which there are many more than the file had.');
    world.nowMs += 400_000;
    await engine.sync(SYNC);
    await world.store.moveRefs([{ ref: BRANCH, from: await world.tip(), to: pushed }]);
    world.nowMs += 400_000;
    await engine.sync({ ...SYNC, allowDeletes: 1 });
    expect(world.jira.issues.size).to.equal(1);
    expect(await world.paths()).to.deep.equal(['issues/APP-1.md']);
  });
});
