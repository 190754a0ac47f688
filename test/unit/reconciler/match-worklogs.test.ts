import { expect } from 'chai';
import { matchWorklogs, type WorklogMatch } from '../../../src/reconciler/match-worklogs.ts';
import { baseOf, jiraTicketOf, linesOf, type ToldWorklog, ticket, worklog } from '../../support/observation-builder.ts';

const ENTRY = worklog('7');
const LATER = { started: '2026-02-13T09:00:00Z' };
const HAND = worklog('7', { line: null });

describe('which time entry is which', () => {
  it('by the id of the line, whatever else changed', () => {
    const edited = { ...ENTRY, seconds: 60, ...LATER, comment: 'More' };
    expect(told(match([ENTRY], [edited], [ENTRY]))).to.deep.equal([['worklog:7', '7', [1], '7']]);
  });

  it('by an id of git`s own that Jira does not know', () => {
    const own = { ...ENTRY, line: 'x1' };
    expect(told(match([own], [own], [own]))).to.deep.equal([['worklog:7', '7', [1], '7']]);
  });

  describe('without an id in the line', () => {
    it('by all it says', () => {
      const other = { ...HAND, id: '8', comment: 'Other' };
      const matches = told(match([HAND, other], [other, HAND], [HAND, other]));
      expect(matches.map(([ref, , lines]) => [ref, lines])).to.deep.equal([
        ['worklog:7', [2]],
        ['worklog:8', [1]],
      ]);
    });

    it('by its start when its time was edited, and by its time when its start was', () => {
      expect(told(match([HAND], [{ ...HAND, seconds: 60 }], [HAND]))).to.deep.equal([['worklog:7', '7', [1], '7']]);
      expect(told(match([HAND], [{ ...HAND, ...LATER }], [HAND]))).to.deep.equal([['worklog:7', '7', [1], '7']]);
    });

    it('never for an entry of somebody else', () => {
      const matches = told(match([HAND], [{ ...HAND, author: 'ann', seconds: 60 }], [HAND]));
      expect(matches.map(([, base, lines, jira]) => [base, lines, jira])).to.deep.equal([
        ['7', null, '7'],
        [null, [1], null],
      ]);
    });

    it('is a new one beside an entry that is gone on both sides', () => {
      const matches = told(match([HAND], [{ ...HAND, seconds: 60 }], []));
      expect(matches.map(([, base, lines, jira]) => [base, lines, jira])).to.deep.equal([
        ['7', null, null],
        [null, [1], null],
      ]);
    });
  });

  it('lines that say the same are one entry with two lines', () => {
    expect(told(match([], [ENTRY, ENTRY], []))).to.deep.equal([['worklog:new-7', null, [1, 2], null]]);
    const [one] = match([], [HAND, HAND], []);
    expect(one?.git?.lines).to.have.lengthOf(2);
  });

  it('of two lines with one id the one that differs from what was agreed is the edit', () => {
    const edited = { ...ENTRY, seconds: 60 };
    for (const [lines, expected] of [
      [[ENTRY, edited], 1],
      [[edited, ENTRY], 2],
    ] as const) {
      const [one] = match([ENTRY], lines, [ENTRY]);
      expect(one?.git?.worklog.seconds).to.equal(60);
      expect(one?.git?.stale.map(({ line }) => line)).to.deep.equal([expected]);
    }
  });

  it('the edit stays the edit when Jira has taken it meanwhile', () => {
    const edited = { ...ENTRY, seconds: 60 };
    const [one] = matchWorklogs(agreed([edited]), linesOf([edited, ENTRY]), inJira([edited]), agreed([ENTRY]));
    expect(one?.git?.worklog.seconds).to.equal(60);
  });

  describe('at a first meeting', () => {
    it('a line with Jira`s id is Jira`s entry, though it was edited since', () => {
      expect(told(match([], [{ ...ENTRY, ...LATER, seconds: 60 }], [ENTRY]))).to.deep.equal([
        ['worklog:7', null, [1], '7'],
      ]);
    });

    it('the same author, start and time are one entry', () => {
      expect(told(match([], [{ ...ENTRY, line: 'x1' }], [ENTRY]))).to.deep.equal([['worklog:7', null, [1], '7']]);
    });

    it('Jira`s own line is met before one that only says the same', () => {
      const matches = told(match([], [{ ...ENTRY, line: 'x1' }, ENTRY], [ENTRY]));
      expect(matches.map(([ref, , lines]) => [ref, lines])).to.deep.equal([
        ['worklog:7', [2]],
        ['worklog:new-x1', [1]],
      ]);
    });

    for (const edit of [{ author: 'ann' }, LATER, { seconds: 60 }]) {
      it(`another ${Object.keys(edit)[0]} is another entry`, () => {
        expect(match([], [{ ...ENTRY, line: 'x1', ...edit }], [ENTRY])).to.have.lengthOf(2);
      });
    }
  });
});

function match(base: readonly ToldWorklog[], git: readonly ToldWorklog[], jira: readonly ToldWorklog[]) {
  return matchWorklogs(agreed(base), linesOf(git), inJira(jira), agreed(base));
}

function agreed(worklogs: readonly ToldWorklog[]) {
  return baseOf(ticket({}, { worklogs })).worklogs;
}

function inJira(worklogs: readonly ToldWorklog[]) {
  return jiraTicketOf(ticket({}, { worklogs })).worklogs;
}

function told(matches: readonly WorklogMatch[]) {
  return matches.map(({ ref, base, git, jira }) => {
    const lines = git?.lines.map(({ line }) => line) ?? null;
    return [ref, base?.id ?? null, lines, jira?.id ?? null] as const;
  });
}
