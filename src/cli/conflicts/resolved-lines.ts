import { explainValue } from '../../reconciler/explain-change.ts';
import type { Resolved } from './run-resolve.ts';

/** What was settled, what was overruled, and what of the ticket still waits. */
export function resolvedLines({ issue, settled, holds, commit, pending }: Resolved): readonly string[] {
  return [
    ...settled.map(({ field, take, git, jira }) => {
      const sides = `git said ${explainValue(git)}, Jira ${explainValue(jira)}`;
      return `✓ ${issue} ${field}: ${TAKEN[take]} (${sides})`;
    }),
    ...(commit === null ? [] : ['✓ git has it: run `git pull`']),
    ...(pending === null ? [] : [`! Jira does not have it yet, and gets it by itself: ${pending}`]),
    ...holds.map(({ field, kind, reason }) => {
      return `! ${issue} ${field} still waits: ${kind === 'conflict' ? 'in conflict, ' : ''}${reason}`;
    }),
  ];
}

const TAKEN = { git: "git's value is taken", jira: "Jira's value is taken", merged: 'yours is taken' } as const;
