import { expect } from 'chai';
import { fingerprint } from '../../../src/model/fingerprint.ts';
import type { GitComment } from '../../../src/model/ticket.ts';
import { hasActions } from '../../../src/reconciler/plan.ts';
import type { Hold } from '../../../src/snapshot/base.ts';
import {
  baseOf,
  comment,
  formatWith,
  NOW,
  planOf,
  type ToldComment,
  ticket,
  type World,
  wiki,
} from '../../support/observation-builder.ts';
import { commentsWritten } from '../../support/read-plan.ts';

const ANN = comment('1', 'It crashed.', { at: '2026-02-11T09:00:00Z' });
const BOB = comment('2', 'On which machine?', { author: 'bob', at: '2026-02-12T09:00:00Z' });

describe('the plan for comments that somebody removed or Jira refused', () => {
  describe('a removal', () => {
    it('in git removes the comment from Jira, and is agreed only when it is gone', () => {
      const plan = planOf(three([ANN, BOB], [BOB], [ANN, BOB]));
      expect(plan.git).to.deep.equal([]);
      expect(plan.jira).to.have.lengthOf(1);
      expect(plan.jira[0]).to.deep.include({ kind: 'remove-comment', comment: '1' });
      expect(plan.base?.comments).to.deep.equal(agreed([ANN, BOB]));
    });

    it('in Jira removes the comment from the file', () => {
      const plan = planOf(three([ANN, BOB], [ANN, BOB], [BOB]));
      expect(plan.jira).to.deep.equal([]);
      expect(commentsWritten(plan)).to.deep.equal([said(BOB)]);
      expect(plan.base?.comments).to.deep.equal(agreed([BOB]));
    });

    it('on both sides is forgotten', () => {
      const plan = planOf(three([ANN], [], []));
      expect(hasActions(plan)).to.equal(false);
      expect(plan.base?.comments).to.deep.equal([]);
    });

    it('of one of two that say the same takes one away', () => {
      const twin = { ...ANN, id: '9' };
      const plan = planOf(three([ANN, twin], [ANN], [ANN, twin]));
      expect(plan.jira).to.have.lengthOf(1);
      expect(plan.jira[0]).to.deep.include({ kind: 'remove-comment', comment: '9' });
    });

    describe('against an edit', () => {
      const edited = { ...ANN, body: 'It crashed again.' };
      const removedInGit = three([ANN], [], [edited]);
      const removedInJira = three([ANN], [edited], []);

      it('waits for a person, with everything as it is', () => {
        for (const world of [removedInGit, removedInJira]) {
          const plan = planOf(world);
          expect(hasActions(plan)).to.equal(false);
          expect(plan.holds.map(({ field, kind }) => [field, kind])).to.deep.equal([['comment:1', 'conflict']]);
          expect(plan.base?.comments).to.deep.equal(agreed([ANN]));
        }
      });

      it('by policy git: what git did', () => {
        const settings = { format: formatWith({ comments: 'git' }) };
        expect(planOf(removedInGit, settings).jira[0]).to.include({ kind: 'remove-comment', comment: '1' });
        expect(planOf(removedInJira, settings).jira[0]).to.deep.include({
          kind: 'add-comment',
          body: wiki(edited.body),
        });
      });

      it('by policy jira: what Jira did', () => {
        const settings = { format: formatWith({ comments: 'jira' }) };
        expect(commentsWritten(planOf(removedInGit, settings))).to.deep.equal([said(edited)]);
        expect(commentsWritten(planOf(removedInJira, settings))).to.deep.equal([]);
      });
    });
  });

  describe('that Jira refused', () => {
    it('is not sent again while it stays as it is', () => {
      const world = three([], [BOB], []);
      const [action] = planOf(world).jira;
      const ref = action?.kind === 'add-comment' ? action.ref : '';
      const hold = refusal(ref, said(BOB), null);
      const plan = planOf({ ...world, holds: [hold] });
      expect(hasActions(plan)).to.equal(false);
      expect(plan.holds).to.deep.equal([hold]);
      expect(planOf({ ...world, holds: [hold] }, { retryHeld: true }).jira).to.have.lengthOf(1);
    });

    it('is sent again when its text changes', () => {
      const hold = refusal('comment:1', 'It exploded.', wiki(ANN.body));
      const world = { ...three([ANN], [{ ...ANN, body: 'It exploded.' }], [ANN]), holds: [hold] };
      expect(planOf(world).jira).to.deep.equal([]);
      expect(planOf(world).holds).to.deep.equal([hold]);
      const again = { ...three([ANN], [{ ...ANN, body: 'It burned.' }], [ANN]), holds: [hold] };
      expect(planOf(again).jira).to.have.lengthOf(1);
      expect(planOf(again).holds).to.deep.equal([]);
    });

    it('is not removed again while Jira has it as it is', () => {
      const jira = { id: '1', author: 'ann', at: ANN.at, body: wiki(ANN.body) };
      const hold = refusal('comment:1', null, jira);
      const world = { ...three([ANN], [], [ANN]), holds: [hold] };
      const plan = planOf(world);
      expect(hasActions(plan)).to.equal(false);
      expect(plan.holds).to.deep.equal([hold]);
      expect(plan.base?.comments).to.deep.equal(agreed([ANN]));
    });
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

function refusal(field: string, git: unknown, jira: unknown): Hold {
  const prints = { git: fingerprint(git), jira: fingerprint(jira) };
  return { field, kind: 'refused', reason: 'Jira says: no', since: NOW, origins: null, ...prints };
}
