import { expect } from 'chai';
import type { Observation } from '../../../src/reconciler/observation.ts';
import { hasActions } from '../../../src/reconciler/plan.ts';
import { type Cycle, runCycle } from '../../support/apply-plan.ts';
import { differences } from '../../support/compare-sides.ts';
import {
  comment,
  formatWith,
  observationOf,
  settingsWith,
  ticket,
  type World,
  worklog,
} from '../../support/observation-builder.ts';

const ANN = comment('1', 'It crashed.');
const ENTRY = worklog('7');

describe('a cycle over one ticket, and the one after it', () => {
  it('at a first meeting adds a comment that only git has once', async () => {
    const after = await settled({ git: ticket({}, { comments: [ANN] }), jira: ticket() });
    expect(commentsOf(after)).to.deep.equal(['It crashed.']);
  });

  it('creates a file`s ticket with its status, resolution, links, comments and time', async () => {
    const values = { status: 'Done', resolution: 'Fixed', links: ['blocks APP-2'], labels: ['a'] };
    const says = ticket(values, { comments: [{ ...ANN, author: 'me', at: null }] });
    const after = await settled({ git: says, more: { key: null, path: 'issues/new.md' } });
    expect(after.path).to.equal('issues/APP-1.md');
    expect(after.jira).to.have.nested.property('ticket.values').that.deep.includes(values);
    expect(commentsOf(after)).to.deep.equal(['It crashed.']);
    expect(after.git).to.have.nested.property('doc.comments[0].author', 'bob');
  });

  it('takes what the workflow adds to a status into the file', async () => {
    const after = await settled({ base: ticket(), git: ticket({ status: 'Done' }), jira: ticket() });
    expect(after.git).to.have.nested.property('doc.values.resolution', 'Done');
  });

  it('does not take the old form of a line for an edit once Jira has the new one', async () => {
    const says = ticket({}, { worklogs: [ENTRY] });
    const edited = worklog('7', { seconds: 7200 });
    for (const worklogs of [
      [ENTRY, edited],
      [edited, ENTRY],
    ]) {
      const after = await settled({ base: says, git: { ...says, worklogs }, jira: says });
      expect(after.jira).to.have.nested.property('ticket.worklogs[0].seconds', 7200);
      expect(after.worklogs).to.have.lengthOf(1);
    }
  });

  it('tells the other of two edits that a merge left in one file', async () => {
    const says = ticket({}, { worklogs: [ENTRY] });
    const git = { ...says, worklogs: [worklog('7', { seconds: 60 }), worklog('7', { seconds: 7200 })] };
    const { plans } = await runCycle(observationOf({ base: says, git, jira: says }), settingsWith());
    const overruled = plans[0]?.findings.find(({ verdict }) => verdict === 'conflict');
    expect(overruled).to.have.nested.property('git.seconds', 60);
    expect(overruled).to.have.property('rule', 'the last of two lines with one id counts');
  });

  it('adds again what Jira removed and git edited, once, where git decides', async () => {
    const says = ticket({}, { comments: [ANN], worklogs: [ENTRY] });
    const git = { ...says, comments: [{ ...ANN, body: 'Edited' }], worklogs: [worklog('7', { seconds: 60 })] };
    const rules = settingsWith({ format: formatWith({ comments: 'git', worklogs: 'git' }) });
    const after = await settled({ base: says, git, jira: ticket() }, rules);
    expect(commentsOf(after)).to.deep.equal(['Edited']);
    expect(after.jira).to.have.nested.property('ticket.worklogs').with.lengthOf(1);
  });

  it('closes an issue whose file was removed once, and leaves it closed', async () => {
    const rules = settingsWith({ deletedInGit: 'close', closeStatus: 'Done' });
    const after = await cycleTwice({ base: ticket(), jira: ticket() }, rules);
    expect(after.jira).to.have.nested.property('ticket.values.status', 'Done');
    expect(after.git.kind).to.equal('absent');
    expect(after.base?.holds.map(({ kind }) => kind)).to.deep.equal(['deleted']);
  });
});

/** Both sides after a cycle that leaves nothing to do and nothing held. */
async function settled(world: World, settings = settingsWith()): Promise<Observation> {
  const after = await cycleTwice(world, settings);
  expect(differences(after, [])).to.deep.equal([]);
  return after;
}

async function cycleTwice(world: World, settings: ReturnType<typeof settingsWith>): Promise<Observation> {
  const first = await runCycle(observationOf(world), settings);
  const second: Cycle = await runCycle(first.after, settings);
  expect(second.plans.some(hasActions)).to.equal(false);
  return second.after;
}

function commentsOf({ jira }: Observation): readonly unknown[] {
  if (jira.kind !== 'present') return [];
  return jira.ticket.comments.map(({ body }) => (body?.kind === 'wiki' ? body.wiki : null));
}
