import { expect } from 'chai';
import fc from 'fast-check';
import type { AdfNode, JiraText } from '../../../../../src/model/text/jira-text.ts';
import { reconcileText } from '../../../../../src/model/text/reconcile-text.ts';
import { adfNodeArbitrary } from '../adf/adf-arbitrary.ts';
import { people } from '../people.ts';

/** Between any two nodes stands a paragraph, so that an edit has a place and neighbours never are one list. */
const documents = fc
  .record({
    nodes: fc.array(adfNodeArbitrary(false), { minLength: 1, maxLength: 4 }),
    chosen: fc.nat(),
    target: fc.nat(),
  })
  .map(({ nodes, chosen, target }) => ({
    content: nodes.flatMap((node, at) => [paragraph(`Before ${at}`), node]).concat(paragraph('Last words')),
    chosen: chosen % nodes.length,
    target: target % nodes.length,
  }));

function paragraph(text: string): AdfNode {
  return { type: 'paragraph', attrs: { localId: `of ${text}` }, content: [{ type: 'text', text }] };
}

/** The nodes of the document in Jira after somebody edited its Markdown. */
function edited(content: readonly AdfNode[], edit: (markdown: string) => string): readonly unknown[] {
  const jira: JiraText = { kind: 'adf', doc: { type: 'doc', version: 1, content } };
  const pulled = reconcileText({ kind: 'adf', base: null, git: '', jira, people });
  if (pulled.kind !== 'agreed') throw new Error(JSON.stringify(pulled));
  const git = edit(pulled.markdown);
  const pushed = reconcileText({ kind: 'adf', base: pulled, git, jira, people });
  if (pushed.kind !== 'agreed' || pushed.jira?.kind !== 'adf') throw new Error(JSON.stringify(pushed));
  expect(pushed.markdown).to.equal(git);
  const { content: after } = pushed.jira.doc;
  return Array.isArray(after) ? after : [];
}

/** The Markdown of the paragraph before a node, and of the node itself. */
function rangesOf(markdown: string): readonly string[] {
  return markdown.split(/(?=^Before \d+$|^Last words$)/m);
}

describe('an edit of one block of Markdown leaves all other nodes of a document as they were', function () {
  this.timeout(120_000);

  it('where a word is edited', () => {
    fc.assert(
      fc.property(documents, ({ content, chosen }) => {
        const after = edited(content, (markdown) => markdown.replace(`Before ${chosen}`, 'Behind the words'));
        const expected = content.with(2 * chosen, {
          ...content[2 * chosen],
          type: 'paragraph',
          content: [{ type: 'text', text: 'Behind the words' }],
        });
        expect(after).to.deep.equal(expected);
      }),
      { numRuns: 100 },
    );
  });

  it('where a paragraph is inserted', () => {
    fc.assert(
      fc.property(documents, ({ content, chosen }) => {
        const after = edited(content, (markdown) =>
          markdown.replace(`Before ${chosen}`, `Fresh words\n\nBefore ${chosen}`),
        );
        const fresh = { type: 'paragraph', content: [{ type: 'text', text: 'Fresh words' }] };
        expect(after).to.deep.equal(content.toSpliced(2 * chosen, 0, fresh));
      }),
      { numRuns: 100 },
    );
  });

  it('where a block is deleted', () => {
    fc.assert(
      fc.property(documents, ({ content, chosen }) => {
        // In Markdown two lists with nothing between them are one.
        fc.pre(!(isList(content[2 * chosen - 1]) && isList(content[2 * chosen + 1])));
        const after = edited(content, (markdown) => markdown.replace(`Before ${chosen}\n\n`, ''));
        expect(after).to.deep.equal(content.toSpliced(2 * chosen, 1));
      }),
      { numRuns: 100 },
    );
  });

  it('where blocks are moved; what Markdown does not show stays somewhere', () => {
    fc.assert(
      fc.property(documents, ({ content, chosen, target }) => {
        const unseen = new Set<unknown>();
        const after = edited(content, (markdown) => {
          const ranges = rangesOf(markdown);
          ranges.forEach((range, at) => {
            if (range === `Before ${at}\n\n`) unseen.add(JSON.stringify(content[2 * at + 1]));
          });
          return moved(ranges, chosen, target).join('');
        });
        const pairs = content.slice(0, -1).flatMap((node, at) => (at % 2 === 0 ? [[node, content[at + 1]]] : []));
        const expected = [...moved(pairs, chosen, target).flat(), content.at(-1)];
        const seen = (node: unknown): boolean => !unseen.has(JSON.stringify(node));
        expect(after.filter(seen)).to.deep.equal(expected.filter(seen));
        expect(after).to.have.deep.members(expected);
      }),
      { numRuns: 100 },
    );
  });
});

function isList(node: AdfNode | undefined): boolean {
  return /List$/.test(node?.type ?? '');
}

/** The last range stays the last. */
function moved<T>(parts: readonly T[], from: number, to: number): readonly T[] {
  return parts.toSpliced(from, 1).toSpliced(to, 0, ...parts.slice(from, from + 1));
}
