import type { Nodes, Parent } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { dialectOf } from '../../src/model/text/dialect-of.ts';
import type { AdfNode, JiraText } from '../../src/model/text/jira-text.ts';
import { reconcileText } from '../../src/model/text/reconcile-text.ts';
import type { TextBase, TextInput } from '../../src/model/text/text-outcome.ts';
import { GOLDEN_PEOPLE } from './golden-case.ts';

/** What Tract writes when it first meets a text of Jira. */
export function pullText(jira: JiraText): string {
  return agreed({ kind: jira.kind, base: null, git: '', jira }).markdown;
}

/** What Jira holds after a push; `base` is what both sides held before. */
export function pushText(git: string, kind: JiraText['kind'], base: TextBase | null): JiraText {
  const { jira } = agreed({ kind, base, git, jira: base?.jira ?? null });
  if (jira === null) throw new Error('the push left nothing in Jira');
  return jira;
}

function agreed(input: Omit<TextInput, 'people'>) {
  const outcome = reconcileText({ ...input, people: GOLDEN_PEOPLE });
  if (outcome.kind !== 'agreed') throw new Error(`expected an agreement, got ${JSON.stringify(outcome)}`);
  return outcome;
}

/** The blocks of a text exactly as Jira holds them. */
export function blocksOf(jira: JiraText): readonly string[] {
  const { pieces } = dialectOf(jira.kind, GOLDEN_PEOPLE).read(jira);
  return pieces.map(({ original }) => (typeof original === 'string' ? original : JSON.stringify(original)));
}

/** The same text with more to the last word of one of its blocks, once for each that has words of its own. */
export function editEachBlock(markdown: string): readonly string[] {
  const { children } = unified().use(remarkParse).use(remarkGfm).parse(markdown);
  return children.flatMap((block) => {
    const at = endOfLastWord(block, markdown);
    return at === null ? [] : [`${markdown.slice(0, at)}${EDIT}${markdown.slice(at)}`];
  });
}

const EDIT = 'zzz';

/** A text of Jira as it was before such an edit. */
export function withoutEdit(jira: JiraText): JiraText {
  if (jira.kind === 'wiki') return { kind: 'wiki', wiki: jira.wiki.replace(EDIT, '') };
  return { kind: 'adf', doc: JSON.parse(JSON.stringify(jira.doc).replace(EDIT, '')) as AdfNode };
}

/** Words of links may be addresses, and those of mentions say nothing. */
function endOfLastWord(node: Nodes, markdown: string): number | null {
  if (node.type === 'link') return null;
  if (node.type === 'text' || node.type === 'inlineCode' || node.type === 'code') {
    const start = node.position?.start.offset ?? 0;
    const word = [...markdown.slice(start, node.position?.end.offset).matchAll(WORD)].at(-1);
    return word === undefined ? null : start + word.index + word[0].length;
  }
  const inner = isParent(node) ? node.children.map((child) => endOfLastWord(child, markdown)) : [];
  return inner.findLast((at) => at !== null) ?? null;
}

/** No name of an alert, entity or person, and no part of an address. */
const WORD = /(?<![\p{L}\p{N}&@#!./:_-])\p{L}{2,}(?![\p{L}\p{N};_/.-])/gu;

function isParent(node: Nodes): node is Nodes & Parent {
  return 'children' in node;
}
