/** What a block stands in. */
export type Container = 'doc' | 'column' | 'expand' | 'nestedExpand' | 'cell' | 'panel' | 'quote' | 'item';

const TEXT: readonly string[] = ['paragraph', 'bulletList', 'orderedList', 'codeBlock', 'mediaSingle', 'extension'];
const RICH: readonly string[] = [...TEXT, 'heading', 'mediaGroup', 'taskList', 'decisionList', 'rule'];
const PAGE: readonly string[] = [...RICH, 'panel', 'blockquote', 'blockCard', 'embedCard', 'table'];

/** Which nodes the official schema allows in each of them: Jira refuses a document with any other. */
const ALLOWED: Readonly<Record<Container, readonly string[]>> = {
  doc: [...PAGE, 'expand', 'layoutSection'],
  column: [...PAGE, 'expand'],
  expand: [...PAGE, 'nestedExpand'],
  nestedExpand: [...RICH, 'panel', 'blockquote'],
  cell: [...RICH, 'panel', 'blockquote', 'blockCard', 'embedCard', 'nestedExpand'],
  panel: [...RICH, 'blockCard'],
  quote: [...TEXT, 'mediaGroup'],
  item: [...TEXT, 'taskList'],
};

/** Nodes of this type may stand there. */
export function mayHold(container: Container, type: string): boolean {
  return ALLOWED[container].includes(type);
}

/** The schema names this type as a block. */
export function isBlockType(type: string): boolean {
  return Object.values(ALLOWED).some((types) => types.includes(type));
}
