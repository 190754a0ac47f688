import { isMap, isScalar, LineCounter, type Pair, parseDocument } from 'yaml';
import { z } from 'zod';
import { isHandle } from '../../model/people-handle.ts';
import type { Credentials } from '../../reconciler/jira/options.ts';

/** Tokens of single people by handle, and the days on which they end as far as the file says so: `YYYY-MM-DD`. */
export type UserTokens = {
  readonly tokens: ReadonlyMap<string, Credentials>;
  readonly ends: ReadonlyMap<string, string>;
};

/** All that is wrong with a file is told at once, a line each; no secret is in the words. */
export type UserTokensReading = UserTokens & { readonly problems: readonly string[] };

type Entry = { readonly credentials: Credentials; readonly end: string | null };

const MEMBERS = ['username', 'token', 'expires'];
const SHAPE = 'write `handle: token`, or `handle: {username: E-MAIL, token: …, expires: YYYY-MM-DD}`';
// What follows the first mistakes is mostly their echo.
const MOST_ERRORS = 10;

/**
 * Reads YAML or JSON: `handle: token` (a personal access token) or `handle: {token: …, expires: 2027-02-14}`, with a
 * `username` for Basic, as Cloud wants it. A file in which nothing stands has no tokens.
 */
export function parseUserTokens(text: string): UserTokensReading {
  const lines = new LineCounter();
  const lineOf = (offset: number | undefined) => `line ${lines.linePos(offset ?? 0).line}`;
  const document = parseDocument(text, {
    schema: 'failsafe',
    uniqueKeys: false,
    lineCounter: lines,
    prettyErrors: false,
  });
  const { contents, errors } = document;
  // The words of the YAML reader may repeat what stands there.
  const broken = errors.slice(0, MOST_ERRORS).map(({ pos }) => `${lineOf(pos[0])} is no YAML: ${SHAPE}`);
  if (broken.length > 0) return none([...new Set(broken)]);
  if (contents === null || (isScalar(contents) && contents.value === '')) return none([]);
  if (!isMap(contents)) return none([`${lineOf(contents.range?.[0])} is no list of people: ${SHAPE}`]);
  return readPeople(contents.items, lineOf);
}

function readPeople(items: readonly Pair[], lineOf: (offset: number | undefined) => string): UserTokensReading {
  const tokens = new Map<string, Credentials>();
  const ends = new Map<string, string>();
  const problems: string[] = [];
  for (const { key, value } of items) {
    const line = lineOf(isScalar(key) ? key.range?.[0] : undefined);
    const handle = isScalar(key) ? String(key.value) : '';
    const entry = isHandle(handle) ? readEntry(value) : 'what stands before the colon is no handle';
    if (typeof entry === 'string') problems.push(`${line}: ${entry}`);
    else if (tokens.has(handle)) problems.push(`${line}: the same handle is there before`);
    else {
      tokens.set(handle, entry.credentials);
      if (entry.end !== null) ends.set(handle, entry.end);
    }
  }
  return { tokens, ends, problems };
}

/** The entry, or what is wrong with it. */
function readEntry(value: unknown): Entry | string {
  if (isScalar(value)) {
    const token = String(value.value);
    return wrongToken(token, false) ?? { credentials: { kind: 'bearer', token }, end: null };
  }
  if (!isMap(value)) return SHAPE;
  const members = new Map(
    value.items.map((pair) => [
      isScalar(pair.key) ? String(pair.key.value) : '',
      isScalar(pair.value) ? String(pair.value.value) : '',
    ]),
  );
  if ([...members.keys()].some((name) => !MEMBERS.includes(name)))
    return `there may be ${MEMBERS.join(', ')} and nothing else`;
  const { username = null, token = '', expires = null } = Object.fromEntries(members);
  const wrong =
    wrongToken(token, username !== null) ?? (username === '' ? 'the username is empty' : null) ?? wrongDay(expires);
  if (wrong !== null) return wrong;
  const credentials: Credentials =
    username === null ? { kind: 'bearer', token } : { kind: 'basic', username, password: token };
  return { credentials, end: expires };
}

/** A password, as Server takes it beside a user name, may have spaces. */
function wrongToken(token: string, isPassword: boolean): string | null {
  if (token.trim() === '') return 'the token is missing';
  return !isPassword && /\s/.test(token) ? 'a token has no spaces in it' : null;
}

function wrongDay(day: string | null): string | null {
  return day === null || z.iso.date().safeParse(day).success ? null : 'expires must be a day such as 2027-02-14';
}

function none(problems: readonly string[]): UserTokensReading {
  return { tokens: new Map(), ends: new Map(), problems };
}
