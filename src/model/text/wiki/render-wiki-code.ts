import type { Block, CodeBlock, Params } from '../tree/text-tree.ts';
import { encodeMeta, META } from './parse-wiki-code.ts';
import { macroTag } from './wiki-params.ts';

/**
 * A block of code; `previous` is the block whose place it takes. `around`: names of the macros around it, whose closing
 * tag Jira would find within the code.
 */
export function renderWikiCode(block: CodeBlock, previous: Block | null, around: readonly string[]): string {
  const params: Params = [...bareParams(block), ...block.params, ...metaParam(block)];
  const name = usesNoformat(block, params, previous) ? 'noformat' : 'code';
  const text = [...around, name].reduce((body, each) => body.replaceAll(`{${each}}`, `{ ${each}}`), block.text);
  return `${macroTag(name, params)}\n${text}\n{${name}}`;
}

function bareParams(block: CodeBlock): Params {
  const words = isBareMeta(block) ? (block.meta ?? '').split(' ') : [];
  return [block.language ?? '', ...words].filter((word) => word !== '').map((word) => [word, ''] as const);
}

function metaParam(block: CodeBlock): Params {
  return block.meta === null || isBareMeta(block) ? [] : [[META, encodeMeta(block.meta)]];
}

/** Words behind the language, as Jira has them itself. */
function isBareMeta({ language, meta }: CodeBlock): boolean {
  return language !== null && /^[\w.:-]+(?: [\w.:-]+)*$/.test(meta ?? '');
}

/** The text of one cannot hold the closing tag of its own. */
function usesNoformat(block: CodeBlock, params: Params, previous: Block | null): boolean {
  if (block.language !== null || block.meta !== null) return false;
  const holdsCode = block.text.includes('{code}');
  if (block.text.includes('{noformat}')) return false;
  return holdsCode || (params.length === 0 ? keepsPlain(block, previous) : block.plain);
}

/** Markdown's plain fence is `{noformat}`, unless it replaces a `{code}`. */
function keepsPlain(block: CodeBlock, previous: Block | null): boolean {
  return previous?.kind === 'code' ? previous.plain || previous.language !== null : block.plain;
}
