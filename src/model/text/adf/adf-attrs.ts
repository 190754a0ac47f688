import type { AdfNode } from '../jira-text.ts';
import type { Params } from '../tree/text-tree.ts';
import { adfAttr, hasOnlyAttrs, isAdfNode } from './canonical-adf.ts';

/** Nothing but its content and these attributes says anything about the node; its block marks are read elsewhere. */
export function isPlainNode(node: AdfNode, names: readonly string[]): boolean {
  const { attrs, content, marks } = node;
  if (!Object.keys(node).every((key) => NODE_KEYS.includes(key))) return false;
  if (attrs !== undefined && (typeof attrs !== 'object' || attrs === null || Array.isArray(attrs))) return false;
  if (content !== undefined && !(Array.isArray(content) && content.every(isAdfNode))) return false;
  return hasOnlyAttrs(node, names) && (marks === undefined || Array.isArray(marks));
}

const NODE_KEYS: readonly string[] = ['type', 'attrs', 'content', 'marks'];

/** The marks of a node; null when they are none that a reader could know. */
export function adfMarks(node: AdfNode): readonly AdfNode[] | null {
  const { marks } = node;
  if (marks === undefined) return [];
  if (!Array.isArray(marks) || marks.length > MOST_MARKS) return null;
  return marks.every((mark): mark is AdfNode => isAdfNode(mark) && isPlainMark(mark)) ? marks : null;
}

/** No editor puts more on one word; every mark is a level of the tree. */
const MOST_MARKS = 20;

function isPlainMark(mark: AdfNode): boolean {
  return Object.keys(mark).every((key) => key === 'type' || key === 'attrs');
}

/** The attribute when it is a string, or null. */
export function textAttr(node: AdfNode, name: string): string | null {
  const value = adfAttr(node, name);
  return typeof value === 'string' ? value : null;
}

/** How an attribute of ADF is written as a parameter of the tree. */
export type AttrWord = { readonly attr: string; readonly param: string; readonly type: AttrType };

export type AttrType = 'text' | 'number' | 'flag' | 'numbers';

/** These attributes as parameters, in the order of `words`; null when one has a value of another type. */
export function readAttrs(node: AdfNode, words: readonly AttrWord[]): Params | null {
  const params: (readonly [string, string])[] = [];
  for (const { attr, param, type } of words) {
    const value = adfAttr(node, attr);
    if (value === undefined || value === null || value === '') continue;
    const text = asText(value, type);
    if (text === null) return null;
    params.push([param, text]);
  }
  return params;
}

function asText(value: unknown, type: AttrType): string | null {
  switch (type) {
    case 'text':
      return typeof value === 'string' ? value : null;
    case 'number':
      return isNumber(value) ? String(value) : null;
    case 'flag':
      return typeof value === 'boolean' ? String(value) : null;
    case 'numbers':
      return Array.isArray(value) && value.length > 0 && value.every(isNumber) ? value.join(',') : null;
  }
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

/** The other way round; parameters without a word, or with a value of another type, are left out. */
export function renderAttrs(params: Params, words: readonly AttrWord[]): Readonly<Record<string, unknown>> {
  const attrs: Record<string, unknown> = {};
  for (const { attr, param, type } of words) {
    const text = params.find(([name]) => name === param)?.[1];
    const value = text === undefined || text === '' ? null : asValue(text, type);
    if (value !== null) attrs[attr] = value;
  }
  return attrs;
}

function asValue(text: string, type: AttrType): unknown {
  switch (type) {
    case 'text':
      return text;
    case 'number':
      return asNumber(text);
    case 'flag':
      return text === 'true' ? true : text === 'false' ? false : null;
    case 'numbers': {
      const numbers = text.split(',').map(asNumber);
      return numbers.includes(null) ? null : numbers;
    }
  }
}

function asNumber(text: string): number | null {
  const value = Number(text);
  return text.trim() === '' || !Number.isFinite(value) ? null : value;
}

/** The value of a parameter, or null. */
export function paramOf(params: Params, name: string): string | null {
  return params.find(([key]) => key === name)?.[1] ?? null;
}
