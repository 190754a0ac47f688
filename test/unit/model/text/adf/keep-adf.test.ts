import { expect } from 'chai';
import type { AdfNode } from '../../../../../src/model/text/jira-text.ts';
import { reconcileText } from '../../../../../src/model/text/reconcile-text.ts';
import { people } from '../people.ts';
import { problemsOf } from './adf-schema.ts';

const text = (words: string, ...marks: readonly AdfNode[]): AdfNode =>
  marks.length === 0 ? { type: 'text', text: words } : { type: 'text', text: words, marks };
const paragraph = (...content: readonly AdfNode[]): AdfNode => ({ type: 'paragraph', content });

/** What Jira gets for one node when its Markdown is edited. */
function edited(node: AdfNode, edit: (markdown: string) => string): AdfNode {
  const jira = { kind: 'adf', doc: { type: 'doc', version: 1, content: [node] } } as const;
  const base = reconcileText({ kind: 'adf', base: null, git: '', jira, people });
  if (base.kind !== 'agreed') throw new Error(base.kind);
  const git = edit(base.markdown);
  expect(git, base.markdown).not.to.equal(base.markdown);
  const outcome = reconcileText({ kind: 'adf', base, git, jira, people });
  if (outcome.kind !== 'agreed' || outcome.jira?.kind !== 'adf') throw new Error(outcome.kind);
  const content = outcome.jira.doc.content as readonly AdfNode[];
  expect(problemsOf(content)).to.deep.equal([]);
  expect(content).to.have.lengthOf(1);
  return content[0] ?? node;
}

