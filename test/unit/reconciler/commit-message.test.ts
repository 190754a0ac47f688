import { expect } from 'chai';
import { commitMessage } from '../../../src/reconciler/commit-message.ts';
import type { Committed } from '../../../src/reconciler/committed-time.ts';
import type { TicketPlan } from '../../../src/reconciler/plan.ts';
import type { Settled } from '../../../src/reconciler/queue/settle-queue.ts';
import { observationOf, planOf, type Told, ticket, worklog } from '../../support/observation-builder.ts';

const SAYS = ticket({}, { worklogs: [worklog('7')] });
const LONGER = { ...SAYS, worklogs: [worklog('7', { seconds: 7200 })] };
const UPDATED = planOf({ base: SAYS, git: SAYS, jira: { ...SAYS, values: { ...SAYS.values, title: 'Slow' } } });

describe('the message of a cycle`s commit', () => {
  it('says what happened to one ticket', () => {
    expect(messageOf(UPDATED)).to.equal('[tract-sync] Updated APP-1');
    expect(messageOf(planOf({ jira: ticket() }))).to.equal('[tract-sync] Created APP-1');
    expect(messageOf(planOf({ base: ticket(), git: ticket(), jira: 'gone' }))).to.equal(
      '[tract-sync] Removed APP-1: no longer visible in Jira (deleted, or hidden from the service account)',
    );
    expect(messageOf(planOf({ base: ticket(), jira: ticket() }))).to.equal('[tract-sync] Restored APP-1');
  });

  it('calls a file that became a ticket created', () => {
    const more = { path: 'issues/new.md' };
    const renamed = planOf({ base: ticket(), git: ticket(), jira: ticket(), more });
    const { jira: done } = planOf({ git: ticket(), more: { key: null, ...more } });
    expect(commitMessage([{ ...of(renamed), done }])).to.equal('[tract-sync] Created APP-1');
    expect(messageOf(renamed)).to.equal('[tract-sync] Updated APP-1');
  });

  it('names a time entry from Jira with its person and its time', () => {
    const bare = ticket();
    expect(messageOf(planOf({ base: bare, git: bare, jira: LONGER }))).to.equal(
      '[tract-sync] Add worklog from Jira (APP-1, bob, 2h)',
    );
    expect(messageOf(planOf({ base: SAYS, git: SAYS, jira: LONGER }))).to.equal(
      '[tract-sync] Update worklog from Jira (APP-1, bob, 2h)',
    );
    expect(messageOf(planOf({ base: SAYS, git: SAYS, jira: bare }), SAYS)).to.equal(
      '[tract-sync] Remove worklog deleted in Jira (APP-1, bob, 1h)',
    );
  });

  it('is about the time entry, not about what Jira takes off the remaining estimate for it', () => {
    const bare = ticket({ remaining: 28_800 });
    const logged = { ...LONGER, values: { ...LONGER.values, remaining: 21_600, updated: '2026-02-14T09:00:00Z' } };
    const retitled = { ...logged, values: { ...logged.values, title: 'Slow' } };
    const estimated = { ...bare, values: { ...bare.values, remaining: 3600 } };
    const about = (jira: typeof bare) => messageOf(planOf({ base: bare, git: bare, jira }));
    expect(about(logged)).to.equal('[tract-sync] Add worklog from Jira (APP-1, bob, 2h)');
    expect(about(retitled).split('\n')).to.deep.equal([
      '[tract-sync] Updated APP-1',
      '',
      'Add worklog from Jira (APP-1, bob, 2h)',
    ]);
    expect(about(estimated)).to.equal('[tract-sync] Updated APP-1');
  });

  it('of several time entries of one ticket has a line for each', () => {
    const two = { ...ticket(), worklogs: [worklog('7'), worklog('8', { author: 'ann', seconds: 1800 })] };
    expect(messageOf(planOf({ base: ticket(), git: ticket(), jira: two })).split('\n')).to.deep.equal([
      '[tract-sync] Updated APP-1',
      '',
      'Add worklog from Jira (APP-1, bob, 1h)',
      'Add worklog from Jira (APP-1, ann, 30m)',
    ]);
  });

  it('of a change of a ticket names the time that came along, from Jira and to it', () => {
    const bare = ticket();
    const entry = worklog('8', { author: 'ann', seconds: 1800 });
    const { jira: done } = planOf({ base: bare, git: { ...bare, worklogs: [entry] }, jira: bare });
    const both = { ...SAYS, values: { ...SAYS.values, title: 'Slow' } };
    const plan = planOf({ base: bare, git: bare, jira: both });
    const queued = settled('9', 7200);
    expect(commitMessage([{ ...of(plan), done }], [queued]).split('\n')).to.deep.equal([
      '[tract-sync] Updated APP-1',
      '',
      'Logged 30m to APP-1',
      'Logged 2h to APP-1',
      'Add worklog from Jira (APP-1, bob, 1h)',
    ]);
    const other = { ...UPDATED, key: 'APP-2' };
    expect(commitMessage([{ ...of(plan), done }, of(other)], [queued]).split('\n')).to.deep.equal([
      '[tract-sync] Updated 2 tickets',
      '',
      'Updated APP-1',
      'Updated APP-2',
      'Logged 30m to APP-1',
      'Logged 2h to APP-1',
      'Add worklog from Jira (APP-1, bob, 1h)',
    ]);
  });

  it('names time that was logged in git once, whether it stood in the queue or was written by hand', () => {
    const before = ticket({ remaining: 28_800 });
    const { jira: done } = planOf({ base: before, git: { ...before, worklogs: [worklog('8')] }, jira: before });
    const accounted = planOf({ base: before, git: before, jira: ticket({ remaining: 25_200 }) });
    const byHand = { ...of(accounted), done };
    expect(commitMessage([byHand])).to.equal('[tract-sync] Logged 1h to APP-1');
    expect(commitMessage([byHand], [settled('8', 3600)])).to.equal('[tract-sync] Logged 1h to APP-1');
    expect(commitMessage([of(accounted)], [settled('8', 3600)])).to.equal('[tract-sync] Logged 1h to APP-1');
    expect(commitMessage([], [settled('8', 3600), settled('9', 60)]).split('\n')).to.deep.equal([
      '[tract-sync] Logged 2 time entries',
      '',
      'Logged 1h to APP-1',
      'Logged 1m to APP-1',
    ]);
    expect(commitMessage([], [{ kind: 'taken-back', entry: settled('8', 0).entry }])).to.equal(
      '[tract-sync] Cleared the queue of what is over',
    );
  });

  it('of a new ticket from Jira names its time, and of a removed one does not', () => {
    expect(messageOf(planOf({ jira: SAYS })).split('\n')).to.deep.equal([
      '[tract-sync] Created APP-1',
      '',
      'Add worklog from Jira (APP-1, bob, 1h)',
    ]);
    const gone = planOf({ base: SAYS, git: SAYS, jira: 'gone' });
    expect(messageOf(gone, SAYS)).to.equal(
      '[tract-sync] Removed APP-1: no longer visible in Jira (deleted, or hidden from the service account)',
    );
  });

  it('calls a line that moves to another month an update, and an old form of a line nothing', () => {
    const later = { ...SAYS, worklogs: [worklog('7', { started: '2026-03-02T09:00:00Z' })] };
    expect(messageOf(planOf({ base: SAYS, git: SAYS, jira: later }), SAYS)).to.equal(
      '[tract-sync] Update worklog from Jira (APP-1, bob, 1h)',
    );
    const doubled = { ...SAYS, worklogs: [worklog('7'), worklog('7', { seconds: 7200 })] };
    const merged = planOf({ base: SAYS, git: doubled, jira: LONGER });
    expect(merged.git.map(({ kind }) => kind)).to.deep.equal(['remove-worklog']);
    expect(messageOf(merged, SAYS)).to.equal('[tract-sync] Updated APP-1');
  });

  it('lists time without end no more than tickets, which come first', () => {
    const worklogs = Array.from({ length: 1_500 }, (_, n) => worklog(`${n}`, { seconds: 60 * (n + 1) }));
    const lines = messageOf(planOf({ jira: { ...ticket(), worklogs } })).split('\n');
    expect([lines[0], lines.length, lines.at(-1)]).to.deep.equal(['[tract-sync] Created APP-1', 1_003, 'and 500 more']);
  });

  it('keeps a name from Jira on its line', () => {
    const odd = { ...ticket(), worklogs: [worklog('7', { author: 'bob\n\n[tract-sync] x' })] };
    expect(messageOf(planOf({ base: ticket(), git: ticket(), jira: odd }))).to.equal(
      '[tract-sync] Add worklog from Jira (APP-1, bob [tract-sync] x, 1h)',
    );
  });

  it('counts several tickets and has a line for each', () => {
    expect(commitMessage([of(UPDATED), of({ ...UPDATED, key: 'APP-2' })]).split('\n')).to.deep.equal([
      '[tract-sync] Updated 2 tickets',
      '',
      'Updated APP-1',
      'Updated APP-2',
    ]);
  });

  it('of a first import says so, and does not list without end', () => {
    const one = planOf({ jira: ticket() });
    const plans = Array.from({ length: 1_200 }, (_, n) => of({ ...one, key: `APP-${n}` }));
    const lines = commitMessage(plans).split('\n');
    expect(lines[0]).to.equal('[tract-sync] Imported 1200 tickets');
    expect(lines).to.have.lengthOf(1_003);
    expect(lines.at(-1)).to.equal('and 200 more');
  });

  it('without a ticket is about the project`s files', () => {
    expect(commitMessage([])).to.equal("[tract-sync] Updated the project's files");
  });
});

function messageOf(plan: TicketPlan, stored: Told | null = null): string {
  return commitMessage([of(plan, stored)]);
}

function of(plan: TicketPlan, stored: Told | null = null): Committed {
  return { plan, stored: stored === null ? null : observationOf({ base: stored }).base, done: [], requested: [] };
}

function settled(id: string, seconds: number): Extract<Settled, { kind: 'synced' }> {
  const started = '2026-02-12T09:00:00Z';
  const entry = { kind: 'worklog', id, issue: 'APP-1', at: started } as const;
  return { kind: 'synced', entry, worklog: { id, issue: 'APP-1', author: 'bob', seconds, started, comment: '' } };
}
