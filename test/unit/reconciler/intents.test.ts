import { expect } from 'chai';
import { elementOf, subjectOf } from '../../../src/reconciler/intent-subject.ts';
import { intentFor, newIntents, orphanedIntents } from '../../../src/reconciler/intents.ts';
import type { CreateAction } from '../../../src/reconciler/jira-action.ts';
import type { Intent } from '../../../src/snapshot/intent.ts';
import { comment, ID, type Told, ticket, worklog } from '../../support/observation-builder.ts';
import { workOf } from '../../support/work-builder.ts';

const AT_MS = 1_000;
const BIRTH = { git: ticket(), more: { key: null, path: 'issues/fix #12.md' } };

describe('intents', () => {
  it('stand for each create of a plan, with what exists already', () => {
    const work = adding({ comments: [comment('', 'New')], worklogs: [worklog('', { line: 'x1' })] });
    const intents = newIntents([work], [], AT_MS);
    expect(intents.map(({ subject, known, result }) => ({ subject, known, result }))).to.deep.equal([
      { subject: subjectOf('', createsOf(work)[0]), known: ['1'], result: null },
      { subject: `${ID}#worklog:new-x1`, known: ['7'], result: null },
    ]);
    expect(intents.map(({ uid }) => uid)).to.deep.equal(createsOf(work).map(({ uid }) => uid));
  });

  it('are not made twice for what is begun already, whatever uid is minted now', () => {
    const before = adding({ comments: [comment('', 'New')] });
    const standing = newIntents([before], [], AT_MS);
    const later = adding({ comments: [comment('', 'New')] }, 'd'.repeat(40));
    const [action] = createsOf(later);
    expect(action?.uid).not.to.equal(standing[0]?.uid);
    expect(newIntents([later], standing, AT_MS)).to.deep.equal([]);
    expect(action && intentFor(standing, later.plan, action)).to.deep.equal(standing[0]);
  });

  it('are not made for anything but creates', () => {
    const work = workOf({ base: ticket(), git: ticket({ title: 'Slow', status: 'Done' }), jira: ticket() });
    expect(newIntents([work], [], AT_MS)).to.deep.equal([]);
  });

  it('of a new file are found by its path', () => {
    const work = workOf(BIRTH);
    const [intent] = newIntents([work], [], AT_MS);
    expect(intent).to.include({ subject: 'issues/fix #12.md' });
  });

  describe('whose create is not wanted any more', () => {
    const wanted = adding({ comments: [comment('', 'New')] });
    const standing = newIntents([wanted], [], AT_MS);

    it('are orphans, for instance of a comment that was taken back', () => {
      expect(orphanedIntents(standing, adding({}).plan)).to.deep.equal(standing);
      expect(orphanedIntents(standing, wanted.plan)).to.deep.equal([]);
    });

    it('are no orphans of another ticket', () => {
      const other = standing.map((intent): Intent => ({ ...intent, subject: `999#comment:new-1` }));
      expect(orphanedIntents(other, adding({}).plan)).to.deep.equal([]);
    });

    it('are no orphans while Jira does not show the ticket, or its file cannot be read', () => {
      const { plan } = adding({});
      for (const situation of ['missing-in-jira', 'broken-in-git'] as const) {
        expect(orphanedIntents(standing, { ...plan, situation })).to.deep.equal([]);
      }
    });

    it('of a file are no orphans of a ticket on which nothing is agreed', () => {
      const birth = newIntents([workOf(BIRTH)], [], AT_MS);
      const { plan } = workOf({ more: { path: 'issues/APP-9.md' } });
      expect(plan.base).to.equal(null);
      expect(orphanedIntents(birth, plan)).to.deep.equal([]);
    });

    it('of a file are orphans once it has become a ticket', () => {
      const birth = newIntents([workOf(BIRTH)], [], AT_MS);
      const born = workOf({ base: ticket(), git: ticket(), jira: ticket(), more: { path: 'issues/fix #12.md' } });
      expect(orphanedIntents(birth, born.plan)).to.deep.equal(birth);
    });
  });
});

describe('the subject of an intent', () => {
  it('tells comments and time entries from files, whatever a file is called', () => {
    expect(elementOf('10001#comment:new-abc-1')).to.deep.equal({ issue: '10001', ref: 'comment:new-abc-1' });
    expect(elementOf('10001#worklog:new-a#b')).to.deep.equal({ issue: '10001', ref: 'worklog:new-a#b' });
    expect(elementOf('issues/fix #12.md')).to.equal(null);
    expect(elementOf('issues/#1.md')).to.equal(null);
  });
});

/** A ticket to which git adds something; a comment and a time entry are there on all sides. */
function adding(more: Partial<Pick<Told, 'comments' | 'worklogs'>>, commit = 'c'.repeat(40)) {
  const says = ticket({}, { comments: [comment('1', 'Old')], worklogs: [worklog('7')] });
  const comments = [...says.comments, ...(more.comments ?? [])];
  const git = { ...says, comments, worklogs: [...says.worklogs, ...(more.worklogs ?? [])] };
  return workOf({ base: says, git, jira: says, more: { commit } });
}

function createsOf({ plan }: ReturnType<typeof adding>): readonly [CreateAction, ...CreateAction[]] {
  const [first, ...others] = plan.jira.flatMap((action) => ('uid' in action ? [action] : []));
  if (first === undefined) throw new Error('nothing is created');
  return [first, ...others];
}