describe('an edited node of ADF', () => {
  it('keeps people, dates, cards, emojis and statuses as Jira holds them', () => {
    const atoms: readonly AdfNode[] = [
      { type: 'mention', attrs: { id: 'john.doe', text: '@Johnny', accessLevel: 'SITE', localId: 'm1' } },
      { type: 'mention', attrs: { id: '557058:x', text: '@Jane', userType: 'APP', localId: 'm2' } },
      { type: 'emoji', attrs: { shortName: ':smile:', id: '1f604', text: '😄', localId: 'e1' } },
      { type: 'emoji', attrs: { shortName: ':blue_star:', id: 'atlassian-blue_star', text: ':blue_star:' } },
      { type: 'date', attrs: { timestamp: '1770681600000', localId: 'd1' } },
      { type: 'status', attrs: { text: 'Open', color: 'blue', localId: 's1', style: 'bold' } },
      { type: 'inlineCard', attrs: { url: 'https://example.com/x', localId: 'c1' } },
    ];
    const spaced = atoms.flatMap((atom) => [text(' '), atom]);
    const after = edited(paragraph(text('first', { type: 'em' }), ...spaced, text(' last')), (md) =>
      md.replace('first', 'second'),
    );
    expect(after).to.deep.equal(paragraph(text('second', { type: 'em' }), ...spaced, text(' last')));
  });

  it('keeps what Confluence remembers of a link whose words changed', () => {
    const link = { type: 'link', attrs: { href: 'https://example.com', id: '17', occurrenceKey: 'k' } };
    const after = edited(paragraph(text('see '), text('here', link)), (md) => md.replace('here', 'there'));
    expect(after).to.deep.equal(paragraph(text('see '), text('there', link)));
  });

  it('keeps the ids of tasks that are moved, ticked and reworded, and gives new ones their own', () => {
    const task = (localId: string, state: string, words: string): AdfNode => {
      return { type: 'taskItem', attrs: { localId, state }, content: [text(words)] };
    };
    const list = (...content: readonly AdfNode[]): AdfNode => ({ type: 'taskList', attrs: { localId: 'l' }, content });
    const before = list(task('a', 'TODO', 'one'), task('b', 'TODO', 'two'), task('c', 'DONE', 'three'));
    const moved = edited(before, () => '- [x] three\n- [ ] one\n- [ ] two');
    expect(moved).to.deep.equal(list(task('c', 'DONE', 'three'), task('a', 'TODO', 'one'), task('b', 'TODO', 'two')));
    const ticked = edited(before, (md) => md.replace('[ ] two', '[x] two'));
    expect(ticked).to.deep.equal(list(task('a', 'TODO', 'one'), task('b', 'DONE', 'two'), task('c', 'DONE', 'three')));
    const grown = edited(before, (md) => `- [ ] one\n${md}`);
    const ids = (grown.content as readonly AdfNode[]).map((item) => (item.attrs as { localId: string }).localId);
    expect(ids.slice(1)).to.have.members(['b', 'c', ids[1]]);
    expect(new Set(ids).size).to.equal(4);
  });

  it('keeps the ids and the layout of a table, and every cell but the one that changed', () => {
    const cell = (words: string, attrs: Record<string, unknown> = {}): AdfNode => {
      return { type: 'tableCell', attrs, content: [{ ...paragraph(text(words)), attrs: { localId: `p-${words}` } }] };
    };
    const table = (...rows: readonly (readonly AdfNode[])[]): AdfNode => ({
      type: 'table',
      attrs: { layout: 'align-start', isNumberColumnEnabled: false, localId: 't' },
      content: rows.map((content, at) => ({ type: 'tableRow', attrs: { localId: `r${at}` }, content })),
    });
    const before = table([cell('a', { colspan: 1 }), cell('b')], [cell('c'), cell('d', { rowspan: 1 })]);
    const changed = {
      ...cell('d'),
      attrs: { rowspan: 1 },
      content: [{ ...paragraph(text('new')), attrs: { localId: 'p-d' } }],
    };
    const after = edited(before, (md) => md.replace(/\bd\b(?!iv|ata)(?=\s)/, 'new'));
    expect(after).to.deep.equal(table([cell('a', { colspan: 1 }), cell('b')], [cell('c'), changed]));
  });

  it('keeps the ids of a panel and of the blocks within it', () => {
    const panel = (words: string): AdfNode => ({
      type: 'panel',
      attrs: { panelType: 'info', localId: 'p' },
      content: [
        { type: 'paragraph', attrs: { localId: 'q' }, content: [text(words)] },
        { type: 'codeBlock', attrs: { language: 'sh', uniqueId: 'u', localId: 'c' }, content: [text('ls')] },
      ],
    });
    expect(edited(panel('one'), (md) => md.replace('one', 'two'))).to.deep.equal(panel('two'));
  });

  it('says a file, a card and a carried part again as they were', () => {
    const media: AdfNode = { type: 'media', attrs: { type: 'file', id: 'f', collection: 'c', localId: 'x', width: 3 } };
    const single = (words: string): AdfNode => ({
      type: 'mediaSingle',
      attrs: { layout: 'wide', localId: 'y' },
      content: [media, { type: 'caption', attrs: { localId: 'z' }, content: [text(words)] }],
    });
    expect(edited(single('one'), (md) => md.replace('one', 'two'))).to.deep.equal(single('two'));
    const extension: AdfNode = {
      type: 'inlineExtension',
      attrs: { extensionKey: 'k', extensionType: 't', localId: 'e' },
    };
    const after = edited(paragraph(text('one '), extension), (md) => md.replace('one', 'two'));
    expect(after).to.deep.equal(paragraph(text('two '), extension));
  });

  it('follows the words of a date that was written anew', () => {
    const date = (timestamp: string): AdfNode =>
      paragraph(text('due '), { type: 'date', attrs: { timestamp, localId: 'd' } });
    const after = edited(date('1770681600000'), (md) => md.replace(/>2026-02-10</, '>2026-02-11<'));
    expect(after).to.deep.equal(date(String(Date.UTC(2026, 1, 11))));
  });

  it('never takes a mention for one of another person', () => {
    const mention: AdfNode = { type: 'mention', attrs: { id: '557058:x', text: '@Jane', localId: 'm' } };
    const after = edited(paragraph(mention, text(' a')), (md) => md.replaceAll('557058:x', '557058:y'));
    expect((after.content as readonly AdfNode[])[0]).to.deep.equal({
      type: 'mention',
      attrs: { id: '557058:y', text: '@Jane' },
    });
  });
});
