import { fingerprint } from '../model/fingerprint.ts';
import type { ProjectConfig } from '../model/project-config.ts';
import type { JiraText } from '../model/text/jira-text.ts';
import { writeJiraText } from '../model/text/write-jira-text.ts';
import { ticketPath } from '../model/ticket-key.ts';
import type { Hold, TicketBase } from '../snapshot/base.ts';
import { conflictWords } from './conflict-words.ts';
import { standingRefusal } from './holds.ts';
import type { JiraTicket } from './jira-ticket.ts';
import type { Observation, PlanSettings } from './observation.ts';
import type { Finding, PlanPart } from './plan.ts';
import type { Work } from './work.ts';

const PREFIX = 'comment:about-';

type Told = Pick<PlanPart, 'jira' | 'holds'> & { readonly told: readonly string[] };

/**
 * Where the project wants managers to read of conflicts where they work: one comment that says what is newly held. Only
 * what is on record is told, because then it is known who gave the values; `told` is what has been, as long as it is held.
 */
export function tellConflicts(
  { base, begun }: Observation,
  ticket: JiraTicket,
  { holds, findings }: Pick<PlanPart, 'holds' | 'findings'>,
  { commentAs, retryHeld, text }: PlanSettings,
): Told {
  const told = (base?.told ?? []).filter((field) => holds.some((hold) => hold.field === field));
  if (base === null || commentAs === null) return { jira: [], holds: [], told };
  const fields = fieldsToTell(base, holds, told, begun);
  const about = holds.filter(({ field, kind }) => kind === 'conflict' && fields.includes(field));
  if (about.length === 0) return { jira: [], holds: [], told };
  const ref = `${PREFIX}${fields.join(',')}`;
  const refusal = retryHeld ? null : standingRefusal(base, ref, null, null);
  if (refusal !== null) return { jira: [], holds: [refusal], told };
  const body = bodyOf(ticket.key, about, findings, text);
  const action = { id: ticket.id, key: ticket.key, ref, author: commentAs, body, about: fields } as const;
  const uid = fingerprint([ticket.id, ref, about.map(({ since }) => since)]);
  const reason = `${fields.join(', ')} in conflict`;
  return { jira: [{ kind: 'add-comment', uid, reason, ...action }], holds: [], told };
}

/**
 * True where the ticket is looked at once more, because of what was put on record just now: a conflict, from which a
 * comment about it can be planned, or that Jira came from a backup, from which each of its fields can.
 */
export function goesOnFromRecord(
  { stored, plan, failure }: Pick<Work, 'stored' | 'plan' | 'failure'>,
  { conflicts }: Pick<ProjectConfig, 'conflicts'>,
): boolean {
  const known = new Set(stored?.holds.filter(isTellable).map(({ field }) => field));
  if (plan.base?.older !== undefined && stored?.older?.updated !== plan.base.older.updated) return failure === null;
  const isNew = plan.holds.some((hold) => isTellable(hold) && !known.has(hold.field));
  return conflicts.comment && failure === null && isNew;
}

/** A whole file is in conflict where its issue is gone, or as it was before: a comment there reaches nobody, or misleads. */
function isTellable({ kind, field }: Hold): boolean {
  return kind === 'conflict' && field !== 'file';
}

/** A comment that was begun is finished first, as it was begun: what became known since is told in another one. */
function fieldsToTell(
  base: TicketBase,
  holds: readonly Hold[],
  told: readonly string[],
  begun: Observation['begun'],
): readonly string[] {
  // What came from a backup is no news to those who put it back.
  const recorded = base.holds.filter((hold) => isTellable(hold) && base.older?.prints[hold.field] === undefined);
  const onRecord = new Set(recorded.map(({ field }) => field));
  const open = holds.filter((hold) => isTellable(hold) && onRecord.has(hold.field)).map(({ field }) => field);
  const under = [...begun].flatMap((ref) => (ref.startsWith(PREFIX) ? [ref.slice(PREFIX.length).split(',')] : []));
  const unfinished = under.find((fields) => fields.some((field) => open.includes(field) && !told.includes(field)));
  return unfinished ?? open.filter((field) => !told.includes(field));
}

function bodyOf(key: string, about: readonly Hold[], findings: readonly Finding[], kind: JiraText['kind']): JiraText {
  const words = (text: string) => ({ kind: 'text', text }) as const;
  const code = (text: string) => ({ kind: 'code', text }) as const;
  const items = about.map((hold) => {
    const { name, rest } = conflictWords(
      hold,
      findings.find(({ ref }) => ref === hold.field),
    );
    const strong = { kind: 'styled', style: 'strong', children: [words(name)] } as const;
    return { checked: null, blocks: [{ kind: 'paragraph', children: [strong, words(rest)] }] } as const;
  });
  const settle = [
    words(`To settle it, make both say the same, here or in ${ticketPath(key)}, or run `),
    code(`tract conflicts resolve ${key} --take git`),
    words(' (or jira) in the repository of the tickets.'),
  ];
  const body = writeJiraText(
    [
      { kind: 'paragraph', children: [words(LEAD)] },
      { kind: 'list', ordered: false, start: 1, loose: false, items },
      { kind: 'paragraph', children: settle },
    ],
    kind,
  );
  return body ?? { kind: 'wiki', wiki: LEAD };
}

const LEAD =
  'Tract: this issue and its file in git were changed to different values. ' +
  'Both stay as they are until somebody decides; everything else goes on.';
