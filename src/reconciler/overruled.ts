import { wellFormed } from '../model/canonical.ts';
import { nameOfRef } from './explain.ts';
import { explainValue } from './explain-change.ts';
import { mergeFindings } from './merge-findings.ts';
import type { Finding } from './plan.ts';
import type { Work } from './work.ts';

const LISTED = 200;
const LONGEST = 80;

/** Which side a policy took where both had changed something to different values. */
const DECIDED = /^policy: (?:newest \()?(git|jira)\b/;

/** A word or a few need no quotes to be told from what stands around them. */
const SIMPLE = /^"([\p{L}\p{N}_.-]+(?: [\p{L}\p{N}_.-]+){0,3})"$/u;

/**
 * What a policy overruled at once, a line for each: nobody was asked, so whoever misses a value must find it again.
 * `APP-1 priority: Jira's High replaced git's Low (policy: jira)`; values are shortened and have no control characters.
 */
export function overruledLines(ticket: string, findings: readonly Finding[]): readonly string[] {
  return findings.flatMap((finding) => {
    const [, winner] = finding.verdict === 'conflict' ? (DECIDED.exec(finding.rule) ?? []) : [];
    if (winner === undefined) return [];
    const sides = [`Jira's ${shown(finding.jira)}`, `git's ${shown(finding.git)}`];
    const [taken, lost] = winner === 'jira' ? sides : sides.toReversed();
    return [`${ticket} ${nameOfRef(finding.ref)}: ${taken} replaced ${lost} (${finding.rule})`];
  });
}

/** The same of all tickets of a commit; how much of a huge one is left out is said. */
export function overruledIn(works: readonly Work[]): readonly string[] {
  const lines = works.flatMap(({ found, plan, ref }) =>
    overruledLines(plan.key ?? ref, mergeFindings(found, plan.findings)),
  );
  const left = lines.length > LISTED ? [`and ${lines.length - LISTED} more were overruled by a policy`] : [];
  return [...lines.slice(0, LISTED), ...left];
}

/** A commit message with what was overruled below it; as it is where nothing was. */
export function withOverruled(message: string, lines: readonly string[]): string {
  return lines.length === 0 ? message : [message, '', ...lines].join('\n');
}

function shown(value: unknown): string {
  const words = wellFormed(explainValue(value)).replace(/\p{Cc}/gu, ' ');
  const short = words.length > LONGEST ? `${wellFormed(words.slice(0, LONGEST))}…` : words;
  return SIMPLE.exec(short)?.[1] ?? short;
}
