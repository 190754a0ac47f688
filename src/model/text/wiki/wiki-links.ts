import type { Inline } from '../tree/text-tree.ts';
import { imageAt } from './wiki-images.ts';
import { isSpace } from './wiki-lines.ts';

export type Found = { readonly inline: Inline; readonly end: number };

/** The address of a file of the ticket, as in `[^name]`. */
export const ATTACHMENT = 'attachment:';

/**
 * `[text|address]`, `[https://…]`, `[~user]`, `[^file]`, `[#anchor]`; null for brackets that Jira shows as they are. The
 * text of a link may hold markup: `parse` reads it.
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
  const address = text.slice(bar + 1, tipBar ?? close).trim();
  const title = tipBar === undefined ? null : text.slice(tipBar + 1, close).trim();
  if (!isAddress(address)) return null;
  const label = text.slice(at + 1, bar).trim();
  if (address[0] === '~') return found(mention(address.slice(1), `[${address}]`, label), close + 1);
  if (label === '') return found(linkWithoutText(`[${address}]`), close + 1);
  if (label === address && isUrl(address)) return found({ kind: 'url', url: address, bracketed: true }, close + 1);
  return found({ kind: 'link', href: hrefOf(address), title, children: parse(at + 1, bar) }, close + 1);
}

function found(inline: Inline | null, end: number): Found | null {
  return inline === null ? null : { inline, end };
}

function hrefOf(address: string): string {
  return address[0] === '^' ? `${ATTACHMENT}${address.slice(1)}` : address;
}

function linkWithoutText(source: string): Inline | null {
  const target = source.slice(1, -1).trim();
  if (target.length < 2) return null;
  if (target[0] === '~') return mention(target.slice(1), source, null);
  const name = target.slice(1);
  if ((target[0] === '^' || target[0] === '#') && !isSpace(name[0])) {
    return { kind: 'link', href: hrefOf(target), title: null, children: [{ kind: 'text', text: name }] };
  }
  return isUrl(target) ? { kind: 'url', url: target, bracketed: true } : null;
}

/** A Cloud account stands as `[~accountid:5b10…]`, a Server user as `[~john.doe]`. Nobody's name begins with a space. */
function mention(name: string, source: string, label: string | null): Inline | null {
  if (isSpace(name[0])) return null;
  const account = name.startsWith(ACCOUNT) ? name.slice(ACCOUNT.length) : name;
  const plain = account !== '' && account.trim() === account && !account.includes('\\');
  const canonical = plain && wikiMention(account) === source;
  return canonical ? { kind: 'mention', name: account, label: label === '' ? null : label } : { kind: 'raw', source };
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
    if (char === '\\' && text[at + 1] !== '\\') at += 1;
    if (char === '!') at = (imageAt(text, at, from, end)?.end ?? at + 1) - 1;
  }
  return null;
}

/** An address holds no white space, unless it names a file of the ticket or says its scheme. */
function isAddress(address: string): boolean {
  if (address === '') return false;
  if (address[0] === '^') return address.length > 1 && !isSpace(address[1]);
  for (const char of address) if (isSpace(char)) return address.includes('://');
  return true;
}

/** Addresses that Jira finds in running text. */
const SCHEMES = ['http://', 'https://', 'ftp://', 'mailto:'];
/** Addresses that need brackets. */
const BRACKETED_SCHEMES = ['file://', 'ftps://', 'irc://', 'news://', 'nntp://', '\\\\'];

function isUrl(target: string): boolean {
  if (urlEnd(target, 0, target.length) === target.length) return true;
  return BRACKETED_SCHEMES.some((scheme) => target.startsWith(scheme) && target.length > scheme.length);
}

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
