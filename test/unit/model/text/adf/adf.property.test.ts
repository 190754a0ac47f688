import { expect } from 'chai';
import fc from 'fast-check';
import { adfDialect } from '../../../../../src/model/text/adf/adf-dialect.ts';
import { readAdf } from '../../../../../src/model/text/adf/read-adf.ts';
import { renderAdf } from '../../../../../src/model/text/adf/render-adf.ts';
import type { AdfNode } from '../../../../../src/model/text/jira-text.ts';
import { holdsRaw } from '../../../../../src/model/text/reconcile/tree-parts.ts';
import { reconcileText } from '../../../../../src/model/text/reconcile-text.ts';
import type { Block } from '../../../../../src/model/text/tree/text-tree.ts';
import { blockKey } from '../../../../../src/model/text/tree/tree-key.ts';
import { blockArbitrary } from '../../../../support/text-tree-arbitrary.ts';
import { people } from '../people.ts';
import { adfNodeArbitrary } from './adf-arbitrary.ts';
import { problemsOf } from './adf-schema.ts';

const tree = blockArbitrary();

function keysOf(nodes: readonly AdfNode[]): readonly string[] {
  return nodes.map((node) => blockKey(readAdf(node, people)));
}

function wordsOf(value: unknown): readonly string[] {
  return JSON.stringify(value).match(/[\p{L}\p{N}]{2,}/gu) ?? [];
}

describe('ADF, for any text', function () {
  this.timeout(120_000);

  it('a tree is rendered as a document that Jira takes', () => {
    fc.assert(
      fc.property(tree, (block) => {
        expect(problemsOf(renderAdf(block, people))).to.deep.equal([]);
      }),
      { numRuns: 500 },
    );
  });

  it('what was rendered is read as something that is rendered as the same', () => {
    fc.assert(
      fc.property(tree, (block) => {
        const once = renderAdf(block, people);
        const twice = once.flatMap((node) => renderAdf(readAdf(node, people), people));
        expect(keysOf(twice)).to.deep.equal(keysOf(once));
      }),
      { numRuns: 500 },
    );
  });

  it('a rendered tree holds every word', () => {
    fc.assert(
      fc.property(tree, (block) => {
        const shown = JSON.stringify(renderAdf(block, people));
        for (const word of shownWords(block)) expect(shown).to.include(word);
      }),
      { numRuns: 500 },
    );
  });

  it('a node is read without raw parts, rendered as the same, or carried', () => {
    fc.assert(
      fc.property(adfNodeArbitrary(false), (node) => {
        const block = readAdf(node, people);
        const key = blockKey(block);
        const back = renderAdf(block, people);
        if (problemsOf([node]).length === 0) expect(keysOf(back)).to.deep.equal([key]);
        if (!holdsRaw(block)) expect(problemsOf(back)).to.deep.equal([]);
      }),
      { numRuns: 1000 },
    );
  });

  it('garbage is read as well, and a text of it rests', () => {
    fc.assert(
      fc.property(fc.array(adfNodeArbitrary(true), { minLength: 1, maxLength: 3 }), (content) => {
        for (const node of content) expect(() => renderAdf(readAdf(node, people), people)).not.to.throw();
        const jira = { kind: 'adf', doc: { type: 'doc', version: 1, content } } as const;
        const pulled = reconcileText({ kind: 'adf', base: null, git: '', jira, people });
        if (pulled.kind !== 'agreed') throw new Error(pulled.kind);
        const met = reconcileText({ kind: 'adf', base: null, git: pulled.markdown, jira, people });
        if (pulled.markdown !== '') expect(met).to.include({ kind: 'agreed', verdict: 'converged' });
      }),
      { numRuns: 150 },
    );
  });

  it('in the place of a node of the same meaning stand exactly its people, files, dates and the like', () => {
    fc.assert(
      fc.property(adfNodeArbitrary(false), (node) => {
        const dialect = adfDialect(people);
        const { pieces } = dialect.read({ kind: 'adf', doc: { type: 'doc', version: 1, content: [node] } });
        const [piece] = pieces;
        if (piece === undefined || problemsOf([node]).length > 0) return;
        const [rendered] = dialect.render(piece.block, piece);
        expect(rendered?.key).to.equal(blockKey(piece.block));
        expect(atomsOf(rendered?.original)).to.deep.equal(atomsOf(node));
      }),
      { numRuns: 500 },
    );
  });
});

function atomsOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value.flatMap(atomsOf);
  if (typeof value !== 'object' || value === null || !('type' in value)) return [];
  if (ATOMS.includes(String(value.type))) return [value];
  return 'content' in value ? atomsOf(value.content) : [];
}

const ATOMS: readonly string[] = [
  'mention',
  'emoji',
  'date',
  'status',
  'media',
  'mediaInline',
  'inlineCard',
  'blockCard',
];

/** Words that a reader sees: no attributes of parts, no words that HTML would hide. */
function shownWords(block: Block): readonly string[] {
  const texts: string[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    else if (typeof value === 'object' && value !== null) {
      for (const [name, member] of Object.entries(value)) {
        if (name === 'children' && 'value' in value && 'name' in value && value.name === 'date') continue;
        if (name === 'text' || name === 'alt' || name === 'title') texts.push(String(member ?? ''));
        else if (name !== 'params' && name !== 'place') visit(member);
      }
    }
  };
  visit(block);
  return texts.flatMap((text) => wordsOf(text));
}
