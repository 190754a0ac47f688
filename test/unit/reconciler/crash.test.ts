import { expect } from 'chai';
import { FINE_WEATHER } from '../../support/memory-jira.ts';
import { checkWorld } from '../../support/simulation/check-world.ts';
import { Chronicle } from '../../support/simulation/chronicle.ts';
import { World } from '../../support/world.ts';

const SYNC = { full: false, retryHeld: false, allowDeletes: 0 };

/** The process was killed: nothing after this moment happens. */
class Killed extends Error {}

type Kill = { readonly at: number; writes: number; isDead: boolean };

/** One of everything, on both sides at once, before the cycle that is killed. */
async function prepare(): Promise<{ readonly world: World; readonly chronicle: Chronicle }> {
  const world = await new World().open();
  const issue = world.jira.create({ title: 'Ticket w1x' }, { description: { kind: 'wiki', wiki: 'Begun w1x' } });
  const engine = await world.engine();
  await engine.sync({ ...SYNC, full: true });
  world.nowMs += 60_000;
  const { jira } = world;
  const path = `issues/${issue.key}.md`;
  const chronicle = new Chronicle();
  const { id, key } = issue;
  await world.addFile('issues/an idea.md', {
    values: { title: 'Ticket w2x', status: 'Done', labels: ['w3x'] },
    texts: { description: 'Begun w2x' },
    comments: [{ author: 'jane', at: null, body: 'Said w4x' }],
  });
  await world.editFile(path, { values: { title: 'Title w5x', labels: ['w6x'], links: ['blocks APP-9'] } });
  await world.editFile(path, { comments: [{ from: null, comment: { author: 'jane', at: null, body: 'Said w7x' } }] });
  const entry = { author: 'jane', seconds: 3600, started: '2026-02-03T09:00:00Z' };
  await world.logTime({ ...entry, id: null, issue: key, comment: 'Did w8x' });
  jira.comment(issue, 'boss', 'Said w9x');
  jira.log(issue, { ...entry, author: 'boss', comment: { kind: 'wiki', wiki: 'Did w10x' } });
  issue.values.priority = 'High';
  issue.values.labels = ['w11x'];
  jira.touch(issue);
  const newcomer = jira.create({ title: 'Ticket w12x' }, { description: { kind: 'wiki', wiki: 'Begun w12x' } });
  chronicle.set(id, 'title', 'Title w5x', 'Ticket w1x');
  for (const [kind, home, word] of [
    ['ticket', id, 'w1x'],
    ['ticket', 'born:w2x', 'w2x'],
    ['member', 'born:w2x', 'w3x'],
    ['comment', 'born:w2x', 'w4x'],
    ['member', id, 'w6x'],
    ['comment', id, 'w7x'],
    ['worklog', id, 'w8x'],
    ['comment', id, 'w9x'],
    ['worklog', id, 'w10x'],
    ['member', id, 'w11x'],
    ['ticket', newcomer.id, 'w12x'],
  ] as const) {
    chronicle.add(kind, home, word);
  }
  world.nowMs += 60_000;
  return { world, chronicle };
}

function arm(world: World, kill: Kill): void {
  const write = async () => {
    if (kill.isDead) throw new Killed();
    if (++kill.writes !== kill.at) return;
    kill.isDead = true;
    throw new Killed();
  };
  world.gate = write;
  const alive = async () => {
    if (kill.isDead) throw new Killed();
  };
  world.jira.weather = { ...FINE_WEATHER, request: alive, afterWrite: write };
}

/** Runs until nothing is left to do, in a new process after the kill. Answers how many writes there were in all. */
async function runKilledAt(at: number): Promise<{ readonly writes: number; readonly problems: readonly string[] }> {
  const { world, chronicle } = await prepare();
  const kill: Kill = { at, writes: 0, isDead: false };
  let engine = await world.engine();
  arm(world, kill);
  await engine.sync(SYNC);
  const { writes } = kill;
  if (kill.isDead) {
    kill.isDead = false;
    engine = await world.engine();
  }
  for (let cycle = 0; cycle < 4; cycle++) {
    world.nowMs += 400_000;
    await engine.sync(SYNC);
  }
  const before = { writes: world.jira.writes, tip: await world.tip() };
  await engine.sync({ ...SYNC, full: true });
  const after = { writes: world.jira.writes, tip: await world.tip() };
  const restless = before.writes === after.writes && before.tip === after.tip ? [] : ['a sweep at the end still wrote'];
  return { writes, problems: [...restless, ...(await checkWorld(world, chronicle))] };
}

describe('killed at every single write', () => {
  it('ends as if it had never been killed', async function () {
    this.timeout(120_000);
    const { writes, problems } = await runKilledAt(0);
    expect(problems, 'without a kill').to.deep.equal([]);
    expect(writes).to.be.greaterThan(15);
    for (let at = 1; at <= writes; at++) {
      const killed = await runKilledAt(at);
      expect(killed.problems, `killed at write ${at} of ${writes}`).to.deep.equal([]);
    }
  });
});
