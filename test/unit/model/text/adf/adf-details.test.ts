import { expect } from 'chai';
import { readAdf } from '../../../../../src/model/text/adf/read-adf.ts';
import type { AdfNode } from '../../../../../src/model/text/jira-text.ts';
import { reconcileText } from '../../../../../src/model/text/reconcile-text.ts';
import { people } from '../people.ts';
import { problemsOf } from './adf-schema.ts';

const text = (words: string, ...marks: readonly AdfNode[]): AdfNode => ({ type: 'text', text: words, marks });

function push(git: string, jira: readonly AdfNode[] = [], before = ''): readonly AdfNode[] {
  const held = jira.length === 0 ? null : ({ kind: 'adf', doc: { type: 'doc', version: 1, content: jira } } as const);
  const base = held === null ? null : { markdown: before, jira: held };
  const outcome = reconcileText({ kind: 'adf', base, git, jira: held, people });
  if (outcome.kind !== 'agreed' || outcome.jira?.kind !== 'adf') throw new Error(outcome.kind);
  const content = outcome.jira.doc.content as readonly AdfNode[];
  expect(problemsOf(content)).to.deep.equal([]);
  return content;
}

describe('details of ADF', () => {
  it('tasks of the same words have ids of their own', () => {
    const ids = JSON.stringify(push('- [ ] a\n- [ ] a\n\nwords\n\n- [ ] a')).match(/"localId":"[^"]+"/g) ?? [];
    expect(ids).to.have.lengthOf(5);
    expect(new Set(ids).size).to.equal(5);
  });

  it('two emojis of one kind stay two', () => {
    const emoji = (localId: string): AdfNode => {
      return { type: 'emoji', attrs: { shortName: ':smile:', id: '1f604', text: '😄', localId } };
    };
    const [a, b] = [emoji('1'), emoji('2')];
    const before: AdfNode = { type: 'paragraph', content: [{ type: 'text', text: 'one ' }, a, b] };
    expect(push('two 😄😄', [before], 'one 😄😄')).to.deep.equal([
      { type: 'paragraph', content: [{ type: 'text', text: 'two ' }, a, b] },
    ]);
  });

  it('a day that no calendar has stays words', () => {
    const [paragraph] = push('due <time datetime="2026-02-30">2026-02-30</time>');
    expect(paragraph?.content).to.deep.equal([{ type: 'text', text: 'due 2026-02-30' }]);
  });

  it('a link is not cut in two by a mark that ends within it', () => {
    const link = { type: 'link', attrs: { href: 'https://example.com' } };
    const strong = { type: 'strong' };
    const content = [text('a ', strong), text('much bold', strong), text('b', strong, link), text('c', link)];
    const block = readAdf({ type: 'paragraph', content }, people);
    expect(JSON.stringify(block).split('"link"').length - 1).to.equal(1);
  });

  it('what may not stand in an item or a quote is shown in the closest form', () => {
    const item = push('- # Title\n\n  > quoted\n\n  | a | b |\n  | - | - |\n  | c | d |\n\n  ---');
    expect(JSON.stringify(item)).to.contain('a | b').and.to.contain('c | d').and.to.contain('quoted');
    const quote = push('> > inner\n>\n> - [x] done\n>\n> > [!TIP]\n> > hint');
    for (const word of ['inner', '[x] done', 'hint']) expect(JSON.stringify(quote)).to.contain(word);
  });

  it('an address around a person stands behind the name', () => {
    const [paragraph] = push('[@john.doe](https://example.com/x)');
    expect(JSON.stringify(paragraph)).to.contain('"href":"https://example.com/x"').and.to.contain('"mention"');
  });
});
