import { fromHtml } from 'hast-util-from-html';
import type { Params } from '../tree/text-tree.ts';
import { textOf } from './html-tree.ts';

/** A tag as it is written; `start` and `end` count within its source. `attributes`: without a value ''. */
export type Tag = {
  readonly name: string;
  readonly closing: boolean;
  readonly attributes: Params;
  readonly start: number;
  readonly end: number;
};

/** The tag that begins at `at`, or null. */
export function tagAt(source: string, at: number): Tag | null {
  TAG.lastIndex = at;
  const match = TAG.exec(source);
  if (match === null) return null;
  const attributes = [...(match[3] ?? '').matchAll(ATTRIBUTE)].map(([, name = '', double, single, bare]) => {
    return [name, decodeReferences(double ?? single ?? bare ?? '')] as const;
  });
  const closing = match[1] === '/';
  if (closing && attributes.length > 0) return null;
  return { name: (match[2] ?? '').toLowerCase(), closing, attributes, start: at, end: TAG.lastIndex };
}

const VALUE = '"[^"]*"|\'[^\']*\'|[^\\s"\'=<>`]+';
const NAME = '[A-Za-z_:][\\w:.-]*';
const TAG = new RegExp(`<(/?)([A-Za-z][A-Za-z0-9]*)((?:\\s+${NAME}(?:\\s*=\\s*(?:${VALUE}))?)*)\\s*/?>`, 'y');
const ATTRIBUTE = new RegExp(`(${NAME})(?:\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'=<>\`]+)))?`, 'g');

/** `&lt;` is `<`: by the rules of HTML, with all its names. */
export function decodeReferences(text: string): string {
  return text.includes('&') ? textOf(fromHtml(text.replaceAll('<', '&lt;'), { fragment: true })) : text;
}

/** An opening tag whose values cannot end it, a comment around it or a table's cell. */
export function renderTag(name: string, attributes: Params): string {
  return `<${[name, ...attributes.map(([key, value]) => renderAttribute(key, value))].join(' ')}>`;
}

export function renderAttribute(name: string, value: string): string {
  return value === '' ? name : `${name}="${encodeReferences(value)}"`;
}

/** Quotes, marks of tags, the end of a comment, bars and what a parser of lines would change, as references. */
export function encodeReferences(text: string): string {
  return text
    .replace(/&(?=#?\w)/g, '&amp;')
    .replace(/["<>|`\r\n\t\0]|-(?=-)|-$|^ | $| (?= )/g, (char) => NAMED[char] ?? `&#${char.charCodeAt(0)};`);
}

const NAMED: Readonly<Record<string, string>> = { '"': '&quot;', '<': '&lt;', '>': '&gt;' };

/** The name of a parameter as one of an attribute: letters, digits and `_.-` stay, other characters are `:20:`. */
export function attributeName(param: string): string {
  return param.replace(/[^\w.-]/gu, (char) => `:${(char.codePointAt(0) ?? 0).toString(16)}:`);
}

export function paramName(attribute: string): string {
  return attribute.replace(/:([\da-f]{1,6}):/g, (written, digits: string) => {
    const code = Number.parseInt(digits, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : written;
  });
}

/** Parameters as `data-…`, apart from those that HTML has `own` attributes for. */
export function dataAttributes(params: Params, own: (name: string, value: string) => boolean): Params {
  return params.map(([name, value]) => [own(name, value) ? name : `data-${attributeName(name)}`, value] as const);
}

/** The other way round; null when there is an attribute of neither kind. */
export function readDataAttributes(attributes: Params, own: (name: string, value: string) => boolean): Params | null {
  const params: (readonly [string, string])[] = [];
  for (const [name, value] of attributes) {
    if (own(name, value)) params.push([name, value]);
    else if (/^data-./.test(name)) params.push([paramName(name.slice('data-'.length)), value]);
    else return null;
  }
  return params;
}
