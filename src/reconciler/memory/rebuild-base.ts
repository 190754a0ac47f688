import type { JiraText } from '../../model/text/jira-text.ts';
import type { TextBase, TextInput } from '../../model/text/text-outcome.ts';
import type { Value } from '../../model/value.ts';
import type { TicketBase } from '../../snapshot/base.ts';
import type { Observation, PlanSettings } from '../observation.ts';
import type { Parts } from '../parts.ts';
import type { Work } from '../work.ts';
import { findSynced, type Synced } from './find-synced.ts';
import { syncedComments, syncedWorklogs, type ToTextBase } from './synced-entries.ts';

/**
 * The observation with a base from history, where the ticket's file was synced by a commit that the memory does not
 * know: what that commit says is what both sides held then. A side that still says it has not changed; where neither
 * does, it is a conflict. The observation itself where history says nothing.
 */
export async function rebuildBase(parts: Parts, work: Work, settings: PlanSettings): Promise<Observation> {
  const { observation } = work;
  const { jira, git, commit } = observation;
  if (jira.kind !== 'present' || git.kind !== 'ticket' || commit === null) return observation;
  const synced = await findSynced(parts, observation, jira.ticket.key, commit, settings);
  if (synced === null) return observation;
  parts.log.info('what was agreed on a ticket is taken from history', { ticket: jira.ticket.key });
  const toText: ToTextBase = (markdown, original) => textBase(parts, markdown, original, settings);
  const agreed = Object.entries(synced.doc.texts).filter(([name]) => !synced.contested.has(name));
  const texts = await Promise.all(
    agreed.map(async ([name, markdown]) => [name, await toText(markdown, jira.ticket.texts[name] ?? null)] as const),
  );
  const { id, key } = jira.ticket;
  const known = observation.base;
  const base: TicketBase = {
    id,
    key,
    values: { ...contestedOf(known?.values, synced), ...valuesOf(synced, settings) },
    texts: { ...contestedOf(known?.texts, synced), ...Object.fromEntries(texts) },
    comments: await syncedComments(synced, work, jira.ticket, toText),
    worklogs: await syncedWorklogs(synced, work, jira.ticket, toText),
    holds: known?.holds ?? [],
  };
  return { ...observation, base, storedWorklogs: base.worklogs };
}

/** Of what was in conflict then, only an older memory tells what was agreed before. */
function contestedOf<V>(known: Readonly<Record<string, V>> = {}, { contested }: Synced): Readonly<Record<string, V>> {
  return Object.fromEntries(Object.entries(known).filter(([name]) => contested.has(name)));
}

function valuesOf({ doc, contested }: Synced, { format }: PlanSettings): Readonly<Record<string, Value>> {
  const unknown = new Set([...doc.problems.map(({ field }) => field), ...contested]);
  const known = format.fields.filter(
    ({ kind, place, name }) => kind !== 'text' && place === 'front-matter' && !unknown.has(name),
  );
  return Object.fromEntries(known.map(({ name }) => [name, doc.values[name] ?? null]));
}

/** Jira's own original, where it still says what was synced; else what Jira would hold of it. */
async function textBase(
  { texts }: Parts,
  markdown: string,
  jira: JiraText | null,
  settings: PlanSettings,
): Promise<TextBase> {
  const input: Omit<TextInput, 'jira'> = { kind: settings.text, people: settings.people, base: null, git: markdown };
  const [met, alone] = await texts.reconcile([
    { ...input, jira },
    { ...input, jira: null },
  ]);
  if (met?.kind === 'agreed' && (met.verdict === 'converged' || met.verdict === 'same')) return { markdown, jira };
  return { markdown, jira: alone?.kind === 'agreed' ? alone.jira : null };
}

/** True where what this plan does may rest on a memory that is not complete. */
export function isDoubtful({ plan, observation }: Work, settings: PlanSettings): boolean {
  if (!settings.repairing || observation.jira.kind !== 'present' || observation.git.kind !== 'ticket') return false;
  return plan.jira.length + plan.git.length + plan.holds.length > 0;
}
