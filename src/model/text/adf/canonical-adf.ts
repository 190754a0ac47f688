import type { AdfNode } from '../jira-text.ts';

/** Equal for two nodes that Jira treats as one: without local ids and empty attributes, keys in order. */
export function canonicalAdf(node: unknown): string {
  return JSON.stringify(canonical(node));
}

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value)
    .map(([key, member]) => [key, canonical(member)] as const)
    .filter(([key, member]) => key !== 'localId' && !isEmpty(member))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries);
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

/** A node as readable JSON: type first, then the rest in order, so that the same node always gives the same text. */
export function readableAdf(node: AdfNode, indent: number): string {
  return JSON.stringify(ordered(node), null, indent);
}

const FIRST_KEYS: readonly string[] = ['type', 'text', 'attrs', 'marks', 'content'];

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  const rank = (key: string): number => (FIRST_KEYS.includes(key) ? FIRST_KEYS.indexOf(key) : FIRST_KEYS.length);
  const entries = Object.entries(value)
    .map(([key, member]) => [key, ordered(member)] as const)
    .sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1));
  return Object.fromEntries(entries);
}

export function isAdfNode(value: unknown): value is AdfNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

export function adfContent(node: AdfNode): readonly AdfNode[] {
  return Array.isArray(node.content) ? node.content.filter(isAdfNode) : [];
}

export function adfAttr(node: AdfNode, name: string): unknown {
  const { attrs } = node;
  if (typeof attrs !== 'object' || attrs === null || !Object.hasOwn(attrs, name)) return undefined;
  return (attrs as Readonly<Record<string, unknown>>)[name];
}

/** Nothing but these attributes (and a local id) says anything about the node. */
export function hasOnlyAttrs(node: AdfNode, names: readonly string[]): boolean {
  const { attrs } = node;
  if (typeof attrs !== 'object' || attrs === null) return true;
  return Object.entries(attrs).every(([name, value]) => name === 'localId' || names.includes(name) || isEmpty(value));
}
