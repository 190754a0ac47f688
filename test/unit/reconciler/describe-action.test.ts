import { expect } from 'chai';
import { describeGitAction, describeJiraAction } from '../../../src/reconciler/describe-action.ts';
import { refsOf } from '../../../src/reconciler/jira-action.ts';
import type { TicketPlan } from '../../../src/reconciler/plan.ts';
import { comment, planOf, type Told, ticket, worklog } from '../../support/observation-builder.ts';

const SAYS = ticket(
  { labels: ['a'], links: ['blocks APP-2'] },
  { comments: [comment('1', 'Hm')], worklogs: [worklog('7')] },
);

describe('an action in a few words', () => {
  it('for Jira: a new issue', () => {
    const plan = planOf({ git: SAYS, more: { key: null, path: 'issues/new.md' } });
    expect(inJira(plan)).to.deep.equal([['create an issue from issues/new.md', ['file']]]);
  });

  it('for Jira: fields, the workflow and links', () => {
    const git = telling({ title: 'Slow', labels: ['b'], status: 'Done', resolution: 'Fixed', links: ['clones APP-3'] });
    expect(inJira(planOf({ base: SAYS, git: { ...git, description: 'New.' }, jira: SAYS }))).to.deep.equal([
      ['set title, labels, description', ['title', 'labels', 'description']],
      ['move from To Do to Done', ['status']],
      ['link: clones APP-3', ['links']],
      ['unlink: blocks APP-2', ['links']],
    ]);
  });

  it('for Jira: comments', () => {
    const added = planOf({ base: ticket(), git: { ...ticket(), comments: SAYS.comments }, jira: ticket() });
    expect(inJira(added).map(([words]) => words)).to.deep.equal(['add the comment of ann']);
    const edited = planOf({ base: SAYS, git: { ...SAYS, comments: [comment('1', 'Oh')] }, jira: SAYS });
    expect(inJira(edited)).to.deep.equal([['edit the comment of ann', ['comment:1']]]);
    const removed = planOf({ base: SAYS, git: { ...SAYS, comments: [] }, jira: SAYS });
    expect(inJira(removed)).to.deep.equal([['remove a comment', ['comment:1']]]);
  });

  it('for Jira: time entries', () => {
    const added = planOf({ base: ticket(), git: { ...ticket(), worklogs: SAYS.worklogs }, jira: ticket() });
    expect(inJira(added)).to.deep.equal([['log 1h for bob', ['worklog:new-7']]]);
    const edited = planOf({ base: SAYS, git: { ...SAYS, worklogs: [worklog('7', { seconds: 6000 })] }, jira: SAYS });
    expect(inJira(edited)).to.deep.equal([['change a time entry of bob to 1h 40m', ['worklog:7']]]);
    const removed = planOf({ base: SAYS, git: { ...SAYS, worklogs: [] }, jira: SAYS });
    expect(inJira(removed)).to.deep.equal([['remove a time entry', ['worklog:7']]]);
  });

  it('for git: files', () => {
    expect(inGit(planOf({ base: SAYS, git: SAYS, jira: telling({ title: 'Slow' }) }))).to.deep.equal([
      'write issues/APP-1.md',
    ]);
    const more = { path: 'issues/new.md' };
    expect(inGit(planOf({ base: SAYS, git: SAYS, jira: SAYS, more }))).to.deep.equal([
      'rename issues/new.md to issues/APP-1.md',
    ]);
    expect(inGit(planOf({ base: ticket(), git: ticket(), jira: 'gone' }))).to.deep.equal(['remove issues/APP-1.md']);
  });

  it('for git: time entries', () => {
    const bare = { ...SAYS, worklogs: [] };
    const longer = { ...SAYS, worklogs: [worklog('7', { seconds: 5400 })] };
    expect(inGit(planOf({ base: bare, git: bare, jira: SAYS }))).to.deep.equal(['add a time entry of bob, 1h']);
    expect(inGit(planOf({ base: SAYS, git: SAYS, jira: longer }))).to.deep.equal([
      'change a time entry of bob to 1.5h',
    ]);
    expect(inGit(planOf({ base: SAYS, git: SAYS, jira: bare }))).to.deep.equal([
      'remove line 1 of worklogs/2026-02.jsonl',
    ]);
  });
});

function telling(values: Told['values']): Told {
  return { ...SAYS, values: { ...SAYS.values, ...values } };
}

/** Each action in words, and what is held when Jira refuses it. */
function inJira(plan: TicketPlan) {
  return plan.jira.map((action) => [describeJiraAction(action), refsOf(action)] as const);
}

function inGit(plan: TicketPlan): readonly string[] {
  return plan.git.map(describeGitAction);
}
