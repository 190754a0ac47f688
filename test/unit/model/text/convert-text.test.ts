import { expect } from 'chai';
import { type Conversion, convertText, type NotedText } from '../../../../src/model/text/convert-text.ts';
import type { AdfNode } from '../../../../src/model/text/jira-text.ts';
import { reconcileText } from '../../../../src/model/text/reconcile-text.ts';
import { people } from './people.ts';

type Converted = Extract<Conversion, { kind: 'converted' }>;

function md(markdown: string): NotedText {
  return { kind: 'md', markdown };
}

function wiki(text: string): NotedText {
  return { kind: 'wiki', wiki: text };
}

function adf(...content: readonly AdfNode[]): NotedText {
  return { kind: 'adf', doc: { type: 'doc', version: 1, content } };
}

function paragraph(text: string): AdfNode {
  return { type: 'paragraph', content: [{ type: 'text', text }] };
}

function converted(source: NotedText, to: NotedText['kind']): Converted {
  const conversion = convertText(source, to, people);
  if (conversion.kind === 'converted') return conversion;
  throw new Error(`refused: ${conversion.reason}`);
}

const SOURCE = '# A *title*\n\n- one\n- two, says @john.doe\n\n```java\nx();\n```';

describe('convertText', () => {
  it('gives exactly what Tract writes when it first meets a text', () => {
    for (const kind of ['wiki', 'adf'] as const) {
      const pushed = reconcileText({ kind, base: null, git: SOURCE, jira: null, people });
      if (pushed.kind !== 'agreed' || pushed.jira === null) throw new Error(pushed.kind);
      expect(converted(md(SOURCE), kind).text).to.deep.equal(pushed.jira);
      const pulled = reconcileText({ kind, base: null, git: '', jira: pushed.jira, people });
      if (pulled.kind !== 'agreed') throw new Error(pulled.kind);
      expect(converted(pushed.jira, 'md').text).to.deep.equal(md(pulled.markdown));
    }
  });

  it('goes from wiki to ADF and back without losing anything that Markdown can say', () => {
    const source = converted(md(SOURCE), 'wiki').text;
    const there = converted(source, 'adf').text;
    expect(there.kind).to.equal('adf');
    expect(converted(there, 'wiki').text).to.deep.equal(source);
  });

  it('brings a text of one notation into the form in which Tract writes it', () => {
    expect(converted(md('* a\n* b'), 'md').text).to.deep.equal(md('- a\n- b'));
    expect(converted(wiki('- a\r\n- b'), 'wiki').text).to.deep.equal(wiki('* a\n* b'));
    const nodes = adf({ ...paragraph('a'), attrs: { localId: 'x' } }, { type: 'paragraph' });
    expect(converted(nodes, 'adf').text).to.deep.equal(adf(paragraph('a')));
  });

  it('writes nothing for an empty text', () => {
    expect(converted(md('\n'), 'wiki').text).to.deep.equal(wiki(''));
    expect(converted(md(''), 'adf').text).to.deep.equal(adf());
    expect(converted(adf(), 'md').text).to.deep.equal(md(''));
    expect(converted(wiki('\r\n'), 'md').text).to.deep.equal(md(''));
  });

  it('says how each block fares, by the line of the source', () => {
    const { blocks } = converted(wiki('h1. A\r\n\r\nwords\r\n\r\n* a\r\n* b'), 'md');
    expect(blocks.map(({ line, kind, what }) => [line, kind, what])).to.deep.equal([
      [1, 'native', 'heading'],
      [3, 'native', 'paragraph'],
      [5, 'native', 'list'],
    ]);
  });

  it('says what is carried, by the number of the block where there are no lines', () => {
    const { blocks } = converted(adf(paragraph('a'), { type: 'stranger', attrs: { id: '1' } }), 'md');
    expect(blocks.map(({ line, kind }) => [line, kind])).to.deep.equal([
      [1, 'native'],
      [2, 'carried'],
    ]);
    expect(blocks[1]?.what).to.equal('stranger');
  });

  it('tells between the notations of Jira what the other one shows otherwise', () => {
    const task: AdfNode = {
      type: 'taskItem',
      attrs: { localId: '1', state: 'DONE' },
      content: [{ type: 'text', text: 'b' }],
    };
    const tasks: AdfNode = { type: 'taskList', attrs: { localId: '2' }, content: [task] };
    const { blocks } = converted(adf(paragraph('a'), { type: 'paragraph' }, tasks), 'wiki');
    expect(blocks).to.deep.equal([
      { line: 1, kind: 'native', what: 'paragraph' },
      { line: 3, kind: 'approximated', what: 'task list' },
    ]);
  });

  it('refuses a damaged carrier by its line', () => {
    const conversion = convertText(md('a\n\n```adf\nx\n```'), 'adf', people);
    expect(conversion).to.include({ kind: 'refused', line: 3 });
    expect(convertText(md('a\n\n```jira\nx'), 'md', people)).to.include({ kind: 'refused', line: 3 });
  });

  it('carries a text past the limits as a whole, on every way', () => {
    const long = 'word '.repeat(30_000);
    for (const source of [md(long), wiki(long), adf(paragraph(long))]) {
      for (const to of ['md', 'wiki', 'adf'] as const) {
        const { whole, blocks, text } = converted(source, to);
        expect([whole, blocks.map(({ kind }) => kind)], `${source.kind} to ${to}`).to.deep.equal([true, ['carried']]);
        expect(JSON.stringify(text)).to.include(long.trim());
      }
    }
  });

  it('refuses a document too deep to be carried', () => {
    let node = paragraph('a');
    for (let depth = 0; depth < 20_000; depth += 1) node = { type: 'blockquote', content: [node] };
    expect(convertText(adf(node), 'md', people)).to.deep.include({ kind: 'refused' });
  });
});
