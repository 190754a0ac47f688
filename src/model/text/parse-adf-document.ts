import type { AdfNode } from './jira-text.ts';

export type AdfDocumentReading =
  | { readonly kind: 'document'; readonly doc: AdfNode }
  | { readonly kind: 'invalid'; readonly reason: string };

/**
 * A document of the Atlassian Document Format from JSON that comes from outside. Which nodes there are is left open,
 * as Jira's own grow; that they are nodes is not.
 */
export function parseAdfDocument(json: string): AdfDocumentReading {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    return invalid(`it is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (!isObject(value) || value.type !== 'doc') return invalid('it must be an object with "type": "doc" and "content"');
  if (value.version !== undefined && value.version !== 1) return invalid('its "version" must be 1');
  if (!Array.isArray(value.content)) return invalid('its "content" must be a list of nodes');
  const problem = findProblem(value);
  return problem === null ? { kind: 'document', doc: { ...value, type: 'doc' } } : invalid(problem);
}

type Part = { readonly node: unknown; readonly place: string };

/** Without recursion: a hostile document may be nested deeper than the stack. */
function findProblem(doc: Readonly<Record<string, unknown>>): string | null {
  const pending: Part[] = [{ node: doc, place: 'the document' }];
  for (let part = pending.pop(); part !== undefined; part = pending.pop()) {
    const { node, place } = part;
    if (!isObject(node) || typeof node.type !== 'string') return `${place} must be a node: an object with a "type"`;
    if (node.type === 'text' && typeof node.text !== 'string') return `${place} must have a "text"`;
    if (!isAbsent(node.attrs) && !isObject(node.attrs)) return `"attrs" of ${place} must be an object`;
    for (const name of ['content', 'marks'] as const) {
      const members = node[name];
      if (isAbsent(members)) continue;
      if (!Array.isArray(members)) return `"${name}" of ${place} must be a list`;
      const path = place === 'the document' ? name : place.length > LONGEST_PLACE ? `…${name}` : `${place}.${name}`;
      for (let at = members.length - 1; at >= 0; at -= 1) pending.push({ node: members[at], place: `${path}[${at}]` });
    }
  }
  return null;
}

/** A path as long as the document is deep would cost the square of it. */
const LONGEST_PLACE = 200;

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function invalid(reason: string): AdfDocumentReading {
  return { kind: 'invalid', reason };
}
