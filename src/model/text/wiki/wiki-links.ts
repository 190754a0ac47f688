import type { Inline } from '../tree/text-tree.ts';
import { isSpace } from './wiki-lines.ts';

type Found = { readonly inline: Inline; readonly end: number };

/**
 * `[text|address]`, `[https://…]`, `[~user]`, `[^file]`; null for brackets that Jira shows as they are. The text of a
 * link may hold markup: `parse` reads it.
 */
export function linkAt(
  text: string,
  at: number,
  end: number,
  parse: (from: number, to: number) => readonly Inline[],
): Found | null {
  const bars: number[] = [];
  const close = closingBracket(text, at + 1, end, bars);
  if (close === null || bars.length > 2) return null;
  const source = text.slice(at, close + 1);
  const [bar, tipBar] = bars;
  if (bar === undefined) return found(linkWithoutText(source), close + 1);
  const href = text.slice(bar + 1, tipBar ?? close).trim();
  const title = tipBar === undefined ? null : text.slice(tipBar + 1, close).trim();
  if (!isAddress(href)) return null;
  const label = text.slice(at + 1, bar);
  if (label.trim() === href && urlEnd(href, 0, href.length) === href.length) {
    return found({ kind: 'url', url: href, bracketed: true }, close + 1);
  }
  if (label.trim() === '' || href[0] === '^' || href[0] === '~') return found({ kind: 'raw', source }, close + 1);
  return found({ kind: 'link', href, title, children: parse(at + 1, bar) }, close + 1);
}

function found(inline: Inline | null, end: number): Found | null {
  return inline === null ? null : { inline, end };
}

function linkWithoutText(source: string): Inline | null {
  const target = source.slice(1, -1).trim();
  if (target.length < 2) return null;
  if (target[0] === '~') return mention(target.slice(1), source);
  if ((target[0] === '^' || target[0] === '#') && isFileOrAnchor(target.slice(1))) return { kind: 'raw', source };
  return urlEnd(target, 0, target.length) === target.length ? { kind: 'url', url: target, bracketed: true } : null;
}

function isFileOrAnchor(name: string): boolean {
  return name[0] === undefined ? false : !isSpace(name[0]);
}

/** A Cloud account stands as `[~accountid:5b10…]`, a Server user as `[~john.doe]`. */
function mention(name: string, source: string): Inline {
  const account = name.startsWith(ACCOUNT) ? name.slice(ACCOUNT.length) : name;
  const plain = account !== '' && account.trim() === account && !account.includes('\\');
  const canonical = plain && wikiMention(account) === source;
  return canonical ? { kind: 'mention', name: account, label: null } : { kind: 'raw', source };
}

const ACCOUNT = 'accountid:';

/** A mention in wiki markup. Account ids are 24 hexadecimal digits or hold a colon; usernames do neither. */
export function wikiMention(name: string): string {
  const isAccount = name.includes(':') || /^[0-9a-f]{24}$/.test(name);
  return isAccount ? `[~${ACCOUNT}${name}]` : `[~${name}]`;
}

/** The closing bracket on the same line, with the bars in between; brackets within brackets are no link. */
function closingBracket(text: string, from: number, end: number, bars: number[]): number | null {
  for (let at = from; at < end; at += 1) {
    const char = text[at];
    if (char === ']') return at;
    if (char === '\n' || char === '\r' || char === '[') return null;
    if (char === '|') bars.push(at);
    if (char === '\\') at += 1;
  }
  return null;
}

function isAddress(href: string): boolean {
  if (href === '') return false;
  for (const char of href) if (isSpace(char)) return href.includes('://');
  return true;
}

const SCHEMES = ['http://', 'https://', 'ftp://', 'mailto:'];

/** Where the bare URL that begins at `at` ends, or null when none begins there. Closing punctuation is not part of it. */
export function urlEnd(text: string, at: number, end: number): number | null {
  const scheme = SCHEMES.find((candidate) => text.startsWith(candidate, at));
  if (scheme === undefined) return null;
  const from = at + scheme.length;
  let to = from;
  while (to < end && !isUrlStop(text[to])) to += 1;
  while (to > from && isTrailing(text, from, to)) to -= 1;
  return to > from && /[\p{L}\p{N}]/u.test(text[from] ?? '') ? to : null;
}

function isUrlStop(char: string | undefined): boolean {
  return char === undefined || char.trim() === '' || '|[]{}<>"\\^`'.includes(char);
}

function isTrailing(text: string, from: number, to: number): boolean {
  const last = text[to - 1] ?? '';
  if (last !== ')') return ".,:;!?'*_~".includes(last);
  const url = text.slice(from, Math.min(to, from + LONGEST_URL));
  return url.split(')').length > url.split('(').length;
}

const LONGEST_URL = 4000;

/** `!picture.png!` and `!picture.png|alt=Login!`; with other parameters it is carried. */
export function imageAt(text: string, at: number, start: number, end: number): Found | null {
  const before = at > start ? text[at - 1] : undefined;
  if ((before !== undefined && /[\p{L}\p{N}\\!]/u.test(before)) || isSpace(text[at + 1])) return null;
  const close = closingBang(text, at + 1, end);
  if (close === null) return null;
  const source = text.slice(at, close + 1);
  const [src = '', ...params] = source.slice(1, -1).split('|');
  if (!isImageName(src)) return null;
  const alt = params[0]?.startsWith('alt=') === true ? params[0].slice('alt='.length) : '';
  const native = params.length === 0 || (params.length === 1 && alt !== '' && !/[,=\\]/.test(alt));
  return found(native ? { kind: 'image', src, alt, title: null, params: [] } : { kind: 'raw', source }, close + 1);
}

const LONGEST_IMAGE = 1000;

function closingBang(text: string, from: number, end: number): number | null {
  const stop = Math.min(end, from + LONGEST_IMAGE);
  for (let at = from; at < stop; at += 1) {
    if (text[at] === '!') return at;
    if (text[at] === '\n' || text[at] === '\r') return null;
  }
  return null;
}

function isImageName(src: string): boolean {
  if (src.trim() !== src || /[\\"<>{}[\]]/.test(src)) return false;
  const dot = src.lastIndexOf('.');
  return dot > 0 && /^[A-Za-z0-9]{2,5}$/.test(src.slice(dot + 1))
    ? true
    : src.startsWith('http://') || src.startsWith('https://');
}
