import { expect } from 'chai';
import { type CommentMatch, matchComments } from '../../../src/reconciler/match-comments.ts';
import { baseOf, comment, jiraTicketOf, type ToldComment, ticket } from '../../support/observation-builder.ts';

const ANN = comment('1', 'It crashed.', { at: '2026-02-11T09:00:00Z' });
const BOB = comment('2', 'When?', { author: 'bob', at: '2026-02-12T09:00:00Z' });

describe('which comment is which', () => {
  it('the same on all three', () => {
    expect(told(match([ANN, BOB], [ANN, BOB], [ANN, BOB]))).to.deep.equal([
      ['comment:1', '1', 0, '1'],
      ['comment:2', '2', 1, '2'],
    ]);
  });

  it('one whose text was edited keeps its header', () => {
    expect(told(match([ANN, BOB], [{ ...ANN, body: 'It burned.' }, BOB], [ANN, BOB]))[0]).to.deep.equal([
      'comment:1',
      '1',
      0,
      '1',
    ]);
  });

  it('one whose time or author was edited keeps its text', () => {
    for (const edit of [{ at: '2020-01-01T00:00:00Z' }, { at: null }, { author: 'eve' }]) {
      expect(told(match([ANN], [{ ...ANN, ...edit }], [ANN]))).to.deep.equal([['comment:1', '1', 0, '1']]);
    }
  });

  it('one with another author at another time is another comment, though it says the same', () => {
    const other = { ...ANN, author: 'eve', at: '2020-01-01T00:00:00Z' };
    expect(told(match([ANN], [other], [ANN])).map(([, base, git, jira]) => [base, git, jira])).to.deep.equal([
      ['1', null, '1'],
      [null, 0, null],
    ]);
  });

  it('of two with one header, the one that was edited is the one whose text is gone', () => {
    const twin = { ...ANN, id: '9', body: 'Twice' };
    expect(told(match([ANN, twin], [{ ...ANN, body: 'Edited' }, twin], [ANN, twin]))).to.deep.equal([
      ['comment:1', '1', 0, '1'],
      ['comment:9', '9', 1, '9'],
    ]);
  });

  it('of two with one header, the one that is as it was is that one, wherever it stands', () => {
    const twin = { ...ANN, id: '9', body: 'Twice' };
    const matches = told(match([ANN, twin], [twin, { ...ANN, body: 'Edited' }], [ANN, twin]));
    expect(matches.map(([ref, , git]) => [ref, git])).to.deep.equal([
      ['comment:1', 1],
      ['comment:9', 0],
    ]);
  });

  it('of two that are equal, each is one', () => {
    const twin = { ...ANN, id: '9' };
    expect(told(match([ANN, twin], [ANN, twin], [ANN, twin])).map(([, , git]) => git)).to.deep.equal([0, 1]);
  });

  it('comments that changed places are still the same', () => {
    expect(told(match([ANN, BOB], [BOB, ANN], [ANN, BOB])).map(([, , git]) => git)).to.deep.equal([1, 0]);
  });

  it('a removed one has no partner', () => {
    expect(told(match([ANN, BOB], [BOB], [ANN]))).to.deep.equal([
      ['comment:1', '1', null, '1'],
      ['comment:2', '2', 0, null],
    ]);
  });

  it('what both sides have without having agreed meets by header', () => {
    expect(told(match([], [ANN], [{ ...ANN, body: 'Edited' }, BOB]))).to.deep.equal([
      ['comment:1', null, 0, '1'],
      ['comment:2', null, null, '2'],
    ]);
  });

  it('a new one in git is called by what it says, and one that says the same is another', () => {
    const refs = match([], [ANN, ANN, BOB], []).map(({ ref }) => ref);
    expect(new Set(refs).size).to.equal(3);
    expect(match([], [BOB, ANN, ANN], []).map(({ ref }) => ref)).to.have.members(refs);
  });

  it('an agreed one in git is not taken away by a newcomer of Jira with the same header', () => {
    const newcomer = { ...ANN, id: '9', body: 'Me too' };
    expect(told(match([ANN], [ANN], [ANN, newcomer]))).to.deep.equal([
      ['comment:1', '1', 0, '1'],
      ['comment:9', null, null, '9'],
    ]);
  });
});

function match(base: readonly ToldComment[], git: readonly ToldComment[], jira: readonly ToldComment[]) {
  const says = (comments: readonly ToldComment[]) => ticket({}, { comments });
  return matchComments(
    baseOf(says(base)).comments,
    git.map(({ id: _, ...said }) => said),
    jiraTicketOf(says(jira)).comments,
  );
}

function told(matches: readonly CommentMatch[]) {
  return matches.map(
    ({ ref, base, git, jira }) => [ref, base?.id ?? null, git?.index ?? null, jira?.id ?? null] as const,
  );
}
