import { expect } from 'chai';
import { fingerprint } from '../../../src/model/fingerprint.ts';
import type { TicketPlan } from '../../../src/reconciler/plan.ts';
import { hasActions } from '../../../src/reconciler/plan.ts';
import {
  baseOf,
  comment,
  ID,
  jiraTicketOf,
  KEY,
  NOW,
  planOf,
  ticket,
  wiki,
  worklog,
} from '../../support/observation-builder.ts';

const NEW_FILE = { more: { key: null, path: 'issues/crash-on-start.md' } };

describe('the plan of one ticket, by where it is', () => {
  describe('new in git', () => {
    it('is created with what Jira takes at birth, and nothing is written to git yet', () => {
      const plan = planOf({ git: ticket({ priority: null, labels: ['a'] }), ...NEW_FILE });
      expect(plan.situation).to.equal('new-in-git');
      expect(plan.git).to.deep.equal([]);
      expect(plan.base).to.equal(null);
      expect(plan.jira).to.deep.equal([
        {
          kind: 'create-issue',
          uid: fingerprint(['c'.repeat(40), 'issues/crash-on-start.md']),
          path: 'issues/crash-on-start.md',
          content: 'b'.repeat(40),
          values: { title: 'Login fails', type: 'Bug', labels: ['a'] },
          texts: { description: wiki('It does not work.') },
          reason: 'new in git',
        },
      ]);
    });

    it('takes from the project what the file leaves open', () => {
      const plan = planOf({ git: ticket({ type: null }), ...NEW_FILE });
      expect(plan.jira[0]).to.have.nested.property('values.type', 'Task');
    });

    it('leaves status, resolution, links, comments and time entries for when it exists', () => {
      const says = ticket(
        { status: 'Done', resolution: 'Fixed', links: ['blocks APP-2'] },
        { comments: [comment('1', 'Hm')] },
      );
      const plan = planOf({ git: { ...says, worklogs: [worklog('1')] }, ...NEW_FILE });
      expect(plan.jira.map(({ kind }) => kind)).to.deep.equal(['create-issue']);
      expect(plan.jira[0]).to.have.property('values').that.has.all.keys('title', 'type', 'priority');
    });

    it('gets the rest and its file name once Jira gave it a key', () => {
      const born = ticket({ status: null, links: null, updated: null, created: null, reporter: null });
      const says = {
        ...ticket({ ...born.values, status: 'Done', links: ['blocks APP-2'] }),
        comments: [comment('new', 'Hm', { id: '' })],
      };
      const plan = planOf({ base: born, git: says, jira: ticket(), more: { path: 'issues/crash-on-start.md' } });
      expect(plan.jira.map(({ kind }) => kind)).to.deep.equal(['transition', 'add-link', 'add-comment']);
      expect(plan.git).to.have.lengthOf(1);
      expect(plan.git[0]).to.include({ path: 'issues/crash-on-start.md', to: 'issues/APP-1.md' });
      expect(plan.git[0]).to.have.nested.property('edit.values').that.includes({ reporter: 'ann' });
    });

    it('waits while a value of the file cannot be read', () => {
      const problems = [{ field: 'due', line: 4, reason: '"soon" is no date' }];
      const plan = planOf({ git: ticket(), problems, ...NEW_FILE });
      expect(plan.jira).to.deep.equal([]);
      expect(plan.holds).to.have.lengthOf(1);
      expect(plan.holds[0]).to.include({ field: 'file', kind: 'unreadable', reason: 'line 4: due: "soon" is no date' });
    });

    it('is not created where the name promises a key that Jira does not know', () => {
      const plan = planOf({ git: ticket() });
      expect(plan.situation).to.equal('unknown-to-jira');
      expect(hasActions(plan)).to.equal(false);
      expect(reasons(plan)).to.deep.equal(['Issue APP-1 not found in Jira']);
    });

    it('holds time entries for a ticket that Jira does not know', () => {
      const plan = planOf({ more: { worklogs: [{ month: '2026-02', line: 1, worklog: lineOf('x') }] } });
      expect(plan.situation).to.equal('unknown-to-jira');
      expect(reasons(plan)).to.deep.equal(['Issue APP-1 not found in Jira']);
    });
  });

  describe('new in Jira', () => {
    it('becomes a file with everything in it, and is agreed', () => {
      const says = ticket({ labels: ['a'] }, { comments: [comment('1', 'Hm')], worklogs: [worklog('7')] });
      const plan = planOf({ jira: says });
      expect(plan.situation).to.equal('new-in-jira');
      expect(plan.jira).to.deep.equal([]);
      const [write, log] = plan.git;
      expect(write).to.deep.include({
        kind: 'write-ticket',
        path: `issues/${KEY}.md`,
        to: `issues/${KEY}.md`,
        from: null,
      });
      expect(write)
        .to.have.nested.property('edit.values')
        .that.includes({ title: 'Login fails', reporter: 'ann', updated: says.values.updated });
      expect(write).to.have.nested.property('edit.texts.description', 'It does not work.');
      expect(write).to.have.nested.property('edit.comments[0].comment.body', 'Hm');
      expect(log).to.deep.include({ kind: 'add-worklog', worklog: lineOf('7') });
      expect(plan.base).to.deep.equal(baseOf(says));
    });
  });

  describe('first meeting', () => {
    it('of equals is only put on record', () => {
      const says = ticket({}, { comments: [comment('1', 'Hm')], worklogs: [worklog('7')] });
      const plan = planOf({ git: says, jira: says });
      expect(plan.situation).to.equal('first-meeting');
      expect(hasActions(plan)).to.equal(false);
      expect(plan.findings).to.deep.equal([]);
      expect(plan.base).to.deep.equal(baseOf(says));
    });

    it('of different tickets asks the policy of each field, and fills what one side leaves open', () => {
      const git = ticket({ title: 'Login broken', status: 'Done', due: '2026-03-01' });
      const plan = planOf({ git, jira: ticket({ assignee: 'bob' }) });
      expect(plan.holds.map(({ field, kind }) => [field, kind])).to.deep.equal([['title', 'conflict']]);
      expect(plan.jira).to.have.lengthOf(1);
      expect(plan.jira[0]).to.deep.include({ kind: 'update-issue', values: { due: '2026-03-01' } });
      expect(plan.git[0]).to.have.nested.property('edit.values').that.deep.equals({ status: 'To Do', assignee: 'bob' });
    });

    it('agrees only on what both sides hold', () => {
      const plan = planOf({ git: ticket({ title: 'Login broken', due: '2026-03-01' }), jira: ticket() });
      expect(plan.base?.values).not.to.have.any.keys('title', 'due');
      expect(plan.base?.values).to.include({ type: 'Bug' });
    });
  });

  describe('known on all three', () => {
    it('and the same everywhere leaves nothing to do', () => {
      const says = ticket({ labels: ['a'] }, { comments: [comment('1', 'Hm')], worklogs: [worklog('7')] });
      const plan = planOf({ base: says, git: says, jira: says });
      expect(plan.situation).to.equal('known');
      expect(hasActions(plan)).to.equal(false);
      expect(plan.findings).to.deep.equal([]);
      expect(plan.holds).to.deep.equal([]);
      expect(plan.base).to.deep.equal(baseOf(says));
    });

    it('and renamed in Jira moves the file, unchanged, to its new name', () => {
      const jira = { ...jiraTicketOf(ticket()), key: 'APP-77' };
      const plan = planOf({ base: ticket(), git: ticket(), more: { jira: { kind: 'present', ticket: jira } } });
      expect(plan.git).to.have.lengthOf(1);
      expect(plan.git[0]).to.deep.include({ kind: 'write-ticket', path: 'issues/APP-1.md', to: 'issues/APP-77.md' });
      expect(plan.git[0]).to.have.property('edit').that.deep.equals({ values: {}, texts: {}, comments: null });
      expect(plan.base).to.include({ id: ID, key: 'APP-77' });
    });
  });

  describe('a file that cannot be read', () => {
    const broken = { kind: 'broken', blob: 'b'.repeat(40), line: 3, reason: 'the front matter has no end' } as const;
    for (const jira of [ticket({ title: 'Changed' }), 'missing', 'gone'] as const) {
      it(`holds its ticket on both sides while Jira is ${typeof jira === 'string' ? jira : 'there'}`, () => {
        const plan = planOf({ base: ticket(), jira, more: { git: broken } });
        expect(plan.situation).to.equal('broken-in-git');
        expect(hasActions(plan)).to.equal(false);
        expect(plan.holds).to.deep.equal([
          {
            field: 'file',
            kind: 'unreadable',
            reason: 'line 3: the front matter has no end',
            git: fingerprint(broken.blob),
            jira: fingerprint(null),
            since: NOW,
            origins: null,
          },
        ]);
        expect(plan.base).to.deep.equal(baseOf(ticket()));
      });
    }
  });

  it('nowhere is nothing to do', () => {
    const plan = planOf({});
    expect(plan.situation).to.equal('nothing');
    expect(hasActions(plan)).to.equal(false);
  });
});

function reasons(plan: TicketPlan): readonly string[] {
  return plan.holds.map(({ reason }) => reason);
}

function lineOf(id: string) {
  return { id, issue: KEY, author: 'bob', seconds: 3600, started: '2026-02-12T09:00:00Z', comment: '' };
}
