import type { Block, CodeBlock, Params } from '../tree/text-tree.ts';
import { macroTag } from './wiki-params.ts';

/**
 * A block of code; `previous` is the block whose place it takes. `around`: names of the macros around it, whose closing
 * tag Jira would find within the code.
 */
export function renderWikiCode(block: CodeBlock, previous: Block | null, around: readonly string[]): string {
  const bare = [...(block.language === null ? [] : [block.language]), ...(block.meta ?? '').split(' ')];
  const params: Params = [...bare.filter((part) => part !== '').map((part) => [part, ''] as const), ...block.params];
  const name = usesNoformat(block, params, previous) ? 'noformat' : 'code';
  const text = [...around, name].reduce((body, each) => body.replaceAll(`{${each}}`, `{ ${each}}`), block.text);
  return `${macroTag(name, params)}\n${text}\n{${name}}`;
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
