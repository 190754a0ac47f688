import type { BatchTicket } from '../../reconciler/batch-event.ts';
import type { StatusReport } from '../../reconciler/engine.ts';
import type { Finding } from '../../reconciler/plan.ts';
import type { Hold } from '../../snapshot/base.ts';

/** How many changes wait to arrive on each side. */
export type PendingChanges = { readonly git: number; readonly jira: number };

/** Remembers what tickets could not be finished, and counts it together with what is held. */
export class PendingTracker {
  readonly #unfinished = new Map<string, PendingChanges>();

  note({ ref, failureKind, findings }: BatchTicket): void {
    if (failureKind === null) this.#unfinished.delete(ref);
    else this.#unfinished.set(ref, sum(findings.map(sideOfFinding)));
  }

  count({ pending, problems }: Pick<StatusReport, 'pending' | 'problems'>): PendingChanges {
    const held = pending.flatMap(({ holds }) => holds.map(sideOfHold));
    const files = problems.map(() => TO_JIRA);
    return sum([...held, ...files, ...this.#unfinished.values()]);
  }
}

const NOWHERE: PendingChanges = { git: 0, jira: 0 };
const TO_JIRA: PendingChanges = { git: 0, jira: 1 };
const TO_GIT: PendingChanges = { git: 1, jira: 0 };
const BOTH: PendingChanges = { git: 1, jira: 1 };

function sideOfFinding({ verdict }: Finding): PendingChanges {
  switch (verdict) {
    case 'git':
      return TO_JIRA;
    case 'jira':
    case 'put-back':
      return TO_GIT;
    case 'merged':
      return BOTH;
    default:
      // What is held counts as held.
      return NOWHERE;
  }
}

/** A conflict keeps each side from what the other has; all else that is held is of git and has not come to Jira. */
function sideOfHold({ kind }: Hold): PendingChanges {
  return kind === 'conflict' ? BOTH : TO_JIRA;
}

function sum(parts: readonly PendingChanges[]): PendingChanges {
  return parts.reduce((total, part) => ({ git: total.git + part.git, jira: total.jira + part.jira }), NOWHERE);
}
