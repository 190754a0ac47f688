import { temporaryKeys } from '../../model/temporary-key.ts';
import type { TicketFormat } from '../../model/ticket.ts';
import { ticketName, ticketPath } from '../../model/ticket-key.ts';
import { isOfflineKey } from '../../model/ticket-ref.ts';
import type { Oid } from '../../snapshot/object-store.ts';
import type { GitState } from '../observation.ts';
import type { Parts } from '../parts.ts';
import { bornAs, whyUnborn } from './find-unborn.ts';
import { type Birth, nextWave } from './next-wave.ts';

export type Waves = {
  /** Reconciles these files; `waits` says why some are not created now. */
  readonly run: (refs: readonly string[], waits: ReadonlyMap<string, string>) => Promise<void>;
  /** Takes those of these files whose turn it is too. */
  readonly take: (refs: readonly string[]) => readonly string[];
};

/**
 * Files that become tickets, in the order in which they need each other: each wave is on record, and its keys are in
 * the files of the next, before that begins.
 */
export async function runInWaves(parts: Parts, refs: readonly string[], { run, take }: Waves): Promise<void> {
  const tip = await parts.git.tip();
  if (tip === null || refs.length === 0) return run(refs, new Map());
  let births = await readBirths(parts, refs, tip);
  for (let more = take(needed(births)); more.length > 0; more = take(needed(births))) {
    births = [...births, ...(await readBirths(parts, more, tip))];
  }
  const missing = new Map(await whyUnborn(parts, needed(births).map(keyOf), tip));
  while (births.length > 0) {
    const { ready, blocked, later } = nextWave(births, missing);
    const waits = new Map(blocked.map(({ birth, reason }) => [birth.ref, reason]));
    if (waits.size > 0) await run([...waits.keys()], waits);
    if (ready.length === 0) return;
    await run(
      ready.map(({ ref }) => ref),
      new Map(),
    );
    const failed = ready.flatMap(({ key }) => (key !== null && bornAs(parts, key) === null ? [key] : []));
    for (const [key, reason] of await whyUnborn(parts, failed, (await parts.git.tip()) ?? tip))
      missing.set(key, reason);
    births = later;
  }
}

/** The files of temporary keys that are mentioned, and not among these. */
function needed(births: readonly Birth[]): readonly string[] {
  const here = new Set(births.map(({ key }) => key));
  const mentioned = new Set(births.flatMap(({ mentions }) => [...mentions]));
  return [...mentioned].filter((key) => !here.has(key)).map(ticketPath);
}

async function readBirths(parts: Parts, refs: readonly string[], tip: Oid): Promise<readonly Birth[]> {
  const format = parts.project.format();
  const files = await parts.git.readTickets(tip, refs, format);
  return refs.map((ref) => birthOf(ref, files.get(ref), format));
}

function birthOf(ref: string, file: GitState | undefined, { fields }: TicketFormat): Birth {
  const name = keyOf(ref);
  const doc = file?.kind === 'ticket' ? file.doc : null;
  const named = fields.flatMap(({ name: field, kind }) => (kind === 'key' ? [doc?.values[field]] : []));
  return {
    ref,
    key: isOfflineKey(name) ? name : null,
    mentions: new Set(file?.kind === 'ticket' ? temporaryKeys(file.source) : []),
    named: new Set(named.flatMap((value) => (typeof value === 'string' ? [value] : []))),
  };
}

function keyOf(path: string): string {
  return ticketName(path) ?? path;
}
