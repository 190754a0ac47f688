/** A macro with a body, as in `{code:java}…{code}`; all offsets count in the whole text. */
export type BodyMacro = {
  readonly name: string;
  readonly params: string;
  readonly start: number;
  readonly bodyStart: number;
  readonly bodyEnd: number;
  readonly end: number;
};

/** A wiki text under examination, with the macros already known to have no closing tag behind some offset. */
export type WikiScan = { readonly text: string; readonly unclosedFrom: Map<string, number> };

export function scanWiki(text: string): WikiScan {
  return { text, unclosedFrom: new Map() };
}

/** Macros that stand as blocks of their own; Jira pairs each with the next tag of the same name. */
const BODY_MACROS: ReadonlySet<string> = new Set([
  ...['code', 'noformat', 'quote', 'panel', 'section', 'column', 'adf', 'html', 'xml', 'expand', 'excerpt'],
  ...['info', 'note', 'tip', 'warning'],
]);

const INLINE_MACROS: ReadonlySet<string> = new Set(['color', 'anchor', 'toc', 'include', 'status', 'jira', 'chart']);

/** The macro with a body whose opening tag is at `at`, or null when there is none or it is never closed. */
export function bodyMacroAt(scan: WikiScan, at: number, limit: number): BodyMacro | null {
  const tag = macroTagAt(scan.text, at, limit);
  if (tag === null || !BODY_MACROS.has(tag.name)) return null;
  const closer = `{${tag.name}}`;
  if (tag.end >= (scan.unclosedFrom.get(tag.name) ?? Number.POSITIVE_INFINITY)) return null;
  const found = scan.text.indexOf(closer, tag.end);
  if (found < 0) scan.unclosedFrom.set(tag.name, tag.end);
  if (found < 0 || found + closer.length > limit) return null;
  const { name, params } = tag;
  return { name, params, start: at, bodyStart: tag.end, bodyEnd: found, end: found + closer.length };
}

/** The tag of a macro that Jira knows, at `at`, or null. */
export function knownMacroTagAt(text: string, at: number, limit: number): { readonly end: number } | null {
  const tag = macroTagAt(text, at, limit);
  return tag !== null && (BODY_MACROS.has(tag.name) || INLINE_MACROS.has(tag.name)) ? tag : null;
}

type Tag = { readonly name: string; readonly params: string; readonly end: number };

function macroTagAt(text: string, at: number, limit: number): Tag | null {
  if (text[at] !== '{') return null;
  let nameEnd = at + 1;
  while (nameEnd < limit && nameEnd - at <= LONGEST_NAME && isNameChar(text[nameEnd])) nameEnd += 1;
  const name = text.slice(at + 1, nameEnd);
  if (name === '') return null;
  if (text[nameEnd] === '}' && nameEnd < limit) return { name, params: '', end: nameEnd + 1 };
  if (text[nameEnd] !== ':') return null;
  const end = tagEnd(text, nameEnd + 1, limit);
  return end === null ? null : { name, params: text.slice(nameEnd + 1, end), end: end + 1 };
}

const LONGEST_NAME = 12;
const LONGEST_PARAMS = 1000;

function tagEnd(text: string, from: number, limit: number): number | null {
  const stop = Math.min(limit, from + LONGEST_PARAMS);
  for (let at = from; at < stop; at += 1) {
    const char = text[at];
    if (char === '}') return at;
    if (char === '\n' || char === '\r' || char === '{') return null;
  }
  return null;
}

function isNameChar(char: string | undefined): boolean {
  return char !== undefined && char >= 'a' && char <= 'z';
}
