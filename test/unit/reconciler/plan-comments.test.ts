import { expect } from 'chai';
import type { GitComment } from '../../../src/model/ticket.ts';
import { hasActions } from '../../../src/reconciler/plan.ts';
import {
  baseOf,
  comment,
  planOf,
  type ToldComment,
  ticket,
  type World,
  wiki,
} from '../../support/observation-builder.ts';
import { commentsWritten } from '../../support/read-plan.ts';

const ANN = comment('1', 'It crashed.', { at: '2026-02-11T09:00:00Z' });
const BOB = comment('2', 'On which machine?', { author: 'bob', at: '2026-02-12T09:00:00Z' });

describe('the plan for comments', () => {
  describe('a new one', () => {
    it('in git is added to Jira in the name of its author', () => {
      const plan = planOf(three([ANN], [ANN, { ...BOB, at: null }], [ANN]));
      expect(plan.git).to.deep.equal([]);
      expect(plan.jira).to.have.lengthOf(1);
      expect(plan.jira[0]).to.deep.include({ kind: 'add-comment', author: 'bob', body: wiki(BOB.body) });
      expect(plan.base?.comments).to.deep.equal(agreed([ANN]));
    });

    it('in git by `me` is the committer`s', () => {
      const plan = planOf(three([], [{ ...BOB, author: 'me', at: null }], []));
      expect(plan.jira[0]).to.include({ kind: 'add-comment', author: 'bob' });
    });

    it('in git by `me` waits where nobody knows the committer', () => {
      const world = three([], [{ ...BOB, author: 'me', at: null }], []);
      const plan = planOf({ ...world, more: { committer: null } });
      expect(plan.jira).to.deep.equal([]);
      expect(plan.holds[0]?.reason).to.equal(
        'nobody in .tract/users.yaml is the committer behind "me": write the handle',
      );
    });

    it('in git without text waits for its text', () => {
      const plan = planOf(three([], [{ ...BOB, body: '' }], []));
      expect(plan.jira).to.deep.equal([]);
      expect(plan.holds[0]).to.include({ kind: 'unreadable' });
    });

    it('in git with a damaged piece of Jira`s notation waits alone, and says on which line', () => {
      const plan = planOf(
        three(
          [],
          [
            { ...ANN, at: null, body: 'Look:\n\n```jira\n{code}' },
            { ...BOB, at: null },
          ],
          [],
        ),
      );
      expect(plan.jira).to.have.lengthOf(1);
      expect(plan.jira[0]).to.deep.include({ kind: 'add-comment', body: wiki(BOB.body) });
      expect(plan.holds).to.have.lengthOf(1);
      expect(plan.holds[0]?.reason).to.match(/^line 3 of the text: /);
    });

    it('in git past the caps is added as a whole, and that is told', () => {
      const body = 'word '.repeat(21_000).trimEnd();
      const plan = planOf(three([], [{ ...ANN, at: null, body }], []));
      expect(plan.jira[0]).to.deep.include({ body: wiki(`{noformat}\n${body}\n{noformat}`) });
      expect(JSON.stringify(plan)).to.include('whole text: too long');
    });

    it('in git is two where somebody says the same twice', () => {
      const plan = planOf(three([], [BOB, BOB], []));
      expect(plan.jira.map(({ kind }) => kind)).to.deep.equal(['add-comment', 'add-comment']);
      const uids = plan.jira.map((action) => ('uid' in action ? action.uid : ''));
      expect(new Set(uids).size).to.equal(2);
    });

    it('in Jira is written where its time puts it', () => {
      const late = comment('3', 'Solved.', { at: '2026-02-13T09:00:00Z' });
      const plan = planOf(three([ANN, late], [ANN, late], [ANN, BOB, late]));
      expect(plan.jira).to.deep.equal([]);
      expect(commentsWritten(plan)).to.deep.equal([said(ANN), said(BOB), said(late)]);
      expect(plan.base?.comments).to.deep.equal(agreed([ANN, late, BOB]));
    });

    it('in Jira stands before one that has no time yet', () => {
      const mine = { ...comment('', 'Me too'), author: 'me', at: null };
      const plan = planOf(three([ANN], [ANN, mine], [ANN, BOB]));
      expect(commentsWritten(plan)).to.deep.equal([said(ANN), said(BOB), said(mine)]);
      expect(plan.jira[0]).to.deep.include({ kind: 'add-comment', author: 'bob', body: wiki('Me too') });
    });
  });

  it('that Jira just made of `me` takes its header from Jira', () => {
    const mine = { ...BOB, author: 'me', at: null };
    const plan = planOf(three([mine], [mine], [BOB]));
    expect(plan.jira).to.deep.equal([]);
    expect(commentsWritten(plan)).to.deep.equal([said(BOB)]);
    expect(plan.base?.comments).to.deep.equal(agreed([BOB]));
  });

  describe('an edit', () => {
    const edited = (words: string) => ({ ...ANN, body: words });

    it('in git goes to Jira', () => {
      const plan = planOf(three([ANN], [edited('It crashed again.')], [ANN]));
      expect(plan.git).to.deep.equal([]);
      expect(plan.jira).to.have.lengthOf(1);
      expect(plan.jira[0]).to.deep.include({ kind: 'edit-comment', comment: '1', body: wiki('It crashed again.') });
      expect(plan.base?.comments).to.deep.equal(agreed([ANN]));
    });

    it('in Jira goes to git', () => {
      const plan = planOf(three([ANN, BOB], [ANN, BOB], [edited('It crashed again.'), BOB]));
      expect(plan.jira).to.deep.equal([]);
      expect(commentsWritten(plan)).to.deep.equal([said(edited('It crashed again.')), said(BOB)]);
    });

    it('on both sides merges where the lines differ', () => {
      const base = edited('First line\n\nSecond line\n\nThird line');
      const git = edited('First line of git\n\nSecond line\n\nThird line');
      const jira = edited('First line\n\nSecond line\n\nThird line of Jira');
      const plan = planOf(three([base], [git], [jira]));
      const both = 'First line of git\n\nSecond line\n\nThird line of Jira';
      expect(plan.jira[0]).to.deep.include({ kind: 'edit-comment', body: wiki(both) });
      expect(commentsWritten(plan)).to.deep.equal([said(edited(both))]);
    });

    it('on both sides of the same words waits for a person', () => {
      const plan = planOf(three([ANN], [edited('It exploded.')], [edited('It burned.')]));
      expect(hasActions(plan)).to.equal(false);
      expect(plan.holds[0]).to.include({ field: 'comment:1', kind: 'conflict' });
      expect(plan.base?.comments).to.deep.equal(agreed([ANN]));
    });

    it('that empties the text but leaves the header waits', () => {
      const plan = planOf(three([ANN], [edited('')], [ANN]));
      expect(hasActions(plan)).to.equal(false);
      expect(plan.holds[0]).to.include({ field: 'comment:1', kind: 'unreadable' });
    });

    it('of the header is put back: author and time are Jira`s', () => {
      const plan = planOf(three([ANN], [{ ...ANN, author: 'eve' }], [ANN]));
      expect(plan.jira).to.deep.equal([]);
      expect(commentsWritten(plan)).to.deep.equal([said(ANN)]);
    });

    it('of the header`s time is put back, and the comment is still the same one', () => {
      const plan = planOf(three([ANN, BOB], [{ ...ANN, at: '2020-01-01T00:00:00Z' }, BOB], [ANN, BOB]));
      expect(plan.jira).to.deep.equal([]);
      expect(commentsWritten(plan)).to.deep.equal([said(ANN), said(BOB)]);
    });
  });

  it('meet for the first time by header: the same comment on both sides is one', () => {
    const plan = planOf({ git: ticket({}, { comments: [ANN] }), jira: ticket({}, { comments: [ANN, BOB] }) });
    expect(plan.jira).to.deep.equal([]);
    expect(commentsWritten(plan)).to.deep.equal([said(ANN), said(BOB)]);
  });
});

function three(base: readonly ToldComment[], git: readonly ToldComment[], jira: readonly ToldComment[]): World {
  const says = (comments: readonly ToldComment[]) => ticket({}, { comments });
  return { base: says(base), git: says(git), jira: says(jira) };
}

function agreed(comments: readonly ToldComment[]) {
  return baseOf(ticket({}, { comments })).comments;
}

function said({ author, at, body }: ToldComment): GitComment {
  return { author, at, body };
}
