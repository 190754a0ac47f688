/** A macro with a body, as in `{code:java}…{code}`; all offsets count in the whole text. */
export type BodyMacro = {
  readonly name: string;
  readonly params: string;
  readonly start: number;
  readonly bodyStart: number;
  readonly bodyEnd: number;
  readonly end: number;
};

export type MacroTag = { readonly name: string; readonly params: string; readonly start: number; readonly end: number };

/** Where in a text stand the tags without parameters that may close a macro, by name, in order. */
export type MacroClosers = ReadonlyMap<string, readonly number[]>;

/** Macros that stand as blocks of their own; Jira pairs each with the next tag of the same name. */
const BODY_MACROS: ReadonlySet<string> = new Set([
  ...['code', 'noformat', 'quote', 'panel', 'section', 'column', 'adf', 'html', 'xml', 'expand', 'excerpt'],
  ...['info', 'note', 'tip', 'warning'],
]);

/** Their body is literal. */
export const LITERAL_MACROS: ReadonlySet<string> = new Set(['code', 'noformat']);

/** Macros within a line that other products know; Jira shows the names without parameters as text. */
const INLINE_MACROS: ReadonlySet<string> = new Set(['include', 'status', 'jira', 'chart']);

/** The closing tags of a text; a backslash takes the meaning of the character behind it, within a body too. */
export function macroClosers(text: string): MacroClosers {
  const closers = new Map<string, number[]>();
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '\\') {
      at += 1;
      continue;
    }
    if (text[at] !== '{') continue;
    const tag = macroTagAt(text, at, text.length);
    if (tag === null || tag.params !== '') continue;
    const known = closers.get(tag.name);
    if (known === undefined) closers.set(tag.name, [at]);
    else known.push(at);
  }
  return closers;
}

/** The body of the macro that this tag opens, or null when it is never closed. Names are compared as they are written. */
export function bodyOf(closers: MacroClosers, tag: MacroTag, limit: number): BodyMacro | null {
  const found = firstFrom(closers.get(tag.name) ?? [], tag.end);
  if (found === null) return null;
  const end = found + tag.name.length + 2;
  if (end > limit) return null;
  const { params, start } = tag;
  return { name: tag.name.toLowerCase(), params, start, bodyStart: tag.end, bodyEnd: found, end };
}

function firstFrom(sorted: readonly number[], from: number): number | null {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  return sorted[low] ?? null;
}

export function isBodyMacro(tag: MacroTag): boolean {
  return BODY_MACROS.has(tag.name.toLowerCase());
}

/** A macro of another product, which has no words of its own. */
export function isForeignMacro(tag: MacroTag): boolean {
  const name = tag.name.toLowerCase();
  return name === 'toc' || (INLINE_MACROS.has(name) && tag.params !== '');
}

/** The tag at `at`, whatever its name; null where none is. */
export function macroTagAt(text: string, at: number, limit: number): MacroTag | null {
  if (text[at] !== '{') return null;
  let nameEnd = at + 1;
  while (nameEnd < limit && nameEnd - at <= LONGEST_NAME && isNameChar(text[nameEnd])) nameEnd += 1;
  const name = text.slice(at + 1, nameEnd);
  if (name === '') return null;
  if (text[nameEnd] === '}' && nameEnd < limit) return { name, params: '', start: at, end: nameEnd + 1 };
  if (text[nameEnd] !== ':') return null;
  const end = tagEnd(text, nameEnd + 1, limit);
  return end === null ? null : { name, params: text.slice(nameEnd + 1, end), start: at, end: end + 1 };
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
  return char !== undefined && ((char >= 'a' && char <= 'z') || (char >= 'A' && char <= 'Z'));
}
