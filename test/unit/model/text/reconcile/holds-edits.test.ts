import { expect } from 'chai';
import { holdsEdits } from '../../../../../src/model/text/reconcile/holds-edits.ts';
import { reconcileText } from '../../../../../src/model/text/reconcile-text.ts';
import { blockKey } from '../../../../../src/model/text/tree/tree-key.ts';

const words = (text: string): string => blockKey({ kind: 'paragraph', children: [{ kind: 'text', text }] });
const people = { handleByJiraName: {}, jiraNameByHandle: {} };

/** Paragraphs as one letter each, or as words. */
function holds(base: readonly string[], changed: readonly string[], other: readonly string[]): boolean {
  const [one = [], two = [], three = []] = [base, changed, other].map((texts) => texts.map(words));
  return holdsEdits(one, two, three);
}

describe('holdsEdits', () => {
  it('what was added is there, and what stood beside it is gone', () => {
    expect(holds(['old'], ['new', 'old'], ['new'])).to.equal(true);
  });

  it('what was added is not there', () => {
    expect(holds(['old'], ['new', 'old'], ['old', 'other'])).to.equal(false);
  });

  it('a word that was changed is there, and another one is different', () => {
    expect(holds(['red green blue'], ['red yellow blue'], ['red yellow black'])).to.equal(true);
  });

  it('a word that was changed is as it was before', () => {
    expect(holds(['red green blue'], ['red yellow blue'], ['red green black'])).to.equal(false);
  });

  it('what was taken out was edited on the other side', () => {
    expect(holds(['one', 'two'], ['two'], ['one more', 'two'])).to.equal(false);
    expect(holds(['one', 'two'], ['two'], ['one more', 'second'])).to.equal(false);
  });

  it('what was taken out is there, and what was added is there too', () => {
    expect(holds(['Wrote a', 'Begun b'], ['Begun b', 'Wrote c'], ['Wrote a', 'Begun b', 'Wrote c'])).to.equal(false);
  });

  it('what was taken out is gone, and something far from it is different', () => {
    expect(holds(['one', 'two', 'three'], ['two', 'three'], ['two', 'third'])).to.equal(true);
  });
});

describe('reconcileText: a merge that only Jira has yet', () => {
  const wiki = (text: string) => ({ kind: 'wiki', wiki: text }) as const;
  const cases = {
    'a paragraph added before one that Jira removed': ['Old', 'New\n\nOld', null],
    'a row added to a table of which Jira edited a cell': [
      '|a|b|\n|-|-|\n|1|2|',
      '|a|b|\n|-|-|\n|1|2|\n|3|4|',
      wiki('||a||b||\n|1|two|'),
    ],
    'words changed at both ends of a line': ['one two three', 'one two 3', wiki('1 two three')],
  } as const;

  for (const [situation, [markdown, git, jira]] of Object.entries(cases)) {
    it(`comes to git as it is: ${situation}`, () => {
      const agreed = reconcileText({ kind: 'wiki', base: null, git: markdown, jira: null, people });
      if (agreed.kind !== 'agreed') throw new Error('the base is not agreed');
      const base = { markdown, jira: agreed.jira };
      const first = reconcileText({ kind: 'wiki', base, git, jira, people });
      if (first.kind !== 'agreed') throw new Error(JSON.stringify(first));
      const second = reconcileText({ kind: 'wiki', base, git, jira: first.jira, people });
      expect(second).to.deep.include({ kind: 'agreed', jira: first.jira });
      expect(second)
        .to.have.property('markdown')
        .that.satisfies((text: string) => text.trim() === first.markdown.trim());
    });
  }
});
