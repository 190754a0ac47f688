import { expect } from 'chai';
import { commitMessage } from '../../../src/reconciler/commit-message.ts';
import type { TicketPlan } from '../../../src/reconciler/plan.ts';
import { planOf, ticket, worklog } from '../../support/observation-builder.ts';

const SAYS = ticket({}, { worklogs: [worklog('7')] });
const LONGER = { ...SAYS, worklogs: [worklog('7', { seconds: 7200 })] };
const UPDATED = planOf({ base: SAYS, git: SAYS, jira: { ...SAYS, values: { ...SAYS.values, title: 'Slow' } } });

describe('the message of a cycle`s commit', () => {
  it('says what happened to one ticket', () => {
    expect(messageOf(UPDATED)).to.equal('[tract-sync] Updated APP-1');
    expect(messageOf(planOf({ jira: ticket() }))).to.equal('[tract-sync] Created APP-1');
    expect(messageOf(planOf({ base: ticket(), git: ticket(), jira: 'gone' }))).to.equal('[tract-sync] Removed APP-1');
    expect(messageOf(planOf({ base: ticket(), jira: ticket() }))).to.equal('[tract-sync] Restored APP-1');
  });

  it('calls a file that became a ticket created', () => {
    const more = { path: 'issues/new.md' };
    const renamed = planOf({ base: ticket(), git: ticket(), jira: ticket(), more });
    expect(commitMessage([renamed], new Set(['issues/new.md']))).to.equal('[tract-sync] Created APP-1');
    expect(messageOf(renamed)).to.equal('[tract-sync] Updated APP-1');
  });

  it('names a time entry from Jira with its person and its time', () => {
    const bare = ticket();
    expect(messageOf(planOf({ base: bare, git: bare, jira: LONGER }))).to.equal(
      '[tract-sync] Add worklog from Jira (APP-1, bob, 2h)',
    );
    expect(messageOf(planOf({ base: SAYS, git: SAYS, jira: LONGER }))).to.equal(
      '[tract-sync] Update worklog from Jira (APP-1)',
    );
    expect(messageOf(planOf({ base: SAYS, git: SAYS, jira: bare }))).to.equal(
      '[tract-sync] Remove worklog deleted in Jira (APP-1)',
    );
  });

  it('is about the time entry, not about what Jira takes off the remaining estimate for it', () => {
    const bare = ticket({ remaining: 28_800 });
    const logged = { ...LONGER, values: { ...LONGER.values, remaining: 21_600, updated: '2026-02-14T09:00:00Z' } };
    const retitled = { ...logged, values: { ...logged.values, title: 'Slow' } };
    const estimated = { ...bare, values: { ...bare.values, remaining: 3600 } };
    const about = (jira: typeof bare) => messageOf(planOf({ base: bare, git: bare, jira }));
    expect(about(logged)).to.equal('[tract-sync] Add worklog from Jira (APP-1, bob, 2h)');
    expect(about(retitled)).to.equal('[tract-sync] Updated APP-1');
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

  it('counts several tickets and has a line for each', () => {
    expect(commitMessage([UPDATED, { ...UPDATED, key: 'APP-2' }], new Set()).split('\n')).to.deep.equal([
      '[tract-sync] Updated 2 tickets',
      '',
      'Updated APP-1',
      'Updated APP-2',
    ]);
  });

  it('of a first import says so, and does not list without end', () => {
    const one = planOf({ jira: ticket() });
    const plans = Array.from({ length: 1_200 }, (_, n) => ({ ...one, key: `APP-${n}` }));
    const lines = commitMessage(plans, new Set()).split('\n');
    expect(lines[0]).to.equal('[tract-sync] Imported 1200 tickets');
    expect(lines).to.have.lengthOf(1_003);
    expect(lines.at(-1)).to.equal('and 200 more');
  });

  it('without a ticket is about the project`s files', () => {
    expect(commitMessage([], new Set())).to.equal("[tract-sync] Updated the project's files");
  });
});

function messageOf(plan: TicketPlan): string {
  return commitMessage([plan], new Set());
}
