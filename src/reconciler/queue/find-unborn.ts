import { temporaryKeys } from '../../model/temporary-key.ts';
import { ticketPath } from '../../model/ticket-key.ts';
import type { Oid } from '../../snapshot/object-store.ts';
import { fileOf, type Observation } from '../observation.ts';
import type { Parts } from '../parts.ts';
import { isOwnProject } from '../renames/former-keys.ts';
import { keyOfOffline, requestOfTwin } from '../requests/twin.ts';
import type { Unborn } from './without-unborn.ts';

/**
 * The temporary keys that these tickets mention in git and that stand for a ticket to be: a file of the branch, or one
 * asked for through the API. Anything else that looks like such a key is a word like any other.
 */
export async function findUnborn(parts: Parts, observations: readonly Observation[], tip: Oid | null): Promise<Unborn> {
  const mentioned = new Set(observations.flatMap(textsOf).flatMap(temporaryKeys));
  return tip === null ? new Map() : whyUnborn(parts, mentioned, tip);
}

/** Those of the keys that stand for a ticket to be, each with the reason why Jira has not got it yet. */
export async function whyUnborn(parts: Parts, keys: Iterable<string>, tip: Oid): Promise<Unborn> {
  const all = [...keys];
  if (all.length === 0) return new Map();
  const files = await parts.store.lookUp(tip, all.map(ticketPath));
  const asked = (key: string) => isOwn(parts, key) && requestOfTwin(parts.snapshot, ticketPath(key)) !== null;
  const unborn = all.filter((key) => files.has(ticketPath(key)) || asked(key));
  return new Map(unborn.map((key) => [key, reasonOf(parts, key)]));
}

/** The key that a temporary one became; null where it became none that is known. */
export function bornAs(parts: Parts, key: string): string | null {
  return isOwn(parts, key) ? keyOfOffline(parts.snapshot, key) : null;
}

/** The ledger goes by the id alone, and another project may have used it too. */
function isOwn(parts: Parts, key: string): boolean {
  return isOwnProject(parts, key.slice(0, key.indexOf('-OFFLINE-')));
}

function reasonOf(parts: Parts, key: string): string {
  const { snapshot } = parts;
  const born = bornAs(parts, key);
  if (born !== null) return `it is ${born} in Jira, and is about to be named so here`;
  const problem = snapshot.meta.problems.find(({ path }) => path === ticketPath(key));
  return problem?.reason ?? 'it is not in Jira yet';
}

function textsOf(observation: Observation): readonly string[] {
  const source = fileOf(observation)?.source ?? '';
  return [source, ...observation.worklogs.map(({ worklog }) => worklog.comment)];
}
