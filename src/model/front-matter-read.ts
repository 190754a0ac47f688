import { isAlias, isMap, isScalar, isSeq, type Pair, parseDocument, type Scalar, visit, type YAMLMap } from 'yaml';
import type { FrontMatter, FrontMatterEntry, FrontMatterValue, ListMember } from './front-matter.ts';

export type FrontMatterReading =
  | { readonly kind: 'front-matter'; readonly frontMatter: FrontMatter }
  | BrokenFrontMatter;

export type BrokenFrontMatter = { readonly kind: 'broken'; readonly line: number; readonly reason: string };

const TOO_DEEP = 'the front matter is nested too deeply';
const QUOTE = 'put quotes around a value that contains ": " or " #", or begins with one of @ ` * & ! % [ { > |';

/**
 * Reads the YAML between the delimiters. Every scalar is the text that the person wrote (`1.10`, `0123`, `no`, `12:30`);
 * the fields know their types. `base` is the offset of `yaml` in the file and `line` its first line there.
 */
export function readFrontMatter(yaml: string, base: number, line: number): FrontMatterReading {
  const document = parseYaml(yaml);
  if (document === null) return broken(line, TOO_DEEP);
  const [error] = document.errors;
  const lineAt = (offset: number): number => line + countLines(yaml, offset);
  if (error) return broken(lineAt(error.pos[0]), describeError(error.message));
  const reference = /[&*!]/.test(yaml) ? findReference(document) : null;
  if (reference !== null) {
    return broken(lineAt(reference), `tags (!x), anchors (&x) and aliases (*x) are not understood here; ${QUOTE}`);
  }
  const { contents } = document;
  if (contents === null) return frontMatter([], '', base + yaml.length);
  if (!isMap(contents) || contents.flow) return broken(line, 'the front matter is no list of "key: value" lines');
  return readEntries(contents, yaml, base, lineAt);
}

type Document = ReturnType<typeof parseDocument>;

/** Null where the nesting exhausts the stack of the YAML reader. */
function parseYaml(yaml: string): Document | null {
  try {
    // Its own check for repeated keys takes quadratic time; `readEntries` has a linear one.
    return parseDocument(yaml, {
      schema: 'failsafe',
      uniqueKeys: false,
      stringKeys: true,
      keepSourceTokens: true,
      prettyErrors: false,
    });
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function readEntries(map: YAMLMap, yaml: string, base: number, lineAt: (offset: number) => number): FrontMatterReading {
  const entries = new Map<string, FrontMatterEntry>();
  for (const pair of map.items) {
    const key = isScalar(pair.key) ? pair.key : null;
    const line = lineAt(key?.range?.[0] ?? 0);
    const colon = pair.srcToken?.sep?.find((token) => token.type === 'map-value-ind');
    const explicit = pair.srcToken?.start.some((token) => token.type === 'explicit-key-ind') ?? true;
    if (!key?.range || !colon || explicit) return broken(line, 'a key is not written as "key: value"');
    const name = String(key.value);
    if (entries.has(name)) return broken(line, `the key "${name}" is there twice`);
    const valueFrom = colon.offset + colon.source.length;
    const value = readValue(pair, base);
    const start = yaml.lastIndexOf('\n', key.range[0] - 1) + 1;
    const end = endOfLines(yaml, Math.max(valueFrom, endOfValue(pair)));
    entries.set(name, { key: name, line, start: base + start, end: base + end, valueFrom: base + valueFrom, value });
  }
  const indent = /^[ \t]*/.exec(yaml.slice(([...entries.values()][0]?.start ?? base) - base))?.[0] ?? '';
  return frontMatter([...entries.values()], indent, base + yaml.length);
}

function readValue(pair: Pair, base: number): FrontMatterValue {
  const node = pair.value;
  if (isScalar(node) && node.range) {
    if (node.range[0] === node.range[1]) return { kind: 'empty' };
    return { kind: 'scalar', ...readScalar(node, base), style: styleOf(node) };
  }
  if (!isSeq(node) || !node.range) return { kind: 'other' };
  const members: ListMember[] = [];
  for (const item of node.items) {
    if (!isScalar(item)) return { kind: 'other' };
    members.push(readScalar(item, base));
  }
  return {
    kind: 'list',
    flow: node.flow ?? false,
    members,
    start: base + node.range[0],
    end: base + node.range[1],
  };
}

function readScalar(node: Scalar, base: number): ListMember {
  const [start, end] = node.range ?? [0, 0];
  return { text: String(node.value), start: base + start, end: base + end };
}

function styleOf(node: Scalar): 'plain' | 'single' | 'double' | 'block' {
  if (node.type === 'QUOTE_SINGLE') return 'single';
  if (node.type === 'QUOTE_DOUBLE') return 'double';
  return node.type === 'PLAIN' ? 'plain' : 'block';
}

function endOfValue(pair: Pair): number {
  const node = pair.value;
  return isScalar(node) || isMap(node) || isSeq(node) ? (node.range?.[1] ?? 0) : 0;
}

/** Values that end with their line (block scalars, block lists) already stand behind the line break. */
function endOfLines(yaml: string, end: number): number {
  if (yaml[end - 1] === '\n') return end;
  const lineBreak = yaml.indexOf('\n', end);
  return lineBreak < 0 ? yaml.length : lineBreak + 1;
}

function findReference(document: Document): number | null {
  let offset: number | null = null;
  visit(document, {
    Node: (_, node) => {
      const marked = isAlias(node) || node.tag !== undefined || node.anchor !== undefined;
      if (!marked) return undefined;
      offset = node.range?.[0] ?? 0;
      return visit.BREAK;
    },
  });
  return offset;
}

function countLines(yaml: string, offset: number): number {
  let lines = 0;
  for (let at = yaml.indexOf('\n'); at >= 0 && at < offset; at = yaml.indexOf('\n', at + 1)) lines += 1;
  return lines;
}

/** That its stack ran out, the YAML reader tells as any other error. */
function describeError(message: string): string {
  return message.startsWith('Maximum call stack') ? TOO_DEEP : `${message}; ${QUOTE}`;
}

function frontMatter(entries: readonly FrontMatterEntry[], indent: string, end: number): FrontMatterReading {
  return { kind: 'front-matter', frontMatter: { entries, indent, end } };
}

function broken(line: number, reason: string): BrokenFrontMatter {
  return { kind: 'broken', line, reason };
}
