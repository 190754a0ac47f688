import type { TokenEnd } from '../../reconciler/jira/token-end.ts';
import { plain } from '../render/plain.ts';
import type { TokenFinding } from './token-finding.ts';

/** Long enough for a holiday; Jira itself warns five days before. */
const SOON_MS = 14 * 24 * 3600_000;
const DAY_MS = 24 * 3600_000;

/** A token as it is told: `the token of anna`; how its end is written down, and how a new one is put in its place. */
export type ToldToken = { readonly name: string; readonly writeEnd: string; readonly renew: string };

/**
 * What there is to say about the end of a token. `written` is the day that a person wrote down, which counts before what Jira
 * tells: Cloud tells none, although each of its tokens ends within a year.
 */
export function tokenEndFindings(
  { name, writeEnd, renew }: ToldToken,
  written: string | null,
  end: TokenEnd,
  { flavor, nowMs }: { readonly flavor: 'cloud' | 'server'; readonly nowMs: number },
): readonly TokenFinding[] {
  if (written !== null) return ending(name, Date.parse(`${written}T00:00:00Z`), renew, nowMs);
  if (end.kind === 'ends') return ending(name, end.atMs, renew, nowMs);
  if (end.kind === 'one-of') {
    const [found] = ending(`the personal access token "${plain(end.name)}"`, end.atMs, renew, nowMs);
    const fix = `if it is this one, ${renew}; else ${writeEnd}`;
    return found === undefined
      ? []
      : [{ ...found, message: `${name} may be it: ${found.message}, and Jira does not tell which one is used`, fix }];
  }
  if (end.kind === 'never' || flavor === 'server') return [];
  const message = `when ${name} expires is not known: Jira Cloud does not tell, and it does within a year`;
  return [{ level: 'note', message, fix: writeEnd }];
}

function ending(name: string, atMs: number, renew: string, nowMs: number): readonly TokenFinding[] {
  const leftMs = atMs - nowMs;
  if (leftMs > SOON_MS) return [];
  const day = new Date(atMs).toISOString().slice(0, 10);
  if (leftMs <= 0) return [{ level: 'warning', message: `${name} was to expire on ${day}`, fix: renew }];
  const days = Math.ceil(leftMs / DAY_MS);
  const left = days === 1 ? 'within a day' : `in ${days} days`;
  return [{ level: 'warning', message: `${name} expires on ${day}, ${left}`, fix: renew }];
}
